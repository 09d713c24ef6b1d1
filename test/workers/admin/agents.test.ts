import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TEAM_ACME } from "../../../sandbox/seed/people.ts";
import {
	connectDesk,
	createStage,
	emptyTables,
	enterSlackApp,
	install,
	ORIGIN,
	openSetup,
	register,
	rows,
	type Stage,
	signIn,
} from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
	await connectDesk(stage.browser);
});
afterEach(() => {
	vi.restoreAllMocks();
});

const openAgents = (query = "") => stage.browser.open(`${ORIGIN}/admin/agents${query}`);
const connectSlack = () => install(stage.browser, { person: "U0MINA0001", channel: "C0SUPPORT1" });

/** A link of a grant of its own, as a sign-in leaves it. */
async function addLink(name: string, userId: string, state = "active"): Promise<string> {
	const [desk] = await rows("desks");
	const id = `link-${userId}`;
	await env.DB.batch([
		env.DB.prepare(
			`insert into credentials (id, desk_id, agent_id, state, generation, scopes, created_at, updated_at)
			values (?1, ?2, ?3, ?4, 0, '', 1, 1)`,
		).bind(`grant-${userId}`, desk?.id, userId, state),
		env.DB.prepare(
			`insert into agent_links (id, desk_id, team_id, slack_user_id, agent_id, agent_name, role, credential_id, linked_at)
			values (?1, ?2, ?3, ?4, ?4, ?5, 'agent', ?6, ?7)`,
		).bind(id, desk?.id, TEAM_ACME, userId, name, `grant-${userId}`, Date.now() - 3_600_000),
	]);
	return id;
}

async function addLinks(count: number): Promise<void> {
	const [desk] = await rows("desks");
	await env.DB.prepare(
		`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?3)
		insert into agent_links (id, desk_id, team_id, slack_user_id, agent_id, agent_name, role, credential_id, linked_at)
		select printf('l%03d', i), ?1, ?2, printf('U%03d', i), 'a', printf('Agent %03d', i / 2), 'agent', 'none', 1 from n`,
	)
		.bind(desk?.id, TEAM_ACME, count)
		.run();
}

const names = () => stage.browser.page.root.querySelectorAll("tbody th").map((cell) => cell.text.trim());

describe("the list of agents", () => {
	it("says what comes first while no workspace is connected", async () => {
		const page = await openAgents();
		expect(page.text).toContain("Connect one first");
		expect(page.root.querySelector('a[href="/slack/install"]')).not.toBeNull();
	});

	it("names agent, role, workspace and Slack user, and on whose sign-in the desk stands", async () => {
		await connectSlack();
		await addLink("Alex Berg", "U0ALEX0001", "needs_sign_in");
		const { text } = await openAgents();
		expect(text).toMatch(/Alex Berg\s*Agent.*U0ALEX0001.*Ended.*1 hour ago/s);
		expect(text).toMatch(
			/Mina Kato\s*Administrator.*U0MINA0001.*Working.*connection stands on this sign-in/s,
		);
	});

	it("shows 50 at a time, by name, each once however many have the same", async () => {
		await connectSlack();
		await addLinks(120);
		const seen: string[] = [];
		await openAgents();
		for (const page of [1, 2, 3]) {
			expect(names().length).toBe(page < 3 ? 50 : 21);
			seen.push(...stage.browser.page.root.querySelectorAll("tbody code").map((cell) => cell.text));
			if (page < 3) await stage.browser.follow("Next page");
		}
		expect(new Set(seen).size).toBe(121);
		expect(stage.browser.page.text).not.toContain("Next page");
		await stage.browser.follow("First page");
		expect(names()[0]).toContain("Agent 000");
	});

	it("finds somebody by a part of the name or by the Slack user, and takes signs as they are", async () => {
		await connectSlack();
		await addLink("Alex Berg", "U0ALEX0001");
		await addLink("100 % Berg <b>", "U0OTHER001");
		await openAgents("?q=aLEX");
		expect(names()).toHaveLength(1);
		await openAgents("?q=U0ALEX0001");
		expect(names()[0]).toContain("Alex Berg");
		await openAgents("?q=%25");
		expect(names()).toHaveLength(1);
		expect(stage.browser.page.html).toContain("100 % Berg &lt;b&gt;");
		await openAgents("?q=nobody");
		expect(stage.browser.page.text).toContain("“nobody”");
		expect((await openAgents(`?q=${"x".repeat(2_000)}&id=1&name=2`)).status).toBe(200);
	});
});

