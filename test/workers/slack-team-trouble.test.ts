import { evictDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "../../src/context.ts";
import { auditLog, mappings, slackTeams } from "../../src/db/schema.ts";
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
const error = (word: string) => ({ ok: false, error: word });
const states = async () => (await team.log()).map(({ state, reason }) => [state, reason]);
const toAdministrator = () => slack.posts().filter(({ args }) => args.channel === "DADMIN");
const toChannel = () => slack.posts().filter(({ args }) => args.channel === team.channelId);

describe("an answer that is lost", () => {
	it.each([
		["the connection broke", () => "lost" as const],
		["Slack answered 500", () => new Response("<html>", { status: 500 })],
		["Slack answered 502", () => new Response("<html>", { status: 502 })],
		["Slack answered 504", () => new Response("<html>", { status: 504 })],
		["Slack broke down inside", () => error("internal_error")],
		["Slack broke down for good", () => error("fatal_error")],
		["the answer is nothing of Slack's", () => new Response("<html>")],
	])("leaves the delivery unknown and is not asked for again: %s", async (_, answer) => {
		slack.answer((_call, calls) => (calls.length === 1 ? answer() : undefined));
		await team.object.accept([team.notice(), team.notice()]);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(await states()).toEqual([
			["unknown", "answer_lost"],
			["posted", null],
		]);
		// Whether there is a card nobody knows: the next event begins one.
		expect(slack.posts()[1]?.args.thread_ts).toBeUndefined();
	});

	it("is what a kill in the middle of a call leaves", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		await team.sql("update posts set state = 'sending' where revision = 1");
		await evictDurableObject(team.object);
		await team.quieten();
		await team.settle();
		expect(slack.posts()).toHaveLength(1);
		expect(await states()).toEqual([
			["unknown", "interrupted"],
			["posted", null],
		]);
	});

	it("costs nothing while a DM is being opened", async () => {
		slack.answer(({ method }, calls) =>
			method === "conversations.open" && calls.length === 1 ? "lost" : undefined,
		);
		await team.object.accept([team.notice({ destination: { kind: "direct", slackUserId: "UALEX" } })]);
		await team.settle();
		expect(await states()).toEqual([["posted", null]]);
	});
});

describe("a refusal that passes", () => {
	it("is waited for: 503", async () => {
		slack.answer((_call, calls) => (calls.length === 1 ? new Response("", { status: 503 }) : undefined));
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(await team.object.waiting(team.workspaceId)).toBe(1);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(await states()).toEqual([["posted", null]]);
	});

	it("holds back the whole method as long as Slack asks: 429", async () => {
		const limited = () =>
			Response.json(error("ratelimited"), { status: 429, headers: { "retry-after": "30" } });
		slack.answer((_call, calls) => (calls.length === 1 ? limited() : undefined));
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.object.accept([team.notice({ destination: { kind: "channel", channelId: "C2" } })]);
		await team.pass(25_000);
		await team.object.wake();
		await team.ring();
		expect(slack.posts()).toHaveLength(1);
		await team.pass(6_000);
		await team.settle();
		expect(await states()).toEqual([
			["posted", null],
			["posted", null],
		]);
	});

	it("is waited for no longer where Slack had asked for patience before: 429, then 503", async () => {
		const limited = () =>
			Response.json(error("ratelimited"), { status: 429, headers: { "retry-after": "1" } });
		slack.answer((_call, calls) => {
			if (calls.length <= 5) return limited();
			return calls.length === 6 ? new Response("", { status: 503 }) : undefined;
		});
		await team.object.accept([team.notice()]);
		for (let round = 0; round < 7; round += 1) {
			await team.ring();
			await team.pass(6_000);
		}
		expect(slack.posts()).toHaveLength(7);
		expect(await states()).toEqual([["posted", null]]);
	});

	it("of the blocks leaves the sentence alone to be posted, once", async () => {
		slack.answer(({ args }) => (args.blocks ? error("msg_blocks_too_long") : undefined));
		await team.object.accept([team.notice()]);
		await team.settle();
		expect(slack.posts().map(({ args }) => args.blocks === undefined)).toEqual([false, true]);
		expect(await states()).toEqual([["posted", null]]);
	});

	it("of everything is a dead letter", async () => {
		slack.answer(() => error("invalid_blocks"));
		await team.object.accept([team.notice()]);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(await states()).toEqual([["dead", "slack"]]);
	});
});

