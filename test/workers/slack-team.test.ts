import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "../../src/context.ts";
import {
	createSlackStub,
	createTeam,
	createTestContext,
	eventsOf,
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

const revisionsOf = (calls: SlackStub["calls"]) =>
	calls.map(({ args }) => JSON.parse(args.metadata ?? "{}").event_payload.revision);

describe("a message that somebody else posts", () => {
	it("gets a turn of its own in the channel, and what waits here goes after it", async () => {
		expect(await team.object.takeTurn(team.channelId)).toBe(0);
		const second = await team.object.takeTurn(team.channelId);
		expect(second).toBeGreaterThan(0);
		expect(second).toBeLessThanOrEqual(1_000);
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(slack.posts()).toEqual([]);
		await team.settle();
		expect(slack.posts()).toHaveLength(1);
	});
});

describe("a notice", () => {
	it("is posted with its events in the metadata, and the log says so", async () => {
		await team.object.accept([team.notice()]);
		await team.ring();
		expect(slack.posts()).toHaveLength(1);
		expect(JSON.parse(slack.posts()[0]?.args.metadata ?? "")).toEqual({
			event_type: "deskbridge_notice",
			event_payload: { desk: team.deskId, ticket: "1042", revision: 1, events: [expect.any(String)] },
		});
		expect(await team.log()).toMatchObject([
			{ state: "posted", eventType: "ticket.assigned", ticketId: "1042", messageTs: expect.any(String) },
		]);
	});

	it("that is not to be sent is logged with its reason and never posted", async () => {
		await team.object.accept([team.notice({ notSent: "filtered" })]);
		await team.ring();
		expect(slack.calls).toEqual([]);
		expect(await team.log()).toMatchObject([{ state: "not_sent", reason: "filtered" }]);
	});

	it("is logged with a row for each of its events", async () => {
		await team.object.accept([team.notice({ eventIds: ["e1", "e2"] })]);
		await team.ring();
		const log = await team.log();
		expect(log.map(({ eventId }) => eventId).sort()).toEqual(["e1", "e2"]);
		expect(new Set(log.map(({ id }) => id)).size).toBe(2);
		expect(eventsOf(slack.posts()[0])).toEqual(["e1", "e2"]);
	});

	it("keeps nothing of what it said once it is posted, and nothing readable before", async () => {
		await team.object.accept([team.notice()]);
		const [before] = await team.sql<{ content_sealed: string }>("select content_sealed from posts");
		expect(before?.content_sealed).not.toContain("Subject");
		await team.ring();
		expect(await team.sql("select content_sealed from posts")).toEqual([{ content_sealed: null }]);
	});

	it("goes to a person's DM, which is opened once", async () => {
		const direct = { kind: "direct", slackUserId: "UALEX" } as const;
		await team.object.accept([team.notice({ destination: direct }), team.notice({ destination: direct })]);
		await team.settle();
		expect(slack.calls.map(({ method }) => method)).toEqual([
			"conversations.open",
			"chat.postMessage",
			"chat.postMessage",
		]);
		expect(slack.posts().map(({ args }) => args.channel)).toEqual(["DALEX", "DALEX"]);
		expect(slack.posts().some(({ args }) => args.thread_ts)).toBe(false);
		expect((await team.log()).map(({ destination }) => destination)).toEqual(["UALEX", "UALEX"]);
	});
});

describe("what was handed over before", () => {
	it("changes nothing, in the same breath or later", async () => {
		const delivery = team.notice();
		await team.object.accept([delivery, delivery]);
		await team.settle();
		await team.object.accept([delivery]);
		await team.settle();
		expect(slack.posts()).toHaveLength(1);
		expect(await team.log()).toHaveLength(1);
	});

	it("is recognised by its events, so that only the new ones are told", async () => {
		await team.object.accept([team.notice({ eventIds: ["a", "b"] })]);
		await team.object.accept([team.notice({ eventIds: ["b", "c"] }), team.notice({ eventIds: ["c", "a"] })]);
		await team.settle();
		expect(slack.posts().map(eventsOf)).toEqual([["a", "b"], ["c"]]);
	});

	it("is not all of a delivery that begins as an earlier one did", async () => {
		await team.object.accept([team.notice({ eventIds: ["a", "b"] }), team.notice({ eventIds: ["a", "c"] })]);
		await team.object.accept([team.notice({ eventIds: ["a", "d"] })]);
		await team.settle();
		expect(slack.posts().map(eventsOf)).toEqual([["a", "b"], ["c"], ["d"]]);
		expect(new Set((await team.log()).map(({ id }) => id)).size).toBe(4);
	});

	it("is another matter at another destination", async () => {
		const other = { kind: "channel", channelId: `${team.channelId}X` } as const;
		await team.object.accept([team.notice({ eventIds: ["a"] })]);
		await team.object.accept([team.notice({ eventIds: ["a"], destination: other })]);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
	});

	it("is stored once by two callers at the same moment", async () => {
		const delivery = team.notice();
		await Promise.all(Array.from({ length: 5 }, () => team.object.accept([delivery])));
		await team.settle();
		expect(slack.posts()).toHaveLength(1);
	});
});

describe("a channel", () => {
	it("is told in the order in which things happened", async () => {
		const [first, second, third] = [team.notice(), team.notice(), team.notice()];
		await team.object.accept([third, first]);
		await team.object.accept([second]);
		await team.settle();
		expect(revisionsOf(slack.posts())).toEqual([1, 2, 3]);
	});

	it("is told one thing a second, counted from Slack's answer", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		await team.ring();
		const [row] = await team.sql<{ free_at: number }>(
			"select free_at from pace where name = ?",
			team.channelId,
		);
		expect(row?.free_at).toBeGreaterThanOrEqual((slack.posts()[0]?.at ?? 0) + 1_000);
		await team.sql("update pace set free_at = free_at + 60000 where name = ?", team.channelId);
		await team.ring();
		expect(slack.posts()).toHaveLength(1);
		await team.pass(62_000);
		await team.ring();
		expect(slack.posts()).toHaveLength(2);
	});

	it("doesn't wait for another one", async () => {
		const others = Array.from({ length: 4 }, (_, n) => ({ kind: "channel" as const, channelId: `C${n}` }));
		await team.object.accept([team.notice(), ...others.map((destination) => team.notice({ destination }))]);
		await team.ring();
		expect(slack.posts()).toHaveLength(5);
	});

	it("that answers slowly holds up nobody else", async () => {
		let release = () => {};
		const slow = new Promise<void>((resolve) => {
			release = resolve;
		});
		slack.answer(async (call) => {
			if (call.args.channel !== "CSLOW") return undefined;
			await slow;
			return slack.succeed(call);
		});
		await team.object.accept([team.notice({ destination: { kind: "channel", channelId: "CSLOW" } })]);
		const ringing = team.ring();
		await vi.waitFor(() => expect(slack.posts()).toHaveLength(1));
		await team.object.accept([team.notice()]);
		await vi.waitFor(() => expect(slack.posts()).toHaveLength(2));
		release();
		await ringing;
		expect(await team.log()).toHaveLength(2);
	});
});

