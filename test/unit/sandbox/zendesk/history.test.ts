import { beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createFixedClock, NOW } from "./browser.ts";
import { createSubscriber } from "./subscriber.ts";

const MINA = 381204417;
const ALEX = 381204418;
const AYA = 9001;
const MINUTE = 60_000;

interface Audit {
	id: number;
	author_id: number;
	created_at: string;
	events: Record<string, unknown>[];
}

let clock: Clock;
let zendesk: ZendeskSimulator;
const api = createSubscriber();

beforeEach(() => {
	clock = createFixedClock();
	zendesk = createZendesk({ clock });
});

const get = (path: string, personId = MINA) => api.ask(zendesk, personId, "GET", path);

async function auditsOf(ticketId: number): Promise<Audit[]> {
	return (await get(`/tickets/${ticketId}/audits`)).body.audits as Audit[];
}

describe("a ticket's history", () => {
	test("of a seeded ticket fits what the ticket is", async () => {
		const audits = await auditsOf(1042);
		const comments = zendesk.ticket(1042)?.comments ?? [];
		expect(audits.map(({ author_id }) => author_id)).toEqual(comments.map(({ author }) => author.id));
		expect(audits[0]?.events).toContainEqual(
			expect.objectContaining({ type: "Create", field_name: "status", value: "new" }),
		);
		expect(audits.at(-1)?.events).toContainEqual(
			expect.objectContaining({ type: "Change", field_name: "status", value: "open", previous_value: "new" }),
		);
	});

	test("gains one entry for a change by the API, with what it was before", async () => {
		await api.put(zendesk, 1042, { status: "pending", comment: { body: "Look", public: false } });
		const last = (await auditsOf(1042)).at(-1);
		expect(last).toMatchObject({ author_id: MINA, created_at: "2026-11-20T09:00:00Z" });
		expect(last?.events).toMatchObject([
			{ type: "Comment", body: "Look", public: false },
			{ type: "Change", field_name: "status", value: "pending", previous_value: "open" },
		]);
	});

	test("gains one for everything done in the playground, by who did it", async () => {
		const { id } = zendesk.createTicket({
			subject: "New",
			text: "New",
			requester: { email: "aya.mori@globex.example" },
		});
		zendesk.actAsAgent({ ticketId: id, agentId: ALEX, assigneeId: ALEX });
		zendesk.actAsCustomer({ ticketId: id, text: "More" });
		zendesk.rate(id, "good", "Thanks");
		const audits = await auditsOf(id);
		expect(audits.map(({ author_id }) => author_id)).toEqual([AYA, ALEX, AYA, AYA]);
		expect(audits[0]?.events.every(({ type }) => type === "Comment" || type === "Create")).toBe(true);
		expect(audits[1]?.events).toMatchObject([
			{ field_name: "status", previous_value: "new", value: "open" },
			{ field_name: "assignee_id", previous_value: null, value: String(ALEX) },
		]);
		expect(audits[3]?.events).toMatchObject([{ field_name: "satisfaction_score", value: "good" }]);
	});

	test("gains nothing when nothing changed", async () => {
		const before = await auditsOf(1042);
		await api.put(zendesk, 1042, { status: "open" });
		expect(await auditsOf(1042)).toEqual(before);
	});

	test("is paged newest first, with its authors", async () => {
		const { body } = await get("/tickets/1042/audits?page[size]=2&sort=-created_at&include=users");
		const all = await auditsOf(1042);
		expect((body.audits as Audit[]).map(({ id }) => id)).toEqual([all.at(-1)?.id, all.at(-2)?.id]);
		expect(body).toMatchObject({ users: [{ id: AYA }, { id: ALEX }], meta: { has_more: true } });
	});

	test("is named by the comments it holds", async () => {
		zendesk.actAsCustomer({ ticketId: 1042, text: "More" });
		const comments = (await get("/tickets/1042/comments")).body.comments as { audit_id: number }[];
		expect(comments.at(-1)?.audit_id).toBe((await auditsOf(1042)).at(-1)?.id);
	});
});