describe("a channel that can't be posted to", () => {
	beforeEach(() => {
		slack.answer(({ args }) => (args.channel === team.channelId ? error("is_archived") : undefined));
	});

	it("is marked, and the administrator is told once", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		for (let hour = 0; hour < 4; hour++) {
			await team.ring();
			await team.ring();
			await team.pass(HOUR);
		}
		expect(await team.mapping()).toMatchObject({ trouble: "is_archived", troubleAt: expect.any(Number) });
		expect(toAdministrator()).toHaveLength(1);
		expect(toAdministrator()[0]?.args.text).toContain("support");
		expect(toChannel().length).toBeGreaterThan(2);
		expect(await team.object.waiting(team.workspaceId)).toBe(2);
	});

	it("is told of although an event of Slack's has marked it before", async () => {
		await ctx.db.update(mappings).set({ trouble: "is_archived", troubleAt: 1 });
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.ring();
		expect(toAdministrator()).toHaveLength(1);
		expect(await team.mapping()).toMatchObject({ trouble: "is_archived", troubleAt: 1 });
	});

	it("is told of although the object was killed before it had kept what to say", async () => {
		slack.answer(({ args }) => {
			if (args.channel !== team.channelId) return undefined;
			vi.spyOn(crypto.subtle, "encrypt").mockRejectedValueOnce(new Error("killed"));
			return error("is_archived");
		});
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(await team.mapping()).toMatchObject({ trouble: "is_archived" });
		await team.ring();
		await team.ring();
		expect(toAdministrator()).toHaveLength(1);
	});

	it("holds up no other channel", async () => {
		await team.object.accept([
			team.notice(),
			team.notice({ destination: { kind: "channel", channelId: "C2" } }),
		]);
		await team.ring();
		expect(slack.posts().map(({ args }) => args.channel)).toEqual([team.channelId, "C2"]);
		expect(await team.object.waiting(team.workspaceId)).toBe(2);
	});

	it("is tried every five minutes, and every thirty after an hour", async () => {
		await team.object.accept([team.notice()]);
		const waits = async () => {
			await team.ring();
			const [row] = await team.sql<{ blocked_at: number }>(
				"select blocked_at from pace where name = ?",
				team.channelId,
			);
			return Math.round(((row?.blocked_at ?? 0) - ctx.now()) / 60_000);
		};
		expect(await waits()).toBe(5);
		await team.pass(61 * 60_000);
		expect(await waits()).toBe(30);
	});

	it("is tried at once when somebody says that it was mended; all that waited goes out and the mark is gone", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		await team.ring();
		slack.answer(() => undefined);
		await team.pass(2_000);
		await team.ring();
		expect(toChannel()).toHaveLength(1);
		await team.object.wake();
		await team.settle();
		await team.ring();
		expect(toChannel()).toHaveLength(3);
		expect(await team.mapping()).toMatchObject({ trouble: null, troubleAt: null });
	});

	it("is left by what waits for it when another one is chosen in its place", async () => {
		const elsewhere = { kind: "channel", channelId: "C2" } as const;
		await team.object.accept([team.notice(), team.notice(), team.notice({ destination: elsewhere })]);
		await team.ring();
		await team.object.wake([{ workspaceId: team.workspaceId, from: team.channelId, to: "CNEW" }]);
		await team.settle();
		const toNew = slack.posts().filter(({ args }) => args.channel === "CNEW");
		expect(toNew).toHaveLength(2);
		const [card] = await team.sql<{ message_ts: string }>(
			"select message_ts from cards where channel_id = 'CNEW'",
		);
		expect(toNew.map(({ args }) => args.thread_ts)).toEqual([undefined, card?.message_ts]);
		expect((await states()).filter(([state]) => state === "posted")).toHaveLength(4);
	});

	it("is left by a dead letter, too, so that it can be sent again to the other one, once", async () => {
		const lost = team.notice();
		await team.object.accept([lost]);
		await team.ring();
		await team.pass(24 * HOUR + 1_000);
		await team.ring();
		await team.object.wake([{ workspaceId: team.workspaceId, from: team.channelId, to: "CNEW" }]);
		const [dead] = (await team.log()).filter(({ state }) => state === "dead");
		expect(await team.object.sendAgain(dead?.id ?? "")).toBe(true);
		await team.object.accept([{ ...lost, destination: { kind: "channel", channelId: "CNEW" } }]);
		await team.settle();
		expect(slack.posts().filter(({ args }) => args.channel === "CNEW")).toHaveLength(1);
	});

	it("is left by nothing of another workspace", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.object.wake([{ workspaceId: "another", from: team.channelId, to: "CNEW" }]);
		await team.pass(2_000);
		await team.ring();
		expect(slack.posts().filter(({ args }) => args.channel === "CNEW")).toEqual([]);
		expect(await team.object.waiting(team.workspaceId)).toBe(1);
	});

	it("takes its cards along when Slack itself gives it another id", async () => {
		slack.answer(() => undefined);
		await team.object.accept([team.notice()]);
		await team.settle();
		await team.object.wake([{ workspaceId: null, from: team.channelId, to: "CNEW" }]);
		await team.object.accept([team.notice({ destination: { kind: "channel", channelId: "CNEW" } })]);
		await team.settle();
		const [, reply] = slack.posts();
		expect(reply?.args).toMatchObject({ channel: "CNEW", thread_ts: expect.stringMatching(/^\d+\.\d+$/) });
	});

	it("is told of again when it breaks again", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.ring();
		slack.answer(() => undefined);
		await team.object.wake();
		await team.settle();
		await team.ring();
		slack.answer(({ args }) => (args.channel === team.channelId ? error("not_in_channel") : undefined));
		await team.object.accept([team.notice()]);
		await team.pass(2_000);
		await team.ring();
		await team.pass(2_000);
		await team.ring();
		expect(toAdministrator()).toHaveLength(2);
		expect(await team.mapping()).toMatchObject({ trouble: "not_in_channel" });
	});

	it("leaves a dead letter of what waited a day", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.ring();
		await team.pass(24 * HOUR + 1_000);
		await team.ring();
		expect((await states()).filter(([state]) => state === "dead")).toEqual([["dead", "channel"]]);
		expect(await team.object.waiting(team.workspaceId)).toBe(0);
	});
});

