import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VendorError } from "../../src/lib/errors.ts";
import { countDeadLooks } from "../../src/services/hearing/dead-looks.ts";
import { ALEX, CHANNEL, createDeskWorld, type DeskWorld, MINA } from "./desk-object-world.ts";

let world: DeskWorld;

beforeEach(async () => {
	world = await createDeskWorld();
});

afterEach(() => {
	vi.restoreAllMocks();
});

describe("a desk's object", () => {
	it("tells the mapped channel of a new ticket, once however often it is looked at", async () => {
		const id = await world.known();
		await world.look(id);
		expect(await world.handed()).toMatchObject([{ lane: CHANNEL, events: ["ticket.created"], reason: null }]);
	});

	it("tells several changes of one look together, and a reply by itself", async () => {
		const id = await world.known();
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, assigneeId: ALEX, priority: "high" });
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, text: "On it", public: true, status: "solved" });
		await world.look(id);
		const told = (await world.handed()).slice(1).map(({ events }) => events);
		expect(told).toHaveLength(2);
		expect(told).toContainEqual(["ticket.closed", "ticket.assigned", "ticket.priority_changed"]);
		expect(told).toContainEqual(["reply.sent"]);
	});

	it("reads a ticket once for many hints, and again for a hint that came while it read", async () => {
		const id = world.zendesk.tickets()[0]?.id ?? 0;
		await world.object.look([String(id)]);
		await world.object.look([String(id), String(id)]);
		const reads = () =>
			world.requests.filter(({ url }) => new URL(url).pathname.endsWith(`/tickets/${id}`)).length;
		// In the object's own turn, as a hint that comes in between.
		const again = await world.whileReading("update looks set asked = asked + 1");
		world.fail(again);
		await world.ringLater();
		expect(reads()).toBe(1);
		expect(await world.sql("select attempts from looks")).toEqual([{ attempts: 0 }]);
		await world.ringLater();
		expect(reads()).toBe(2);
		expect(await world.sql("select * from looks")).toEqual([]);
	});

	it("tells a linked assignee in a direct message, but not of their own doing", async () => {
		await world.link(ALEX, "UALEX");
		const id = await world.known();
		world.zendesk.actAsAgent({ ticketId: id, agentId: MINA, assigneeId: ALEX });
		await world.look(id);
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		await world.look(id);
		const direct = (await world.handed()).filter(({ lane }) => lane === "UALEX");
		expect(direct.map(({ events, reason }) => [events, reason])).toEqual([
			[["ticket.status_changed", "ticket.assigned"], null],
			[["ticket.priority_changed"], "own_action"],
		]);
	});

	it("says why nothing is sent: disabled, paused, unmapped", async () => {
		await world.setWorkspace({ state: "disabled" });
		await world.known();
		await world.setWorkspace({ state: "active" });
		await world.setDesk({ pausedAt: 1 });
		await world.known();
		await world.setDesk({ pausedAt: null });
		await world.setWorkspace({ mode: "each" });
		await world.known();
		expect((await world.handed()).map(({ reason }) => reason)).toEqual(["disabled", "paused", "unmapped"]);
	});

	it("hands a notice to every team of the desk, and once more to one that could not take it", async () => {
		await world.addWorkspace({ id: "w2", teamId: "T2", objectId: "other" });
		await world.known();
		await world.inTeam("other", "alter table posts rename to hidden");
		await world.known();
		expect(await world.handed()).toHaveLength(2);
		expect(await world.sql("select attempts from outbox")).toEqual([{ attempts: 1 }]);
		await world.inTeam("other", "alter table hidden rename to posts");
		await world.ringLater();
		const created = { events: ["ticket.created"], reason: "unmapped" };
		expect(await world.handed("other")).toMatchObject([created, created]);
		expect(await world.handed()).toHaveLength(2);
		expect(await world.sql("select * from outbox")).toEqual([]);
	});

	it("keeps what people wrote sealed, and nothing of it in a snapshot", async () => {
		await world.ctx.db.$client.prepare("alter table workspaces rename to hidden").run();
		try {
			await world.known({ subject: "Top secret subject", text: "Top secret text" });
		} finally {
			await world.ctx.db.$client.prepare("alter table hidden rename to workspaces").run();
		}
		const waiting = await world.sql<{ attempts: number }>("select * from outbox");
		expect(waiting).toMatchObject([{ attempts: 1 }]);
		expect(JSON.stringify(waiting)).not.toContain("secret");
		expect(JSON.stringify(await world.sql("select * from tickets"))).not.toContain("secret");
		await world.ringLater();
		expect(await world.sql("select * from outbox")).toEqual([]);
		expect(await world.handed()).toMatchObject([{ events: ["ticket.created"] }]);
	});

	it("tells a forgotten ticket's later changes as changes", async () => {
		const id = await world.known();
		await world.sql("update tickets set snapshot = null");
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, status: "solved" });
		await world.look(id);
		expect((await world.handed()).map(({ events }) => events)).not.toContainEqual([
			"ticket.created",
			"ticket.closed",
		]);
		expect((await world.handed()).filter(({ events }) => events.includes("ticket.created"))).toHaveLength(1);
	});
	it("is asked at most six tickets a run, and goes on at once while there are more", async () => {
		const ids = world.zendesk.tickets().map(({ id }) => id);
		await world.look(...ids.slice(0, 9));
		expect(await world.sql("select * from looks")).toHaveLength(3);
		await world.ring();
		expect(await world.sql("select * from looks")).toEqual([]);
	});

	it("does not tell a ticket that was out of sight for a while as a new one", async () => {
		const id = await world.known();
		world.fail(() => new Response(JSON.stringify({ error: "RecordNotFound" }), { status: 404 }));
		await world.look(id);
		expect(await world.sql("select snapshot, revision from tickets")).toEqual([
			{ snapshot: null, revision: 1 },
		]);
		world.fail(() => null);
		world.zendesk.actAsCustomer({ ticketId: id, text: "Hello?" });
		await world.look(id);
		expect((await world.handed()).map(({ events }) => events)).toEqual([
			["ticket.created"],
			["reply.received"],
		]);
	});
});