describe("the export of tickets", () => {
	const exported = async (query: string, personId = MINA) =>
		get(`/incremental/tickets/cursor?${query}`, personId);
	const idsOf = (body: Record<string, unknown>) => (body.tickets as { id: number }[]).map(({ id }) => id);

	test("has what changed since, but not in the last minute", async () => {
		zendesk.actAsCustomer({ ticketId: 1042, text: "x" });
		const start = `start_time=${NOW / 1000 - 60}`;
		expect(idsOf((await exported(start)).body)).toEqual([]);
		clock.advance(MINUTE + 1);
		expect((await exported(start)).body).toMatchObject({ tickets: [{ id: 1042 }], end_of_stream: true });
	});

	test("goes on by its cursor, which stays good", async () => {
		zendesk.setExportPageSize(1);
		for (const ticketId of [1042, 1050]) zendesk.actAsCustomer({ ticketId, text: "x" });
		clock.advance(2 * MINUTE);
		const first = (await exported(`start_time=${NOW / 1000}`)).body;
		expect(first).toMatchObject({ end_of_stream: false });
		const next = `cursor=${encodeURIComponent(String(first.after_cursor))}`;
		expect(idsOf((await exported(next)).body)).toEqual([1050]);
		expect(idsOf((await exported(next)).body)).toEqual([1050]);
	});

	test.each([
		["a moment too recent", 422, `start_time=${NOW / 1000 - 59}`],
		["no moment", 400, ""],
		["a moment that is none", 400, "start_time=now"],
		["a cursor that is none", 400, "cursor=abc"],
	])("refuses %s", async (_, status, query) => {
		expect((await exported(query)).status).toBe(status);
	});

	test("is for administrators, ten times a minute", async () => {
		const query = `start_time=${NOW / 1000 - 600}`;
		expect((await exported(query, ALEX)).status).toBe(403);
		for (let call = 0; call < 10; call++) expect((await exported(query)).status).toBe(200);
		expect((await exported(query)).status).toBe(429);
		clock.advance(MINUTE);
		expect((await exported(query)).status).toBe(200);
	});
});

describe("service levels", () => {
	const metricsSince = async (start: number) => {
		const { body } = await get(`/incremental/ticket_metric_events?start_time=${start / 1000}`);
		return body.ticket_metric_events as Record<string, unknown>[];
	};

	test("start with a ticket, are kept by an answer and by solving it", async () => {
		const { id } = zendesk.createTicket({ subject: "N", text: "N", requester: { email: "x@y.example" } });
		zendesk.actAsAgent({ ticketId: id, agentId: ALEX, text: "internal", public: false });
		zendesk.actAsAgent({ ticketId: id, agentId: ALEX, text: "answer", assigneeId: ALEX });
		zendesk.actAsCustomer({ ticketId: id, text: "again" });
		zendesk.actAsAgent({ ticketId: id, agentId: ALEX, status: "solved" });
		zendesk.actAsCustomer({ ticketId: id, text: "and again" });
		clock.advance(2 * MINUTE);
		const events = await metricsSince(NOW);
		expect(events.map(({ metric, type, instance_id }) => [metric, type, instance_id])).toEqual([
			["reply_time", "activate", 1],
			["requester_wait_time", "activate", 1],
			["reply_time", "fulfill", 1],
			["reply_time", "activate", 2],
			["reply_time", "fulfill", 2],
			["requester_wait_time", "fulfill", 1],
			["reply_time", "activate", 3],
			["requester_wait_time", "activate", 2],
		]);
	});

	test("are broken on demand, in the run that is under way", async () => {
		zendesk.breachSla(1042);
		clock.advance(2 * MINUTE);
		expect(await metricsSince(NOW)).toMatchObject([
			{ ticket_id: 1042, type: "activate", instance_id: 1 },
			{ ticket_id: 1042, type: "breach", instance_id: 1, deleted: false, time: "2026-11-20T09:00:00Z" },
		]);
		expect(() => zendesk.breachSla(1)).toThrow(RangeError);
	});
});

describe("ratings", () => {
	const listed = async (query: string) =>
		(await get(`/satisfaction_ratings?page[size]=100&${query}`)).body.satisfaction_ratings as Record<
			string,
			unknown
		>[];

	test("answer an open offer, or are new", async () => {
		const [offer] = await listed("score=offered");
		zendesk.rate(Number(offer?.ticket_id), "bad", "Too slow");
		zendesk.rate(1042, "good");
		expect(await listed("score=bad_with_comment")).toContainEqual(
			expect.objectContaining({
				id: offer?.id,
				comment: "Too slow",
				created_at: offer?.created_at,
				updated_at: "2026-11-20T09:00:00Z",
			}),
		);
		expect(await listed(`score=received&start_time=${NOW / 1000}`)).toMatchObject([
			{ ticket_id: 1042, score: "good", comment: null },
		]);
		expect((await get("/tickets/1042")).body).toMatchObject({
			ticket: { satisfaction_rating: { score: "good" } },
		});
	});

	test("are filtered by score and time", async () => {
		const [good, bad, received] = [
			await listed("score=good"),
			await listed("score=bad"),
			await listed("score=received"),
		];
		expect(bad.length).toBeGreaterThan(0);
		expect(good.length + bad.length).toBe(received.length);
		const lately = NOW - 5 * 86_400_000;
		expect(await listed(`score=received&start_time=${lately / 1000}`)).toEqual(
			received.filter(({ created_at }) => Date.parse(String(created_at)) >= lately),
		);
		expect(await listed(`end_time=${NOW / 1000 - 400 * 86_400}`)).toEqual([]);
		expect((await get("/satisfaction_ratings?start_time=x")).status).toBe(400);
	});
});