describe("a ticket's card", () => {
	it("is posted once; later events go below it and bring it up to date", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		await team.settle();
		const [root, reply] = slack.posts();
		expect(root?.args.thread_ts).toBeUndefined();
		const [{ message_ts: ts } = { message_ts: "" }] = await team.sql<{ message_ts: string }>(
			"select message_ts from cards",
		);
		expect(reply?.args.thread_ts).toBe(ts);
		expect(slack.updates()).toHaveLength(1);
		expect(slack.updates()[0]?.args).toMatchObject({ channel: team.channelId, ts });
		expect(slack.updates()[0]?.args.blocks).toContain("Subject 2");
		// The card stays the message of the event that it began with.
		expect(eventsOf(slack.updates()[0])).toEqual(eventsOf(root));
	});

	it("is brought up to date once for what came at the same time", async () => {
		await team.object.accept([team.notice(), team.notice(), team.notice(), team.notice()]);
		for (let second = 0; second < 4; second++) {
			await team.ring();
			await team.pass(1_100);
		}
		await team.settle();
		expect(slack.posts()).toHaveLength(4);
		expect(revisionsOf(slack.updates())).toEqual([4]);
	});

	it("is never turned back by what arrives late", async () => {
		await team.object.accept([team.notice({ revision: 5 })]);
		await team.settle();
		await team.object.accept([team.notice({ revision: 4 })]);
		await team.settle();
		expect(slack.posts()[1]?.args.thread_ts).toBeDefined();
		expect(slack.updates()).toEqual([]);
	});

	it("is posted anew by the next event when somebody deleted it", async () => {
		await team.object.accept([team.notice()]);
		await team.settle();
		slack.answer(({ method }) =>
			method === "chat.update" ? { ok: false, error: "message_not_found" } : undefined,
		);
		await team.object.accept([team.notice()]);
		await team.settle();
		await team.object.accept([team.notice()]);
		await team.settle();
		expect(slack.posts().map(({ args }) => args.thread_ts !== undefined)).toEqual([false, true, false]);
	});

	it("is posted anew at once when its thread takes no reply", async () => {
		await team.object.accept([team.notice()]);
		await team.settle();
		slack.answer(({ args }) =>
			args.thread_ts ? { ok: false, error: "cannot_reply_to_message" } : undefined,
		);
		await team.object.accept([team.notice()]);
		await team.settle();
		expect(slack.posts().map(({ args }) => args.thread_ts !== undefined)).toEqual([false, true, false]);
		expect((await team.log()).map(({ state }) => state)).toEqual(["posted", "posted"]);
	});

	it("is updated again when the answer to an update was lost", async () => {
		await team.object.accept([team.notice(), team.notice()]);
		slack.answer(({ method }) =>
			method === "chat.update" && slack.updates().length === 1 ? "lost" : undefined,
		);
		await team.settle();
		expect(slack.updates()).toHaveLength(2);
	});

	it("doesn't exist in a flat channel", async () => {
		await team.object.accept([team.notice({ layout: "flat" }), team.notice({ layout: "flat" })]);
		await team.settle();
		expect(slack.posts().every(({ args }) => args.thread_ts === undefined)).toBe(true);
		expect(slack.updates()).toEqual([]);
	});

	it("is one per channel and ticket", async () => {
		await team.object.accept([team.notice(), team.notice({ ticket: "1043" })]);
		await team.settle();
		expect(slack.posts().every(({ args }) => args.thread_ts === undefined)).toBe(true);
	});
});

