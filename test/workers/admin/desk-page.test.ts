import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
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
	signIn,
} from "./stage.ts";

let stage: Stage;
let isDemoted = false;

/** What Zendesk says of Mina once somebody took her role away. */
function demoted(request: Request): Response | null {
	const isAsked = isDemoted && /\/users\/me(\.json)?$/.test(new URL(request.url).pathname);
	const user = { id: 381204417, name: "Mina Kato", email: "mina@acme.example", role: "agent" };
	return isAsked ? Response.json({ user }) : null;
}

beforeEach(async () => {
	await emptyTables();
	await env.DB.exec("delete from desk_webhooks");
	isDemoted = false;
	stage = createStage({ intercept: demoted });
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

const openDesk = () => stage.browser.open(`${ORIGIN}/admin/desk`);
const text = () => stage.browser.page.text;
/** What the list of a card says for a word. */
const said = (word: string) => {
	const term = stage.browser.page.root.querySelectorAll("dt").find((one) => one.text === word);
	return term?.nextElementSibling?.text.trim() ?? null;
};

/** From now on, without the work that a workspace brings along in the background. */
async function listen(): Promise<void> {
	await env.DB.prepare("update desks set listening_at = ?1, next_poll_at = ?1").bind(Date.now()).run();
}

async function setWebhook(state: string, reason: string | null, webhookId: string | null): Promise<void> {
	const [desk] = await rows("desks");
	const now = Date.now();
	await env.DB.prepare(
		`insert or replace into desk_webhooks (desk_id, state, reason, webhook_id, checked_at, next_check_at)
		values (?1, ?2, ?3, ?4, ?5, ?6)`,
	)
		.bind(desk?.id, state, reason, webhookId, now - 2 * 3_600_000, now + 3 * 3_600_000)
		.run();
}

describe("the help desk's page", () => {
	it("says who connected it, that they still are an administrator, and that nobody listens yet", async () => {
		await connectDesk(stage.browser);
		await openDesk();
		expect(said("Connected by")).toBe("Mina Kato (you)");
		expect(said("Still an administrator")).toMatch(/^Yes · .*now/);
		expect(said("Sign-in")).toBe("Working, renewed by itself");
		expect(said("Current access until")).not.toBeNull();
		expect(said("Edition")).toBe("Zendesk doesn't tell");
		expect(text()).toContain("Nobody listens, because no Slack workspace is connected");
		expect(text()).not.toContain("Check now");
	});

	it("tells of the webhook, of the last and next poll and of the day's calls", async () => {
		await connectDesk(stage.browser);
		await listen();
		await setWebhook("active", null, "wh-1");
		await env.DB.exec(`update desks set next_poll_at = ${Date.now() + 10 * 60_000 + 5_000}`);
		await openDesk();
		expect(text()).toContain("By webhook, at once");
		expect(text()).toContain("every 15 minutes as well");
		expect(said("Webhook last looked at")).toContain("2 hours ago");
		expect(said("Asked for again")).toContain("in 10 minutes");
		expect(said("Changes last asked for")).toBe("Not yet");
		expect(said("Made in the background so far")).toMatch(/^\d+$/);
	});

	it.each([
		["refused", "edition", null, "has no webhooks", "Asked for, no webhook", false],
		["refused", "limit", null, "Remove one that nobody needs", "Asked for, no webhook", true],
		["refused", "rights", "wh-1", "let another administrator take over", "By webhook, at once", true],
		["refused", "address", null, "could not reach this installation", "Asked for, no webhook", true],
		["failing", "unavailable", "wh-1", "The one that is there stays in use", "By webhook, at once", true],
		["failing", "new", null, "is being set up", "Being set up", false],
	])("says what a webhook that is %s (%s, id %s) means: %s", async (state, reason, id, means, way, mend) => {
		await connectDesk(stage.browser);
		await listen();
		await setWebhook(state, reason, id);
		await openDesk();
		expect(text()).toContain(means);
		expect(text()).toContain(way);
		const checks = stage.browser.page.root.querySelectorAll('form[action="/admin/desk/check"]');
		expect(checks).toHaveLength(mend ? 2 : 1);
	});

	it("says that an administrator has to sign in, and what stands still until then", async () => {
		await connectDesk(stage.browser);
		await listen();
		await env.DB.exec("update desks set state = 'needs_sign_in'");
		await openDesk();
		expect(said("Still an administrator")).toContain("No, or the sign-in has ended");
		expect(text()).toContain("nothing is told in Slack by itself");
		expect(text()).not.toContain("is told in the connected workspaces");
		expect(text()).not.toContain("Check now");
		await stage.browser.submit("Sign in again");
		await stage.browser.submit("allow", { person: "381204417" });
		await stage.browser.submit("Connect Acme");
		await openDesk();
		expect(said("Still an administrator")).toMatch(/^Yes/);
	});

	it("names the permissions that were not given", async () => {
		await connectDesk(stage.browser);
		await env.DB.exec("update credentials set scopes = 'read tickets:write'");
		await openDesk();
		expect(text()).toMatch(/were not given: users:write, .*webhooks:write/);
	});

	it("counts what Zoho grants in a day", async () => {
		await register(stage.browser, "zoho");
		await signIn(stage.browser, { person: "mina@acme.example", organisation: "60012345" });
		await stage.browser.submit("Connect Acme Support");
		await listen();
		await openDesk();
		expect(said("Credits of a day, at least")).toMatch(/^\d+,000$/);
		expect(said("Most that asking may take")).toMatch(/^\d+,\d{3}$/);
		expect(said("Used in the background so far")).toMatch(/^[\d,]+$/);
	});
});

describe("checking now", () => {
	it("looks at role and subscription at once and has changes asked for", async () => {
		await connectDesk(stage.browser);
		await listen();
		await setWebhook("failing", "unavailable", null);
		await env.DB.exec("update desks set admin_checked_at = 1, next_poll_at = 9999999999999");
		await openDesk();
		expect(said("Failing since")).toContain("2 hours ago");
		await stage.browser.submit("Check now");
		expect(text()).toContain("Looked at just now");
		expect(text()).toContain("By webhook, at once");
		expect(said("Webhook last looked at")).toContain("now");
		expect(said("Still an administrator")).toContain("now");
		expect(said("Asked for again")).toBe("Within a minute");
	});

	it("finds that whoever connected the desk is no administrator any more, and signs them out", async () => {
		await connectDesk(stage.browser);
		await listen();
		await openDesk();
		isDemoted = true;
		await stage.browser.submit("Check now");
		expect(stage.browser.page.url.pathname).toBe("/admin/sign-in");
		const actions = (await rows("audit_log")).map(({ action }) => action);
		expect(actions).toContain("desk.administrator_lost");
		expect(actions).toContain("admin.role_lost");
	});

	it("does nothing where nobody listens", async () => {
		await connectDesk(stage.browser);
		const cookie = [...stage.browser.cookies("localhost:8787")].map((pair) => pair.join("=")).join("; ");
		const headers = { cookie, "sec-fetch-site": "same-origin" };
		const before = stage.calls.length;
		const answer = await stage.ask("/admin/desk/check", { method: "POST", headers });
		expect(answer.headers.get("location")).toBe("/admin/desk?checked=no");
		expect(stage.calls.slice(before)).toEqual([]);
		expect((await stage.ask("/admin/desk/check", { method: "POST" })).status).toBe(403);
	});
});
