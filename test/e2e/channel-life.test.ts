import { beforeEach, describe, expect, test } from "vitest";
import { connectWorkspace, signInToPages } from "../../sandbox/runtime/boot.ts";
import { createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { TEAM_ACME } from "../../sandbox/seed/people.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";

const sandbox = useSandbox("channel-life", BOOTED);
const story = createStory(sandbox);
const mina = story.person("mina", "C0SUPPORT1");

const PUBLIC = "C0SUPPORT1";
const PRIVATE = "C0VIP00001";
const BOT = "U0DESKBOT1";

interface Mapping {
	channel_id: string;
	channel_name: string;
	channel_kind: string;
	state: string;
	trouble: string | null;
	trouble_at: number | null;
}

async function run(sql: string, ...values: unknown[]) {
	const database = await sandbox().database();
	return database
		.prepare(sql)
		.bind(...values)
		.all<Mapping & { state: string }>();
}

/** Where Zendesk's notifications go. */
async function mapping(): Promise<Mapping> {
	const { results } = await run(
		"select m.* from mappings m join desks d on d.id = m.desk_id where d.provider = 'zendesk' and m.team_id = ?1",
		TEAM_ACME,
	);
	const [found] = results;
	if (!found) throw new Error("nothing is mapped");
	return found;
}

async function teamState(): Promise<string> {
	const { results } = await run("select state from slack_teams where team_id = ?1", TEAM_ACME);
	return String(results[0]?.state);
}

/** Zendesk's notifications go to this channel from now on, and all is well. */
async function mapTo(channelId: string, kind: "public" | "private", state = "ready"): Promise<void> {
	await run(
		`update mappings set channel_id = ?1, channel_name = 'support', channel_kind = ?2, state = ?3,
			trouble = null, trouble_at = null
		where team_id = ?4 and desk_id in (select id from desks where provider = 'zendesk')`,
		channelId,
		kind,
		state,
		TEAM_ACME,
	);
}

async function happens(event: Record<string, unknown>): Promise<void> {
	const sent = await sandbox().slack.sendEvent(TEAM_ACME, event);
	expect(sent).toMatchObject({ status: 200, error: null });
}

beforeEach(() => mapTo(PUBLIC, "public"));

describe("a channel that notifications go to", () => {
	test.each([
		["channel_archive", "is_archived"],
		["group_archive", "is_archived"],
		["channel_deleted", "channel_not_found"],
		["group_deleted", "channel_not_found"],
	])("is marked when Slack says %s", async (type, trouble) => {
		await happens({ type, channel: PUBLIC, user: mina.userId });
		expect(await mapping()).toMatchObject({ channel_id: PUBLIC, trouble });
		expect((await mapping()).trouble_at).toBeGreaterThan(0);
	});

	test.each(["channel_unarchive", "group_unarchive"])("is well again after %s", async (type) => {
		await happens({ type: "channel_archive", channel: PUBLIC, user: mina.userId });
		await happens({ type, channel: PUBLIC, user: mina.userId });
		expect(await mapping()).toMatchObject({ trouble: null, trouble_at: null });
	});

	test("is followed through what people do with it in Slack", async () => {
		const channel = { teamId: TEAM_ACME, channelId: PUBLIC, userId: mina.userId };
		const { slack } = sandbox();
		await slack.setArchived({ ...channel, archived: true });
		expect((await mapping()).trouble).toBe("is_archived");
		await slack.setArchived({ ...channel, archived: false });
		expect((await mapping()).trouble).toBeNull();
		await slack.renameChannel({ ...channel, name: "helpdesk" });
		expect((await mapping()).channel_name).toBe("helpdesk");
		await slack.renameChannel({ ...channel, name: "support" });
		await mapTo(PRIVATE, "private");
		await slack.inviteBot({ ...channel, channelId: PRIVATE });
		await slack.removeBot({ ...channel, channelId: PRIVATE });
		expect((await mapping()).trouble).toBe("not_in_channel");
	});

	test("stays marked for another reason when it is unarchived", async () => {
		await happens({ type: "channel_deleted", channel: PUBLIC });
		await happens({ type: "channel_unarchive", channel: PUBLIC, user: mina.userId });
		expect((await mapping()).trouble).toBe("channel_not_found");
	});

	test("has its new name shown after it was renamed", async () => {
		await happens({ type: "channel_rename", channel: { id: PUBLIC, name: "customer-care", created: 1 } });
		expect(await mapping()).toMatchObject({ channel_id: PUBLIC, channel_name: "customer-care" });
		await happens({ type: "group_rename", channel: { id: PUBLIC, name: "support", created: 1 } });
		expect((await mapping()).channel_name).toBe("support");
	});

	test("is followed to its new id", async () => {
		await happens({ type: "channel_id_changed", old_channel_id: PUBLIC, new_channel_id: "C0SHARED99" });
		expect((await mapping()).channel_id).toBe("C0SHARED99");
	});

	test("is marked when the bot is put out of a private one, and well again when it is let in", async () => {
		await mapTo(PRIVATE, "private");
		await happens({ type: "member_left_channel", user: BOT, channel: PRIVATE, channel_type: "G" });
		expect((await mapping()).trouble).toBe("not_in_channel");
		await sandbox().slack.inviteBot({ teamId: TEAM_ACME, channelId: PRIVATE, userId: mina.userId });
		expect(await mapping()).toMatchObject({ trouble: null, trouble_at: null, state: "ready" });
	});

	test.each(["group_left", "channel_left"])("is marked when the bot has left: %s", async (type) => {
		await mapTo(PRIVATE, "private");
		await happens({ type, channel: PRIVATE });
		expect((await mapping()).trouble).toBe("not_in_channel");
	});

	test("that is public takes posts from outside: nothing is wrong when the bot leaves", async () => {
		await happens({ type: "member_left_channel", user: BOT, channel: PUBLIC, channel_type: "C" });
		expect((await mapping()).trouble).toBeNull();
	});

	test("doesn't care who else comes and goes", async () => {
		await mapTo(PRIVATE, "private");
		await happens({ type: "member_left_channel", user: mina.userId, channel: PRIVATE, channel_type: "G" });
		expect((await mapping()).trouble).toBeNull();
	});

	test("is not touched by what becomes of others, or of another team's", async () => {
		const before = await mapping();
		for (const channel of ["C0GENERAL1", "C0NOBODY01"]) {
			for (const type of ["channel_archive", "channel_deleted", "channel_left"])
				await happens({ type, channel });
			await happens({ type: "channel_rename", channel: { id: channel, name: "elsewhere" } });
		}
		const sent = await sandbox().slack.sendEvent("T0KITA0001", { type: "channel_archive", channel: PUBLIC });
		expect(sent.status).toBe(200);
		expect(await mapping()).toEqual(before);
	});
});

describe("news from Slack that comes late", () => {
	function revoked(type: "app_uninstalled" | "tokens_revoked", at: number) {
		const event = type === "app_uninstalled" ? { type } : { type, tokens: { bot: [BOT], oauth: [] } };
		const body = JSON.stringify({
			type: "event_callback",
			team_id: TEAM_ACME,
			api_app_id: "A0DESK0001",
			event_id: `Ev${type}${at}`,
			event_time: Math.floor(at / 1000),
			authorizations: [{ team_id: TEAM_ACME }],
			event,
		});
		return sandbox().slack.sendSigned("/slack/events", body, { contentType: "application/json" });
	}

	test("of an installation before doesn't end the one of today", async () => {
		const { results } = await run(
			"select installed_at as state from slack_teams where team_id = ?1",
			TEAM_ACME,
		);
		const installedAt = Number(results[0]?.state);
		for (const type of ["app_uninstalled", "tokens_revoked"] as const) {
			expect((await revoked(type, installedAt - 5_000)).status).toBe(200);
			expect(await teamState()).toBe("active");
		}
		expect((await mina.type("help")).says).toContain("/desk");
	});

	test("of the installation of today ends it", async () => {
		expect((await revoked("app_uninstalled", Date.now())).status).toBe(200);
		expect(await teamState()).toBe("revoked");
	});
});

describe("reauthorizing", () => {
	test("is asked for on the page where a permission of today is missing, and mends all that was wrong", async () => {
		await run(
			`update slack_teams set trouble = 'missing_scope', trouble_at = 1,
				scopes = replace(scopes, ',links:read,links:write', '') where team_id = ?1`,
			TEAM_ACME,
		);
		await run("update mappings set trouble = 'is_archived', trouble_at = 1 where team_id = ?1", TEAM_ACME);
		const admin = createBrowser();
		await signInToPages(admin, sandbox(), "Zendesk", { person: "381204417" });
		await run("update slack_teams set state = 'active' where team_id = ?1", TEAM_ACME);
		const page = await admin.follow("/admin/workspaces/");
		expect(page.text).toContain("links:read, links:write");
		expect(page.text).toContain("Reauthorize");

		await connectWorkspace(admin, sandbox(), { person: mina.userId, channel: PUBLIC });
		expect(await mapping()).toMatchObject({ channel_id: PUBLIC, trouble: null, trouble_at: null });
		const { results } = await run(
			"select trouble as state, scopes as channel_name from slack_teams where team_id = ?1",
			TEAM_ACME,
		);
		expect(results[0]?.state).toBeNull();
		expect(results[0]?.channel_name).toContain("links:read,links:write");
		expect(admin.page.text).not.toContain("links:read");
		expect(await teamState()).toBe("active");
	});
});