describe("a person who can't be written to", () => {
	it.each(["user_disabled", "user_not_found"])("is a dead letter at once: %s", async (word) => {
		slack.answer(({ method }) => (method === "conversations.open" ? error(word) : undefined));
		await team.object.accept([team.notice({ destination: { kind: "direct", slackUserId: "UGONE" } })]);
		await team.ring();
		expect(await states()).toEqual([["dead", word]]);
		expect(await team.mapping()).toMatchObject({ trouble: null });
	});

	it("is a dead letter where the app's DMs are switched off", async () => {
		slack.answer(({ method }) =>
			method === "chat.postMessage" ? error("messages_tab_disabled") : undefined,
		);
		await team.object.accept([team.notice({ destination: { kind: "direct", slackUserId: "UALEX" } })]);
		await team.ring();
		expect(await states()).toEqual([["dead", "messages_tab_disabled"]]);
	});
});

describe("a token that is refused", () => {
	beforeEach(() => {
		slack.answer(() => error("account_inactive"));
	});

	it("turns the team off, keeps what waits, and goes on with the next token", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(await team.team()).toMatchObject({
			state: "revoked",
			botTokenSealed: "",
			trouble: "account_inactive",
		});
		const audit = await ctx.db.select().from(auditLog).where(eq(auditLog.deskId, team.deskId));
		expect(audit.map(({ action }) => action)).toEqual(["workspace.revoked"]);
		await team.pass(HOUR);
		await team.ring();
		expect(slack.calls).toHaveLength(1);

		slack.answer(() => undefined);
		await ctx.db
			.update(slackTeams)
			.set({ state: "active", botTokenSealed: await team.connect("xoxb-2") })
			.where(eq(slackTeams.teamId, team.teamId));
		await team.object.wake();
		await team.settle();
		expect(await states()).toEqual([["posted", null]]);
		expect(await team.team()).toMatchObject({ state: "active", trouble: null });
	});

	it("leaves dead letters after a day", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.pass(24 * HOUR + 1_000);
		await team.ring();
		expect(await states()).toEqual([["dead", "token"]]);
	});

	it("is not taken for the one that has replaced it", async () => {
		slack.answer(async () => {
			await ctx.db
				.update(slackTeams)
				.set({ botTokenSealed: await team.connect("xoxb-2") })
				.where(eq(slackTeams.teamId, team.teamId));
			return error("invalid_auth");
		});
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(await team.team()).toMatchObject({ state: "active" });
		slack.answer(() => undefined);
		await team.settle();
		expect(await states()).toEqual([["posted", null]]);
	});
});

