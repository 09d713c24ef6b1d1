import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "../../src/context.ts";
import { desks, workspaces } from "../../src/db/schema.ts";
import { dropOld } from "../../src/objects/slack-team/posts.ts";
import {
	createSlackStub,
	createTeam,
	createTestContext,
	type SlackStub,
	type TestTeam,
} from "./slack-team-world.ts";

let ctx: Context;
let slack: SlackStub;
let team: TestTeam;

beforeEach(async () => {
	ctx = createTestContext();
	slack = createSlackStub();
	team = await createTeam(ctx, slack);
});

afterEach(() => {
	vi.restoreAllMocks();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const states = async () => (await team.log()).map(({ state, reason }) => [state, reason]);

describe("what may not be said any more when its turn comes", () => {
	it("is not sent to a workspace that was disabled", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		await ctx.db.update(workspaces).set({ state: "disabled" }).where(eq(workspaces.id, team.workspaceId));
		await team.ring();
		expect(slack.calls).toEqual([]);
		expect(await states()).toEqual([
			["not_sent", "disabled"],
			["not_sent", "disabled"],
		]);
		await ctx.db.update(workspaces).set({ state: "active" }).where(eq(workspaces.id, team.workspaceId));
		await team.settle();
		expect(slack.calls).toEqual([]);
	});

	it("is not sent while the desk is paused", async () => {
		await team.object.accept([team.notice()]);
		await ctx.db.update(desks).set({ pausedAt: ctx.now() }).where(eq(desks.id, team.deskId));
		await team.ring();
		expect(await states()).toEqual([["not_sent", "paused"]]);
	});

	it("doesn't keep the object awake for a card that is not brought up to date any more", async () => {
		await team.object.accept([team.notice()]);
		await team.settle();
		slack.answer(({ method }) =>
			method === "chat.update" ? { ok: false, error: "is_archived" } : undefined,
		);
		await team.object.accept([team.notice()]);
		await team.pass(6_000);
		await team.ring();
		await team.pass(6_000);
		await team.ring();
		expect(slack.updates()).toHaveLength(1);
		await ctx.db.update(desks).set({ pausedAt: ctx.now() }).where(eq(desks.id, team.deskId));
		await team.pass(HOUR);
		await team.ring();
		expect(await team.sql("select 1 from cards where dirty_at is not null")).toEqual([]);
		expect(slack.updates()).toHaveLength(1);
	});

	it("is not sent, and nothing is kept of it, when the workspace was removed", async () => {
		await team.object.accept([team.notice()]);
		await ctx.db.delete(workspaces).where(eq(workspaces.id, team.workspaceId));
		await team.pass(1);
		await team.ring();
		expect(slack.calls).toEqual([]);
		expect(await team.log()).toEqual([]);
		expect(await team.sql("select 1 from posts union all select 1 from post_events")).toEqual([]);
	});

	it("leaves the other workspaces of the team alone", async () => {
		const other = { id: ctx.newId(), deskId: ctx.newId() };
		await ctx.db.insert(desks).values({
			...other,
			id: other.deskId,
			provider: "zoho",
			address: "eu",
			name: "Globex",
			clientId: "c",
			clientSecretSealed: "s",
			state: "connected",
			createdAt: 0,
			updatedAt: 0,
		});
		await team.addWorkspace(other);
		await ctx.db.update(workspaces).set({ state: "disabled" }).where(eq(workspaces.id, team.workspaceId));
		const desk = { id: other.deskId, name: "Globex", provider: "zoho" as const };
		await team.object.accept([team.notice(), team.notice({ workspaceId: other.id, desk })]);
		await team.ring();
		expect((await states()).map(([state]) => state).sort()).toEqual(["not_sent", "posted"]);
	});
});

describe("sending again", () => {
	async function lose() {
		slack.answer(() => "lost");
		await team.object.accept([team.notice({ eventIds: ["a", "b"] })]);
		await team.ring();
		slack.answer(() => undefined);
		return (await team.log()).map(({ id }) => id);
	}

	it("posts an unknown delivery by a person's wish, and the log tells its new end", async () => {
		const [id = ""] = await lose();
		expect(await team.object.sendAgain(id)).toBe(true);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(await states()).toEqual([
			["posted", null],
			["posted", null],
		]);
	});

	it("posts it once, whichever of its events is pressed, however often", async () => {
		const ids = await lose();
		const answers = await Promise.all([...ids, ...ids].map((id) => team.object.sendAgain(id)));
		expect(answers.filter(Boolean)).toHaveLength(1);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
	});

	it("gives a dead letter another day", async () => {
		slack.answer(() => ({ ok: false, error: "is_archived" }));
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.pass(DAY + 1_000);
		await team.ring();
		const [dead] = (await team.log()).filter(({ eventType }) => eventType === "ticket.assigned");
		expect(dead).toMatchObject({ state: "dead" });
		slack.answer(() => undefined);
		expect(await team.object.sendAgain(dead?.id ?? "")).toBe(true);
		await team.object.wake();
		await team.settle();
		const [sent] = (await team.log()).filter(({ id }) => id === dead?.id);
		expect(sent).toMatchObject({ state: "posted", reason: null });
	});

	it("is refused for what was posted, for what is unknown here, and after thirty days", async () => {
		const [id = ""] = await lose();
		await team.object.accept([team.notice()]);
		await team.settle();
		const posted = (await team.log()).find(({ state }) => state === "posted");
		expect(await team.object.sendAgain(posted?.id ?? "")).toBe(false);
		expect(await team.object.sendAgain("nothing:0")).toBe(false);
		await team.pass(30 * DAY + HOUR);
		await runInDurableObject(team.object, (_, state) => dropOld(state.storage.sql, ctx.now()));
		expect(await team.object.sendAgain(id)).toBe(false);
		expect(await team.sql("select * from posts")).toEqual([]);
		expect(await team.sql("select * from post_events")).toEqual([]);
	});
});

describe("dropping a workspace", () => {
	it("leaves nothing of it: no post, card, mark, channel or person", async () => {
		await team.object.accept([
			team.notice(),
			team.notice({ destination: { kind: "direct", slackUserId: "UALEX" } }),
		]);
		await team.settle();
		slack.answer(() => ({ ok: false, error: "is_archived" }));
		await team.object.accept([team.notice()]);
		await team.pass(2_000);
		await team.ring();
		await team.object.dropWorkspace(team.workspaceId);
		const rows = await runInDurableObject(team.object, (_, state) =>
			["posts", "post_events", "cards", "directs", "troubles", "pace"].flatMap((table) =>
				[...state.storage.sql.exec(`select * from ${table}`)].map((row) => JSON.stringify(row)),
			),
		);
		for (const id of [team.workspaceId, team.channelId, "UALEX", "DALEX", "1042"]) {
			expect(rows.filter((row) => row.includes(id))).toEqual([]);
		}
	});

	it("keeps what is another's, and goes on with it", async () => {
		const other = { id: ctx.newId(), deskId: team.deskId };
		await ctx.db.update(workspaces).set({ deskId: "moved" }).where(eq(workspaces.id, team.workspaceId));
		await team.addWorkspace(other);
		await team.object.accept([team.notice(), team.notice({ workspaceId: other.id, ticket: "7" })]);
		await team.object.dropWorkspace(team.workspaceId);
		expect(await team.object.waiting(team.workspaceId)).toBe(0);
		expect(await team.object.waiting(other.id)).toBe(1);
		await team.settle();
		expect(slack.posts()).toHaveLength(1);
	});

	it("keeps nothing of a post that was on its way", async () => {
		let release = () => {};
		const slow = new Promise<void>((resolve) => {
			release = resolve;
		});
		slack.answer(async (call) => {
			await slow;
			return slack.succeed(call);
		});
		await team.object.accept([team.notice()]);
		const ringing = team.ring();
		await vi.waitFor(() => expect(slack.posts()).toHaveLength(1));
		await team.object.dropWorkspace(team.workspaceId);
		release();
		await ringing;
		expect(await team.sql("select * from cards")).toEqual([]);
		expect(await team.log()).toEqual([]);
	});
});

describe("a team that the database doesn't know", () => {
	it("is refused before anything is stored", async () => {
		const object = env.SLACK_TEAMS.getByName("nobody");
		const refused = async () => {
			await object.accept([team.notice()]);
		};
		await expect(refused()).rejects.toMatchObject({
			name: "VendorError",
			code: "team_gone",
		});
		expect(await object.sendAgain("x:0")).toBe(false);
		await object.wake();
		await object.erase();
		const tables = await runInDurableObject(object, (_, state) => [
			...state.storage.sql.exec("select name from sqlite_master where name not glob '_cf_*'"),
		]);
		expect(tables).toEqual([]);
	});

	it("is not what an erased one is: nothing of it is left, and it can begin anew", async () => {
		await team.object.accept([team.notice()]);
		await team.settle();
		await team.object.erase();
		const tables = () =>
			runInDurableObject(team.fresh(), (_, state) => [
				...state.storage.sql.exec("select name from sqlite_master where name not glob '_cf_*'"),
			]);
		await vi.waitFor(async () => expect(await tables()).toEqual([]));
		await vi.waitFor(async () => {
			await team.fresh().accept([team.notice()]);
		});
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(slack.posts()[1]?.args.thread_ts).toBeUndefined();
	});
});
