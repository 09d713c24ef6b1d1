import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resumeRemoval } from "../../../src/services/workspaces/resume-removals.ts";
import { createWorld, MINA_SLACK, type World } from "../settings-world.ts";
import { connectDesk, createStage, enterSlackApp, install, ORIGIN, openSetup } from "./stage.ts";

let world: World;

beforeEach(async () => {
	world = await createWorld();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const browser = () => world.stage.browser;
const set = (sql: string, ...values: unknown[]) =>
	env.DB.prepare(sql)
		.bind(...values)
		.run();

/** Steps and workspaces of the overview: what they say, and what their buttons lead to. */
async function look() {
	const page = await browser().open(`${ORIGIN}/admin`);
	const read = (selector: string) =>
		page.root.querySelectorAll(selector).map((item) => ({
			text: item.structuredText.replace(/\s+/g, " ").trim(),
			to:
				item.querySelector("a.button, form")?.getAttribute("href") ??
				item.querySelector("form")?.getAttribute("action"),
		}));
	return { page, steps: read("ol.list > li"), workspaces: read("ul.list > li") };
}

async function webhook(state: string, reason: string | null): Promise<void> {
	await set("update desk_webhooks set state = ?1, reason = ?2, webhook_id = null", state, reason);
}

async function linkColleague(): Promise<void> {
	await set(
		`insert into agent_links (id, desk_id, team_id, slack_user_id, agent_id, agent_name, role, credential_id, linked_at)
		values ('l2', ?1, 'T1', 'U2', '42', 'Alex Berg', 'agent', 'c2', 1)`,
		world.deskId,
	);
}

describe("what to do next", () => {
	it("begins with Slack while no workspace is connected", async () => {
		await set("delete from workspaces");
		const { steps, workspaces } = await look();
		expect(steps).toMatchObject([{ to: "/slack/install" }, { to: "/admin/salesforce" }]);
		expect(steps[0]?.text).toContain("Connect Slack");
		expect(workspaces).toEqual([]);
	});

	it("is to choose a channel where none is mapped", async () => {
		await set("delete from mappings");
		const { steps } = await look();
		expect(steps).toContainEqual({
			text: expect.stringContaining("Choose a channel in Acme"),
			to: `/admin/workspaces/${world.workspaceId}/where`,
		});
	});

	it.each([
		["limit", "All webhooks that Zendesk allows are in use", "/admin/desk/check"],
		["rights", "may not manage webhooks", "/admin/desk/check"],
		["address", "could not reach this installation", "/setup"],
	])("is to mend what keeps webhooks away: %s", async (reason, text, to) => {
		await webhook("unavailable", reason);
		expect((await look()).steps).toContainEqual({ text: expect.stringContaining(text), to });
	});

	it("is nothing about webhooks where the edition has none, which the desk's card says", async () => {
		await webhook("unavailable", "edition");
		const { steps, page } = await look();
		expect(steps.map(({ text }) => text).join()).not.toContain("webhooks");
		expect(page.text).toContain("How changes are heard of: Asked for, no webhook");
	});

	it("is to bring colleagues in until one of them is linked; then Salesforce is left, which may be left out", async () => {
		await webhook("active", null);
		expect((await look()).steps).toMatchObject([{ to: "/admin/agents" }, { to: "/admin/salesforce" }]);
		await linkColleague();
		const { steps } = await look();
		expect(steps).toMatchObject([{ to: "/admin/salesforce" }]);
		expect(steps[0]?.text).toContain("All else works without it.");
	});

	it("is nothing once an org is there", async () => {
		await webhook("active", null);
		await linkColleague();
		await set(
			`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at, updated_at)
			values (?1, ?2, 'Acme', 'production', 'acme.my.salesforce.com', 'c', '', 'connected', 1, 1)`,
			`org-${world.deskId}`,
			world.deskId,
		);
		const { steps, page } = await look();
		expect(steps).toEqual([]);
		expect(page.text).not.toContain("What to do next");
	});
});

describe("a workspace on the overview", () => {
	const path = () => `/admin/workspaces/${world.workspaceId}`;

	it("that works has no button but the way to it", async () => {
		const [row] = (await look()).workspaces;
		expect(row?.text).toMatch(/^Working Acme #support$/);
	});

	it.each([
		["disabled", "update workspaces set state = 'disabled'", "Off", "nothing is delivered", "state"],
		["without its app", "update slack_teams set state = 'revoked'", "Needs attention", "was removed", null],
		[
			"with an old grant",
			"update slack_teams set scopes = 'commands'",
			"Needs attention",
			"Permissions are missing",
			null,
		],
		["without a channel", "delete from mappings", "Needs attention", "No channel yet", "where"],
		[
			"waiting for an invitation",
			"update mappings set state = 'needs_invite'",
			"Needs attention",
			"/invite @Deskbridge",
			"check",
		],
		[
			"with an archived channel",
			"update mappings set trouble = 'is_archived'",
			"Needs attention",
			"#support: The channel is archived",
			"where",
		],
		[
			"with the app out of the channel",
			"update mappings set trouble = 'not_in_channel'",
			"Needs attention",
			"not in the channel",
			"check",
		],
	])("%s says why and has the button that mends it", async (_, sql, state, reason, mend) => {
		await set(sql);
		const [row] = (await look()).workspaces;
		expect(row?.text).toMatch(new RegExp(`^${state} Acme`));
		expect(row?.text).toContain(reason);
		expect(row?.to).toBe(mend ? `${path()}/${mend}` : "/slack/install");
	});

	it("is enabled from there", async () => {
		await set("update workspaces set state = 'disabled'");
		await look();
		await browser().submit("Enable");
		expect((await world.workspace()).state).toBe("active");
	});
});

describe("a workspace that is being cleared away", () => {
	const begin = () =>
		set("update workspaces set state = 'deleting', is_default = 0 where id = ?1", world.workspaceId);

	it("shows what is left of it, after every reload, until nothing is", async () => {
		await linkColleague();
		await set("update agent_links set team_id = (select team_id from workspaces)");
		await set(
			`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, destination, state,
				happened_at, finished_at)
			select 'd' || value, ?1, 'T1', ?2, 'e', 'ticket.created', 'C1', 'posted', 1, 1
			from json_each('[1, 2, 3]')`,
			world.deskId,
			world.workspaceId,
		);
		await begin();
		for (let reload = 0; reload < 2; reload++) {
			const { page } = await look();
			expect(page.text).toContain("Being cleared away");
			expect(page.text).toContain("Left: sign-ins 2, deliveries 3");
			expect(page.root.querySelectorAll("progress")).toHaveLength(1);
		}
		await resumeRemoval(world.ctx, world.workspaceId);
		expect((await look()).page.text).not.toContain("Being cleared away");
	});

	it("is another desk's nowhere", async () => {
		await begin();
		await set("update workspaces set desk_id = 'another'");
		expect((await look()).page.text).not.toContain("Being cleared away");
	});
});

describe("another administrator", () => {
	it("is offered to take the connection over, and told before they confirm whose it was", async () => {
		await set("update desks set connected_by_agent_id = '7', connected_by_name = 'Former Admin'");
		const { page } = await look();
		expect(page.text).toContain("The connection stands on Former Admin's sign-in");
		await browser().submit("Take over the connection");
		await browser().submit("allow", { person: "381204417" });
		expect(browser().page.text).toContain(
			"stands on Former Admin's sign-in until now, and on yours from here on",
		);
		await browser().submit("Connect Acme");
		expect(browser().page.text).not.toContain("Take over the connection");
	});
});

it("leads a new installation from the first page to the last step by its own buttons", async () => {
	await set("delete from desks");
	const stage = createStage();
	await openSetup(stage.browser);
	await enterSlackApp(stage.browser);
	await connectDesk(stage.browser);
	expect(stage.browser.page.text).toContain("What to do next");
	await install(stage.browser, { person: MINA_SLACK, channel: "C0SUPPORT1" });
	expect((await stage.browser.open(`${ORIGIN}/admin`)).text).toContain("Bring your colleagues in");
});
