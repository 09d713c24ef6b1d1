import { beforeEach, describe, expect, test } from "vitest";
import type { NewReply, ReplyTargets } from "../../../../src/core/ticket-writing.ts";
import { ALEX, createWorld, failing, HOSTILE, KENJI, MINA, openDesk, type World } from "./session.ts";

const AYA = 9001;
const KENTA = 9002;
const NOA = 9013;

let world: World;

beforeEach(() => {
	world = createWorld();
});

const TICKET = /\/tickets\/\d+$/;
const writes = () => world.requests.filter(({ method }) => method !== "GET");
const lastComment = (id: number) => world.zendesk.ticket(id)?.comments.at(-1);
const outbox = () => world.zendesk.outbox("acme");
const conflict = () => Response.json({ error: "UpdateConflict" }, { status: 409 });

async function targetsOf(ticketId: string, personId = ALEX): Promise<ReplyTargets> {
	const targets = await (await openDesk(world, personId)).desk.replyTargets(ticketId);
	if (!targets) throw new Error("no targets");
	return targets;
}

async function toReply(ticketId: string, changes: Partial<NewReply> = {}): Promise<NewReply> {
	return { text: "Done.", attachments: [], status: null, targets: await targetsOf(ticketId), ...changes };
}

describe("who a reply would reach", () => {
	test("is the requester and everybody with a copy, without colleagues who only follow", async () => {
		expect(await targetsOf("1042")).toEqual({
			from: "support@acme.zendesk.com",
			to: [{ name: "Aya Mori", address: "aya.mori@globex.example" }],
			cc: [{ name: "Kenta Ogawa", address: "kenta.ogawa@globex.example" }],
		});
	});

	test("names everybody where the account has no followers, who then are all collaborators", async () => {
		const { desk } = await openDesk(world, ALEX);
		const legacy = { email_cc_ids: [], collaborator_ids: [AYA, KENTA, MINA], follower_ids: [KENTA] };
		world.answerNext(TICKET, () =>
			Response.json({
				ticket: {
					id: 1042,
					status: "open",
					requester_id: AYA,
					updated_at: "2026-11-20T08:00:00Z",
					...legacy,
				},
			}),
		);
		expect((await desk.replyTargets("1042"))?.cc.map(({ address }) => address)).toEqual([
			"kenta.ogawa@globex.example",
			"mina@acme.example",
		]);
	});

	test("copes with every optional field being null", async () => {
		const { desk } = await openDesk(world, ALEX);
		const nothing = { recipient: null, email_cc_ids: null, collaborator_ids: null, tags: null };
		world.answerNext(TICKET, () =>
			Response.json({ ticket: { id: 1042, status: "open", requester_id: AYA, ...nothing } }),
		);
		expect(await desk.replyTargets("1042")).toEqual({
			from: null,
			to: [{ name: "Aya Mori", address: "aya.mori@globex.example" }],
			cc: [],
		});
	});

	test("leaves out a copy that goes nowhere: to somebody deleted, or without an address", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.zendesk.setCopies(1042, [KENTA, NOA]);
		const users = [
			{ id: KENTA, name: "Kenta Ogawa", email: "kenta.ogawa@globex.example", active: false },
			{ id: NOA, name: "Noa Levi", email: null },
			{ id: MINA, name: "Mina Kato", email: "mina@acme.example" },
		];
		world.answerNext(/show_many$/, () => Response.json({ users }));
		expect((await desk.replyTargets("1042"))?.cc).toEqual([]);
	});

	test("is nobody when the ticket is closed", async () => {
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "closed" });
		expect(await (await openDesk(world, ALEX)).desk.replyTargets("1042")).toBeNull();
	});

	test("is nobody when the requester has no address", async () => {
		world.zendesk.setEmail(AYA, null);
		expect(await (await openDesk(world, ALEX)).desk.replyTargets("1042")).toBeNull();
	});

	test("is not told in part: somebody out of sight stops it", async () => {
		const { desk } = await openDesk(world, ALEX);
		world.answerNext(/show_many$/, () => Response.json({ users: [] }));
		await expect(desk.replyTargets("1042")).rejects.toMatchObject({
			...failing("forbidden"),
			code: "recipients_hidden",
		});
	});
});