describe("a missing scope", () => {
	it("marks the team, holds back the method and is forgotten when it is granted", async () => {
		slack.answer(() => error("missing_scope"));
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(await team.team()).toMatchObject({ state: "active", trouble: "missing_scope" });
		await team.pass(60_000);
		await team.ring();
		expect(toChannel()).toHaveLength(1);
		slack.answer(() => undefined);
		await team.object.wake();
		await team.settle();
		await team.ring();
		expect((await states()).filter(([state]) => state === "posted")).toHaveLength(2);
		expect(await team.team()).toMatchObject({ trouble: null });
	});

	it("is told once, also where several methods lack it", async () => {
		slack.answer(() => error("missing_scope"));
		const destination = { kind: "direct", slackUserId: "UALEX" } as const;
		await team.object.accept([team.notice(), team.notice({ destination })]);
		await team.ring();
		await team.ring();
		slack.answer(() => undefined);
		await team.object.wake();
		await team.settle();
		expect(toAdministrator()).toHaveLength(1);
	});

	it("leaves dead letters after a day", async () => {
		slack.answer(() => error("missing_scope"));
		await team.object.accept([team.notice()]);
		await team.ring();
		await team.pass(24 * HOUR + 1_000);
		await team.ring();
		expect((await states())[0]).toEqual(["dead", "scope"]);
	});
});

describe("rates", () => {
	it("keep updates of cards within Slack's tier", async () => {
		const tickets = Array.from({ length: 12 }, (_, n) => String(n));
		for (const ticket of tickets) {
			await team.object.accept([
				team.notice({ ticket, destination: { kind: "channel", channelId: `C${ticket}` } }),
			]);
		}
		await team.settle();
		for (const ticket of tickets) {
			await team.object.accept([
				team.notice({ ticket, destination: { kind: "channel", channelId: `C${ticket}` } }),
			]);
		}
		await team.pass(60_000);
		for (let round = 0; round < 4; round++) await team.ring();
		expect(slack.updates().length).toBeLessThanOrEqual(4);
		await team.settle();
		expect(slack.updates()).toHaveLength(12);
	});

	it("let a burst over many channels begin with five posts, not more", async () => {
		await team.object.accept(
			Array.from({ length: 30 }, (_, n) =>
				team.notice({ destination: { kind: "channel", channelId: `C${n}` } }),
			),
		);
		const [begun] = [Date.now(), await team.ring()];
		const took = Date.now() - begun;
		expect(slack.posts().length).toBeLessThanOrEqual(5 + Math.ceil(took / 125));
		await team.settle();
		expect(slack.posts()).toHaveLength(30);
	});
});