describe("a desk that fails", () => {
	it("is left alone for as long as it asks, all of it", async () => {
		const id = world.zendesk.tickets()[0]?.id ?? 0;
		world.fail(() => new Response("{}", { status: 429, headers: { "retry-after": "30" } }));
		await world.look(id, id + 1);
		const before = world.requests.length;
		await world.ring();
		expect(world.requests.length).toBe(before);
		const [wait] = await world.sql<{ until_at: number }>("select until_at from waits where name = 'vendor'");
		expect((wait?.until_at ?? 0) - Date.now()).toBeGreaterThan(25_000);
		world.fail(() => null);
		await world.ringLater();
		expect(await world.sql("select * from looks")).toEqual([]);
	});

	it("is asked again later each time, and given up after a day", async () => {
		const id = world.zendesk.tickets()[0]?.id ?? 0;
		world.fail(() => new Response("<html>", { status: 503 }));
		await world.look(id);
		await world.ringLater();
		const [look] = await world.sql<{ attempts: number; due_at: number }>(
			"select attempts, due_at from looks",
		);
		expect(look?.attempts).toBe(2);
		expect((look?.due_at ?? 0) - Date.now()).toBeGreaterThan(5_000);
		await world.sql("update looks set first_at = first_at - 90000000");
		await world.ringLater();
		expect(await world.sql("select * from looks")).toEqual([]);
		expect(await countDeadLooks(world.ctx, world.deskId)).toBe(1);
		expect(await countDeadLooks(world.ctx, "another")).toBe(0);
	});

	it("is asked for few tickets a run where each takes it many calls", async () => {
		const feed = await import("../../src/desk/zendesk/feed.ts");
		const ids = world.zendesk.tickets().map(({ id }) => id);
		vi.spyOn(world.ctx.provider("zendesk"), "openFeed").mockImplementation((...given) => {
			const opened = feed.openFeed(...given);
			return { ...opened, spent: () => opened.spent() * 5 };
		});
		await world.look(...ids.slice(0, 4));
		expect(await world.sql("select * from looks")).toHaveLength(2);
		await world.ring();
		expect(await world.sql("select * from looks")).toEqual([]);
	});

	it("whose notices no team's object took for a day leaves a count of them", async () => {
		await world.known();
		await world.inTeam(world.objectId, "alter table posts rename to gone");
		await world.known();
		await world.sql("update outbox set created_at = 0");
		await world.ringLater();
		expect(await world.sql("select * from outbox")).toEqual([]);
		expect(await countDeadLooks(world.ctx, world.deskId)).toBe(1);
	});

	it("goes on with a ticket whose rating no key opens any more", async () => {
		const id = await world.known();
		world.zendesk.rate(id, "good", "Thanks");
		await world.object.poll();
		await world.sql("update waits set until_at = 0");
		await world.ring();
		await world.sql("update ratings set content_sealed = 'gone.AAAA'");
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		await world.ringLater();
		expect((await world.handed()).at(-1)).toMatchObject({ events: ["ticket.priority_changed"] });
		expect(await world.sql("select attempts from looks")).toEqual([]);
	});

	it("is asked again for transitions that it could not tell, and tells the rest at once", async () => {
		const provider = world.ctx.provider("zendesk");
		vi.spyOn(provider, "hasBlueprints", "get").mockReturnValue(true);
		let isDown = true;
		const blueprint = async () => {
			if (isDown) throw new VendorError({ vendor: "zoho", kind: "unavailable" });
			const transition = { id: "1", name: "Approve", toState: "Done", mine: true, owners: [] };
			return { name: "Repair", state: "Open", transitions: [transition], restrictsStatus: false };
		};
		const { open } = provider;
		vi.spyOn(provider, "open").mockImplementation((...given) => ({ ...open(...given), blueprint }));
		await world.known();
		expect((await world.handed()).map(({ events }) => events)).toEqual([["ticket.created"]]);
		isDown = false;
		await world.ringLater();
		expect((await world.handed()).map(({ events }) => events)).toEqual([
			["ticket.created"],
			["transition.upcoming"],
		]);
		expect(await world.sql("select * from looks")).toEqual([]);
	});

	it("that nobody is signed in to keeps its looks", async () => {
		const id = await world.known();
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		await world.setDesk({ state: "needs_sign_in" });
		await world.look(id);
		expect(await world.sql("select ticket_id from looks")).toEqual([{ ticket_id: String(id) }]);
		await world.setDesk({ state: "connected" });
		await world.object.poll();
		await world.ring();
		await world.ring();
		expect((await world.handed()).map(({ events }) => events)).toEqual([
			["ticket.created"],
			["ticket.priority_changed"],
		]);
	});
});

