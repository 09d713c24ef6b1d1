import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SLACK_APP } from "../../../sandbox/seed/accounts.ts";
import {
	connectDesk,
	createStage,
	emptyTables,
	enterSlackApp,
	ORIGIN,
	openSetup,
	register,
	rows,
	type Stage,
} from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

async function textOf(path: string): Promise<string> {
	return (await stage.browser.open(`${ORIGIN}${path}`)).text;
}

const settingsRows = async () =>
	(await rows("audit_log"))
		.filter(({ action }) => String(action).startsWith("settings."))
		.map(({ action, details }) => [action, JSON.parse(String(details))]);

describe("what is set up", () => {
	it("is recorded from what to what, secrets only as replaced", async () => {
		await enterSlackApp(stage.browser);
		const [first, second] = await settingsRows();
		expect(first).toEqual(["settings.origin_saved", { "origin.from": null, "origin.to": ORIGIN }]);
		expect(second?.[0]).toBe("settings.slack_app_saved");
		expect(second?.[1]).toMatchObject({
			"slackApp.from": null,
			secretReplaced: true,
			signingSecretReplaced: true,
		});
		const told = JSON.stringify(await rows("audit_log"));
		expect(told).not.toContain(SLACK_APP.clientSecret);
		expect(told).not.toContain(SLACK_APP.signingSecret);
	});

	it("is recorded once: saving the same again changes nothing", async () => {
		await enterSlackApp(stage.browser);
		const before = [await settingsRows(), await rows("settings")];
		await enterSlackApp(stage.browser);
		expect([await settingsRows(), await rows("settings")]).toEqual(before);
	});

	it("is seen on the setup page before there is a desk, and while nobody has connected one", async () => {
		expect(await textOf("/setup")).toContain("Saved the public address");
		await register(stage.browser, "zendesk");
		const text = await textOf("/setup");
		expect(text).toContain("Registered the help desk");
		expect(text).toMatch(/Address: acme/);
		expect(text.indexOf("Registered the help desk")).toBeLessThan(text.indexOf("Saved the public address"));
	});

	it("is in the log of every desk, without what was done to another one", async () => {
		await enterSlackApp(stage.browser);
		await register(stage.browser, "zoho");
		const [zoho] = await rows("desks");
		await stage.browser.open(`${ORIGIN}/setup/desks/${zoho?.id}`);
		await stage.browser.submit("Remove this registration");
		expect(await textOf("/setup")).toContain("Took the registration back");
		await connectDesk(stage.browser);
		const log = await textOf("/admin/activity/audit");
		expect(log).toContain("Saved the Slack app");
		expect(log).toContain("Connected the help desk");
		expect(log).not.toContain("Took the registration back");
		expect(await textOf("/setup")).not.toContain("Connected the help desk");
		const narrowed = await stage.browser.open(`${ORIGIN}/admin/activity/audit?kind=settings`);
		expect(narrowed.root.querySelectorAll("tbody tr")).toHaveLength(2);
		expect(narrowed.text).toContain("Setup");
	});
});
