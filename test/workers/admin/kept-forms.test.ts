import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NO_FILTERS } from "../../../src/core/notification-settings.ts";
import { handleCron } from "../../../src/jobs/cron.ts";
import { dropFormsOf, keepForm } from "../../../src/services/sign-in/kept-forms.ts";
import { saveFilters, saveLook } from "../../../src/services/workspaces/settings.ts";
import { addSecondDesk, createWorld, type World } from "../settings-world.ts";
import { ORIGIN, rows } from "./stage.ts";

const HOUR_MS = 60 * 60_000;

let world: World;

beforeEach(async () => {
	world = await createWorld();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const browser = () => world.stage.browser;
const pathOf = (section: string) => `/admin/workspaces/${world.workspaceId}/${section}`;
const open = (section: string) => browser().open(`${ORIGIN}${pathOf(section)}`);
const fieldOf = (name: string) =>
	browser().page.root.querySelector(`[name="${name}"]`)?.getAttribute("value");

async function endSessions(): Promise<void> {
	await env.DB.prepare("delete from sessions").run();
}

/** From the page that says the session has ended. */
async function signInAgain(): Promise<void> {
	await browser().submit("Sign in with Zendesk");
	await browser().submit("allow", { person: "381204417" });
}

describe("settings that were sent after the session had ended", () => {
	it("are shown again after the sign-in, not saved, and are gone from here once they are", async () => {
		await open("filters");
		await endSessions();
		const page = await browser().submit("Save", { tags: "vip, 至急", priority_urgent: "yes" });
		expect(page.url.pathname).toBe("/admin/sign-in");
		expect(page.text).toContain("what you entered is shown again");
		await signInAgain();
		expect(browser().page.url.pathname).toBe(pathOf("filters"));
		expect(browser().page.text).toContain("Not saved yet: your session had ended.");
		expect(fieldOf("tags")).toBe("vip, 至急");
		expect(browser().page.root.querySelector('[name="priority_urgent"]')?.hasAttribute("checked")).toBe(true);
		expect((await world.workspace()).filters).toBe("{}");
		await browser().submit("Save");
		expect(browser().page.text).toContain("Saved.");
		expect(JSON.parse(String((await world.workspace()).filters))).toMatchObject({ tags: ["vip", "至急"] });
		expect(await rows("kept_forms")).toEqual([]);
		expect((await open("filters")).text).not.toContain("Not saved yet: your session");
	});

	it.each([
		[
			"what",
			{ "ticket.moved": "" },
			() => browser().page.root.querySelector('[name="ticket.moved"]')?.hasAttribute("checked"),
			false,
		],
		["when", { digest: "09:30" }, () => fieldOf("digest"), "09:30"],
		[
			"look",
			{ layout: "flat" },
			() => browser().page.root.querySelector("option[selected]")?.getAttribute("value"),
			"flat",
		],
	] as const)("are those of the page they belong to: %s", async (section, fields, read, expected) => {
		await open(section);
		await endSessions();
		await browser().submit("Save", fields);
		await signInAgain();
		expect(browser().page.url.pathname).toBe(pathOf(section));
		expect(read()).toBe(expected);
	});

	it("are those of either form about channels", async () => {
		const page = await open("where");
		const field = page.root.querySelector('input[list="channel-options"]')?.getAttribute("name") ?? "";
		await endSessions();
		await browser().submit("Save channels", { [field]: "#support" });
		await signInAgain();
		expect(browser().page.url.pathname).toBe(pathOf("where"));
		expect(fieldOf(field)).toBe("#support");
		await endSessions();
		await browser().submit("Send everything there", { channel_id: "#billing" });
		await signInAgain();
		expect(fieldOf("channel_id")).toBe("#billing");
	});

	it("come with what others saved meanwhile", async () => {
		await open("filters");
		await endSessions();
		await browser().submit("Save", { tags: "mine" });
		await saveFilters(world.ctx, await world.edit(), { ...NO_FILTERS, tags: ["theirs"] });
		await signInAgain();
		const { text } = browser().page;
		expect(text).toContain("Somebody else saved settings of this workspace");
		expect(text).toMatch(/Changed which tickets are told of Mina Kato/);
		expect(text).toContain("theirs");
		expect(fieldOf("tags")).toBe("mine");
	});

	it("can be given up for what is saved now", async () => {
		await open("filters");
		await endSessions();
		await browser().submit("Save", { tags: "mine" });
		await signInAgain();
		await browser().follow("See what is saved now");
		expect(fieldOf("tags")).toBe("");
		expect(await rows("kept_forms")).toEqual([]);
	});

	it("are not shown to who signs in to another desk", async () => {
		const second = await addSecondDesk(world);
		expect(second.deskId).not.toBe(world.deskId);
		await browser().open(`${ORIGIN}/admin/sign-in`);
		await signInAgain();
		await open("filters");
		await endSessions();
		await browser().submit("Save", { tags: "mine" });
		await browser().submit("Sign in with Zoho Desk");
		await browser().submit("allow", { person: "mina@acme.example", organisation: "60012345" });
		expect(browser().page.url.pathname).toBe("/admin");
		expect((await open("filters")).status).toBe(404);
		expect(browser().page.html).not.toContain("mine");
	});

	it("are sealed while they wait, and dropped after an hour", async () => {
		await open("filters");
		await endSessions();
		await browser().submit("Save", { tags: "a-word-of-mine" });
		const [row] = await rows("kept_forms");
		expect(row).toBeDefined();
		expect(JSON.stringify(row)).not.toContain("a-word-of-mine");
		const now = Date.now();
		await handleCron({ ...world.ctx, now: () => now + HOUR_MS - 60_000, enqueue: async () => {} });
		expect(await rows("kept_forms")).toHaveLength(1);
		await handleCron({ ...world.ctx, now: () => now + HOUR_MS + 60_000, enqueue: async () => {} });
		expect(await rows("kept_forms")).toEqual([]);
	});

	it("go with their desk", async () => {
		await keepForm(world.ctx, { deskId: world.deskId, page: pathOf("look"), fields: {} });
		await keepForm(world.ctx, { deskId: "another", page: pathOf("look"), fields: {} });
		await dropFormsOf(world.ctx, world.deskId);
		expect(await rows("kept_forms")).toHaveLength(1);
	});
});

describe("settings of a Salesforce org that were sent after the session had ended", () => {
	const ORG = "/admin/salesforce/o1";
	const org = async () => (await rows("orgs"))[0];
	beforeEach(async () => {
		await env.DB.prepare(
			`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at,
				updated_at)
			values ('o1', ?1, 'Acme', 'sandbox', 'test.salesforce.com', '3MVG9', 'sealed', 'connected', 1, 1)`,
		)
			.bind(world.deskId)
			.run();
	});

	async function saveLate(path: string, fields: Record<string, string>): Promise<void> {
		await browser().open(`${ORIGIN}${ORG}/${path}`);
		await endSessions();
		expect((await browser().submit("Save", fields)).text).toContain("what you entered is shown again");
		await signInAgain();
		expect(browser().page.url.pathname).toBe(`${ORG}/${path}`);
	}

	it("are shown filled in after the sign-in, not saved, and are gone from here once they are", async () => {
		await saveLate("rename", { name: "Acme EU" });
		expect(browser().page.text).toContain("Not saved yet: your session had ended.");
		expect(fieldOf("name")).toBe("Acme EU");
		expect(await org()).toMatchObject({ name: "Acme" });
		await browser().submit("Save");
		expect(await org()).toMatchObject({ name: "Acme EU" });
		expect(await rows("kept_forms")).toEqual([]);
	});

	it("don't replace what others saved meanwhile", async () => {
		await browser().open(`${ORIGIN}${ORG}/objects/memberships`);
		await endSessions();
		await browser().submit("Save", { interval: "45", several: "yes" });
		await env.DB.prepare("update orgs set settings_version = settings_version + 1").run();
		await signInAgain();
		expect(browser().page.text).toContain("Somebody else saved settings of this org");
		expect(fieldOf("interval")).toBe("45");
		expect(browser().page.root.querySelector('[name="several"]')?.hasAttribute("checked")).toBe(true);
		expect(String((await org())?.settings)).not.toContain("45");
		// Told of it, they may: nobody saved since.
		await browser().submit("Save");
		expect(String((await org())?.settings)).toContain("45");
		expect(await rows("kept_forms")).toEqual([]);
	});

	it("can be given up", async () => {
		await saveLate("rename", { name: "Acme EU" });
		await browser().follow("See what is saved now instead");
		expect(fieldOf("name")).toBe("Acme");
		expect(await rows("kept_forms")).toEqual([]);
	});
});

describe("what isn't kept", () => {
	it("is what stops or erases something: it begins again", async () => {
		await open("disable");
		await endSessions();
		const page = await browser().submit("Disable the workspace");
		expect(page.text).toContain("nothing was done");
		expect(await rows("kept_forms")).toEqual([]);
		await signInAgain();
		expect(browser().page.url.pathname).toBe("/admin");
		expect((await world.workspace()).state).toBe("active");
	});

	it("is what comes from a browser that never signed in here, or names no workspace", async () => {
		const send = (path: string, cookie: string) =>
			world.stage.ask(path, {
				method: "POST",
				headers: {
					origin: ORIGIN,
					"sec-fetch-site": "same-origin",
					"content-type": "application/x-www-form-urlencoded",
					cookie,
				},
				body: "version=0&tags=x",
			});
		const known = `__Host-deskbridge_browser=${"b".repeat(43)}`;
		await send(pathOf("filters"), "");
		await send("/admin/workspaces/nobodys/filters", known);
		expect(await rows("kept_forms")).toEqual([]);
		await send(pathOf("filters"), known);
		expect(await rows("kept_forms")).toHaveLength(1);
	});

	it("is more than five hundred at a time", async () => {
		const many = Array.from({ length: 500 }, (_, index) => ({ id: `k${index}` }));
		await env.DB.prepare("insert into kept_forms select value ->> 'id', 'x', ?2 from json_each(?1)")
			.bind(JSON.stringify(many), Date.now() + HOUR_MS)
			.run();
		const form = { deskId: world.deskId, page: pathOf("look"), fields: {} };
		expect(await keepForm(world.ctx, form)).toBeNull();
	});
});

describe("the second of two editors", () => {
	it("is told who changed what from what to what, each change once, and keeps what they entered", async () => {
		await open("filters");
		await saveFilters(world.ctx, await world.edit(), { ...NO_FILTERS, tags: ["theirs"] });
		await saveLook(world.ctx, await world.edit(), { layout: "flat", locale: "ja" });
		const page = await browser().submit("Save", { tags: "mine" });
		expect(page.status).toBe(409);
		const told = page.root
			.querySelectorAll(".notice li")
			.map((item) => item.structuredText.replace(/\s+/g, " "));
		expect(told).toHaveLength(2);
		expect(told[0]).toMatch(
			/^Changed how it looks Mina Kato.*Messages: From One card per ticket.* → To One message per event/,
		);
		expect(told[1]).toMatch(/theirs/);
		expect(fieldOf("tags")).toBe("mine");
		await browser().submit("Save");
		expect(JSON.parse(String((await world.workspace()).filters))).toMatchObject({ tags: ["mine"] });
	});

	it("isn't told of what they had seen already", async () => {
		await saveFilters(world.ctx, await world.edit(), { ...NO_FILTERS, tags: ["seen"] });
		await open("look");
		await saveFilters(world.ctx, await world.edit(), { ...NO_FILTERS, tags: ["new"] });
		const page = await browser().submit("Save", { layout: "flat" });
		expect(page.root.querySelectorAll(".notice li")).toHaveLength(1);
		expect(page.root.querySelector(".notice li")?.text).toMatch(/seen.*new/s);
	});
});