describe("a reply", () => {
	test("is mailed to the requester and the copies, and nobody else", async () => {
		const reply = await toReply("1042", { text: "It's corrected." });
		const { desk } = await openDesk(world, ALEX);
		await desk.sendReply("1042", reply);
		expect(outbox()).toMatchObject([
			{
				ticketId: 1042,
				to: ["aya.mori@globex.example"],
				cc: ["kenta.ogawa@globex.example"],
				text: "It's corrected.",
				from: "Alex Berg",
			},
		]);
		expect(lastComment(1042)).toMatchObject({ public: true, author: { id: ALEX } });
		expect(world.zendesk.ticket(1042)?.status).toBe("open");
	});

	test("sets the status in the same call", async () => {
		const reply = await toReply("1042", { status: "solved" });
		const { desk } = await openDesk(world, ALEX);
		await desk.sendReply("1042", reply);
		expect(writes()).toHaveLength(1);
		expect(world.zendesk.ticket(1042)?.status).toBe("solved");
	});

	test.each([
		["somebody got a copy meanwhile", () => world.zendesk.setCopies(1042, [KENTA, NOA])],
		["somebody lost their copy meanwhile", () => world.zendesk.setCopies(1042, [])],
		["the requester's address is another by now", () => world.zendesk.setEmail(AYA, "other@globex.example")],
	])("is not sent when %s", async (_, change) => {
		const reply = await toReply("1042");
		change();
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({
			...failing("invalid"),
			code: "recipients_changed",
		});
		expect(writes()).toEqual([]);
		expect(outbox()).toEqual([]);
	});

	test("is not sent to somebody who gets a copy between the last look and the sending", async () => {
		const reply = await toReply("1042");
		const { desk } = await openDesk(world, ALEX);
		const { fetch } = world.call;
		world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
			if (init?.method === "PUT") {
				world.clock.advance(1_000);
				world.zendesk.setCopies(1042, [KENTA, NOA]);
			}
			return fetch(input, init);
		};
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({ code: "recipients_changed" });
		expect(outbox()).toEqual([]);
	});

	test("goes out after another change that touched nobody's copy", async () => {
		const reply = await toReply("1042");
		const { desk } = await openDesk(world, ALEX);
		let isFirst = true;
		const { fetch } = world.call;
		world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
			if (init?.method === "PUT" && isFirst) {
				isFirst = false;
				world.clock.advance(1_000);
				world.zendesk.actAsAgent({ ticketId: 1042, agentId: MINA, priority: "urgent" });
			}
			return fetch(input, init);
		};
		await desk.sendReply("1042", reply);
		expect(outbox()).toHaveLength(1);
	});

	test("is given up as a conflict when the ticket keeps changing", async () => {
		const reply = await toReply("1042");
		const { desk } = await openDesk(world, ALEX);
		const { fetch } = world.call;
		world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) =>
			init?.method === "PUT" ? conflict() : fetch(input, init);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({
			...failing("invalid"),
			code: "ticket_changed",
		});
	});

	test("of a light agent is refused, not turned into a note", async () => {
		const reply = await toReply("1050");
		const { desk } = await openDesk(world, KENJI);
		const before = world.zendesk.ticket(1050)?.comments.length ?? 0;
		await expect(desk.sendReply("1050", reply)).rejects.toMatchObject({
			...failing("forbidden"),
			code: "comments_only",
		});
		expect(writes()).toEqual([]);
		expect(world.zendesk.ticket(1050)?.comments).toHaveLength(before);
	});

	test("to a closed ticket is refused as such", async () => {
		const reply = await toReply("1042");
		world.zendesk.actAsAgent({ ticketId: 1042, agentId: ALEX, status: "closed" });
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({ code: "closed" });
		expect(writes()).toEqual([]);
	});

	test("to somebody without an address is refused as such", async () => {
		const reply = await toReply("1042");
		world.zendesk.setEmail(AYA, null);
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({ code: "no_recipient" });
	});

	test("to somebody suspended is refused with Zendesk's reason", async () => {
		const reply = await toReply("1042");
		world.zendesk.setSuspended(AYA, true);
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({
			...failing("invalid"),
			fields: { requester: expect.stringContaining("suspended") },
		});
		expect(outbox()).toEqual([]);
	});

	test("never closes a ticket", async () => {
		const reply = await toReply("1042", { status: "closed" });
		const { desk } = await openDesk(world, ALEX);
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({ code: "not_a_choice" });
		expect(world.requests).toEqual([]);
	});

	test("keeps hostile text as it was typed", async () => {
		const reply = await toReply("1042", { text: HOSTILE });
		await (await openDesk(world, ALEX)).desk.sendReply("1042", reply);
		expect(outbox()[0]?.text).toBe(HOSTILE);
	});

	test("whose answer was lost is not sent again", async () => {
		const reply = await toReply("1042");
		const { desk } = await openDesk(world, ALEX);
		const { fetch } = world.call;
		world.call.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
			const answer = await fetch(input, init);
			if (init?.method === "PUT") throw new TypeError("connection reset");
			return answer;
		};
		await expect(desk.sendReply("1042", reply)).rejects.toMatchObject({ status: null });
		expect(outbox()).toHaveLength(1);
	});
});