describe("quiet hours", () => {
	it("hold posts back and let them go together, as one message", async () => {
		const notBefore = ctx.now() + 60_000;
		await team.object.accept([
			team.notice({ notBefore, ticket: "1" }),
			team.notice({ notBefore, ticket: "2" }),
			team.notice({ notBefore, ticket: "3" }),
		]);
		await team.ring();
		expect(slack.posts()).toEqual([]);
		await team.pass(61_000);
		await team.ring();
		expect(slack.posts()).toHaveLength(1);
		expect(eventsOf(slack.posts()[0])).toHaveLength(3);
		const log = await team.log();
		expect(log.map(({ state }) => state)).toEqual(["posted", "posted", "posted"]);
		expect(new Set(log.map(({ messageTs }) => messageTs)).size).toBe(1);
	});

	it("hold back nothing else that goes to the channel", async () => {
		await team.object.accept([
			team.notice({ notBefore: ctx.now() + 60_000, ticket: "1" }),
			team.notice({ ticket: "2" }),
		]);
		await team.ring();
		expect(slack.posts()).toHaveLength(1);
		expect(await team.object.waiting(team.workspaceId)).toBe(1);
	});

	it("bring a ticket's card up to date with what they held back", async () => {
		await team.object.accept([team.notice()]);
		await team.settle();
		const notBefore = ctx.now() + 60_000;
		await team.object.accept([team.notice({ notBefore }), team.notice({ notBefore })]);
		await team.pass(61_000);
		await team.settle();
		expect(slack.posts()).toHaveLength(2);
		expect(revisionsOf(slack.updates())).toEqual([3]);
	});
});