describe("unlinking", () => {
	it("warns first, then gives the grant back, tells the person and leaves a row in the log", async () => {
		await connectSlack();
		const id = await addLink("Alex Berg", "U0ALEX0001");
		await stage.browser.open(`${ORIGIN}/admin/agents/${id}/unlink`);
		expect(stage.browser.page.text).toContain("has to sign in again");
		expect(stage.browser.page.text).toContain("goes back to Zendesk");
		expect(await rows("agent_links")).toHaveLength(2);
		await stage.browser.submit("Unlink");
		expect(stage.browser.page.text).toContain("Unlinked.");
		expect(stage.browser.page.text).not.toContain("Alex Berg");
		expect((await rows("agent_links")).map((row) => row.agent_name)).toEqual(["Mina Kato"]);
		expect(await rows("credentials")).toHaveLength(1);
		const last = (await rows("audit_log")).at(-1);
		expect(last).toMatchObject({
			action: "agent_link.removed",
			subject: `agent_link:${id}`,
			actor_kind: "admin",
			actor_name: "Mina Kato",
		});
		await vi.waitFor(() => {
			const posted = stage.calls.filter((call) => call.endsWith("/api/chat.postMessage"));
			expect(posted).toHaveLength(2);
		});
	});

	it("of whoever connected the desk keeps the grant that the desk stands on", async () => {
		await connectSlack();
		const [link] = await rows("agent_links");
		await stage.browser.open(`${ORIGIN}/admin/agents/${link?.id}/unlink`);
		expect(stage.browser.page.text).toContain("the connection of the help desk stands on it");
		await stage.browser.submit("Unlink");
		expect(await rows("agent_links")).toEqual([]);
		expect((await rows("credentials")).map((row) => row.state)).toEqual(["active"]);
	});

	it("posts nothing while Slack is paused", async () => {
		await connectSlack();
		const id = await addLink("Alex Berg", "U0ALEX0001");
		await env.DB.exec("update desks set paused_at = 1");
		await stage.browser.open(`${ORIGIN}/admin/agents/${id}/unlink`);
		const before = stage.calls.length;
		await stage.browser.submit("Unlink");
		await vi.waitFor(() => expect(stage.calls.slice(before).join(" ")).toContain("views.publish"));
		expect(stage.calls.slice(before).join(" ")).not.toContain("chat.postMessage");
	});

	it("doesn't exist for another desk's administrator, nor for nobody", async () => {
		await connectSlack();
		const [link] = await rows("agent_links");
		const path = `/admin/agents/${link?.id}/unlink`;
		expect((await stage.ask(path)).headers.get("location")).toBe("/admin/sign-in");
		const other = stage.openBrowser();
		await openSetup(other);
		await register(other, "zoho");
		await signIn(other, { person: "mina@acme.example", organisation: "60012345" });
		await other.submit("Connect Acme Support");
		await other.open(`${ORIGIN}${path}`);
		expect(other.page.status).toBe(404);
		const cookie = [...other.cookies("localhost:8787")].map(([name, value]) => `${name}=${value}`).join("; ");
		const headers = { cookie, "sec-fetch-site": "same-origin" };
		expect((await stage.ask(path, { method: "POST", headers })).status).toBe(404);
		await other.open(`${ORIGIN}/admin/agents`);
		expect(other.page.text).not.toContain("U0MINA0001");
		expect(await rows("agent_links")).toHaveLength(1);
	});
});