describe("polling", () => {
	it("finds what no webhook told of, each once, also when a webhook tells of it after all", async () => {
		const ids = [await world.known(), await world.known()];
		for (const id of ids) world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		// The export leaves the newest minute out.
		world.clock.advance(120_000);
		await world.object.poll();
		await world.ringLater();
		await world.ringLater();
		const told = async () =>
			(await world.handed()).filter(({ events }) => events.includes("ticket.priority_changed"));
		expect(await told()).toHaveLength(2);
		await world.look(...ids);
		expect(await told()).toHaveLength(2);
	});

	it("tells a rating once", async () => {
		const id = await world.known();
		world.zendesk.rate(id, "good", "Thanks");
		for (let round = 0; round < 2; round++) {
			await world.object.poll();
			await world.ringLater();
			await world.ringLater();
		}
		const told = (await world.handed()).filter(({ events }) => events.includes("rating.received"));
		expect(told).toHaveLength(1);
		expect(JSON.stringify(await world.sql("select * from ratings"))).not.toContain("Thanks");
	});
	it("stops for the day where it has taken its share of the desk's calls; webhooks go on", async () => {
		const id = await world.known();
		vi.spyOn(world.ctx.provider("zendesk"), "dailyBudget").mockReturnValue(10);
		await world.object.poll();
		await world.ringLater();
		const before = world.requests.length;
		expect(before).toBeGreaterThan(0);
		await world.object.poll();
		await world.ringLater();
		expect(world.requests.length).toBe(before);
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		await world.look(id);
		expect((await world.handed()).at(-1)).toMatchObject({ events: ["ticket.priority_changed"] });
	});

	it("goes on with the rest when one part is refused", async () => {
		const id = await world.known();
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		world.clock.advance(120_000);
		world.fail(({ url }) =>
			url.includes("/satisfaction_ratings") ? new Response("{}", { status: 403 }) : null,
		);
		await world.object.poll();
		await world.ringLater();
		await world.ringLater();
		expect((await world.handed()).at(-1)).toMatchObject({ events: ["ticket.priority_changed"] });
	});
});

describe("a desk nobody listens to", () => {
	it("is not looked at, and what waited is forgotten", async () => {
		await world.object.look(["1"]);
		await world.setDesk({ listeningAt: null });
		await world.ringLater();
		expect(await world.sql("select * from looks")).toEqual([]);
		expect(world.requests).toEqual([]);
	});

	it("that is listened to again is not told of what happened meanwhile", async () => {
		const id = await world.known();
		world.zendesk.actAsAgent({ ticketId: id, agentId: ALEX, priority: "urgent" });
		world.clock.advance(60_000);
		await world.setDesk({ listeningAt: world.clock.now() });
		await world.look(id);
		expect((await world.handed()).map(({ events }) => events)).toEqual([["ticket.created"]]);
	});

	it("leaves nothing when it is erased", async () => {
		await world.known();
		await world.setDesk({ state: "deleting" });
		await world.object.erase();
		await world.object.look(["1"]);
		expect(await world.sql("select name from sqlite_master where name = 'tickets'")).toEqual([]);
	});
});
