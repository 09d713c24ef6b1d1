import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDb } from "../../../src/db/client.ts";
import { type Delivery, findDeliveries } from "../../../src/services/activity/deliveries.ts";
import { saveTimes } from "../../../src/services/workspaces/settings.ts";
import { addSecondDesk, auditOf, createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

const HOUR_MS = 3_600_000;

let world: World;

beforeEach(async () => {
	world = await createWorld();
	filled = 0;
	await env.DB.exec("delete from audit_log");
});
afterEach(() => {
	vi.restoreAllMocks();
});

interface DeliveryRow {
	id: string;
	deskId?: string;
	eventType?: string;
	ticketNumber?: string;
	destination?: string;
	state?: string;
	reason?: string | null;
	finishedAt?: number;
}

async function addDeliveries(...given: DeliveryRow[]): Promise<void> {
	const statement = env.DB.prepare(
		`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, ticket_id, ticket_number,
			destination, state, reason, message_ts, happened_at, finished_at)
		values (?, ?, 'T0ACME0001', ?, ?, ?, '1', ?, ?, ?, ?, null, ?, ?)`,
	);
	await env.DB.batch(
		given.map((row) => {
			const at = row.finishedAt ?? Date.now() - 60_000;
			return statement.bind(
				row.id,
				row.deskId ?? world.deskId,
				world.workspaceId,
				`event:${row.id}`,
				row.eventType ?? "ticket.created",
				row.ticketNumber ?? "1042",
				row.destination ?? "C0SUPPORT1",
				row.state ?? "posted",
				row.reason ?? null,
				at,
				at,
			);
		}),
	);
}

/** Each begins an hour before the one ahead of it. */
let filled = 0;

/** So many more rows that are nothing special, each a millisecond before the other. */
async function fill(count: number): Promise<void> {
	filled += 1;
	await env.DB.prepare(
		`insert into deliveries with recursive n(i) as (select 1 union all select i + 1 from n where i < ?4)
		select 'x' || ?5 || '-' || i, ?1, 'T', ?2, 'e' || i, 'ticket.created', '1', '7', 'C1', 'posted', null, null,
			?3 - i, ?3 - i, null from n`,
	)
		.bind(world.deskId, world.workspaceId, Date.now() - HOUR_MS * filled, count, filled)
		.run();
}

async function open(path: string) {
	await world.stage.browser.open(`${ORIGIN}${path}`);
	return world.stage.browser.page;
}

/** What came over the line, as it is. */
async function read(path: string): Promise<{ status: number; headers: Headers; text: string }> {
	const { status, headers, html: text } = await open(path);
	return { status, headers, text };
}

/** A form that no page shows. */
function post(path: string): Promise<Response> {
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const headers = { origin: ORIGIN, cookie: cookies.map((pair) => pair.join("=")).join("; ") };
	return world.stage.ask(path, { method: "POST", headers, body: new URLSearchParams() });
}

const numbers = (text: string) => [...text.matchAll(/#(\d+)/g)].map((match) => match[1]);

describe("the deliveries of a desk", () => {
	it("are listed newest first with what became of each", async () => {
		await addDeliveries(
			{ id: "old", ticketNumber: "1", finishedAt: Date.now() - 3 * HOUR_MS },
			{ id: "new", ticketNumber: "2", state: "not_sent", reason: "filtered" },
		);
		const { text } = await open("/admin/activity");
		expect(numbers(text)).toEqual(["2", "1"]);
		expect(text).toContain("the ticket doesn't fit the filters");
		expect(text).toContain("#support");
	});

	it("say what will be listed while there are none", async () => {
		expect((await open("/admin/activity")).text).toContain("As soon as something happens to a ticket");
	});

	it("go on page by page, none left out and none twice, also where many ended at the same moment", async () => {
		const at = Date.now() - HOUR_MS;
		const ids = Array.from({ length: 120 }, (_, index) => String(index + 1000));
		await addDeliveries(...ids.map((id) => ({ id: `d${id}`, ticketNumber: id, finishedAt: at })));
		const seen = numbers((await open("/admin/activity?state=posted")).text);
		for (let pages = 1; pages < 3; pages++) {
			await world.stage.browser.follow("Older");
			seen.push(...numbers(world.stage.browser.page.text));
		}
		expect([...new Set(seen)].sort()).toEqual(ids);
		expect(seen).toHaveLength(ids.length);
		expect(world.stage.browser.page.text).not.toContain("Older");
	});

	it("can be narrowed by state, event, number, channel and day", async () => {
		await addDeliveries(
			{ id: "a", ticketNumber: "1" },
			{ id: "b", ticketNumber: "2", state: "dead", reason: "channel" },
			{ id: "c", ticketNumber: "3", eventType: "reply.sent" },
			{ id: "d", ticketNumber: "4", destination: "C0OTHER001" },
			{ id: "e", ticketNumber: "5", finishedAt: Date.parse("2026-01-05T10:00:00Z") },
		);
		const shown = async (query: string) =>
			(await open(`/admin/activity?${query}`)).root
				.querySelectorAll("tbody .number")
				.map((one) => one.text.slice(1));
		expect(await shown("state=dead")).toEqual(["2"]);
		expect(await shown("event=reply.sent")).toEqual(["3"]);
		expect(await shown("q=4")).toEqual(["4"]);
		expect(await shown("q=%231")).toEqual(["1"]);
		expect(await shown("q=other")).toEqual(["4"]);
		expect(await shown("q=supp&state=dead")).toEqual(["2"]);
		expect(await shown("from=2026-01-05&to=2026-01-05")).toEqual(["5"]);
		expect(await shown("to=2026-01-04")).toEqual([]);
	});

	it("look at a bounded number of rows for those that fit, and say how far back", async () => {
		const at = Date.now() - HOUR_MS;
		await fill(4500);
		await addDeliveries({
			id: "far",
			ticketNumber: "99",
			state: "not_sent",
			reason: "filtered",
			finishedAt: at - 10_000,
		});
		let page = await open("/admin/activity?state=not_sent");
		expect(numbers(page.text)).toEqual([]);
		expect(page.text).toContain("Looked back to");
		await world.stage.browser.follow("Look further back");
		await world.stage.browser.follow("Look further back");
		page = world.stage.browser.page;
		expect(numbers(page.text)).toEqual(["99"]);
		expect(page.text).not.toContain("Looked back to");
	});

	it("are found behind all that went well when they are problems", async () => {
		await fill(4500);
		const finishedAt = Date.now() - 3 * HOUR_MS;
		await addDeliveries(
			{ id: "lost", ticketNumber: "98", state: "unknown", reason: "timeout", finishedAt },
			{ id: "far", ticketNumber: "99", state: "dead", reason: "slack", finishedAt: finishedAt - 1 },
		);
		for (const path of ["/admin/activity/problems", "/admin/activity?state=dead"]) {
			const page = await open(path);
			expect(numbers(page.text)).toContain("99");
			expect(page.text).not.toContain("Looked back to");
		}
		expect(numbers((await open("/admin/activity/problems?state=unknown")).text)).toEqual(["98"]);
	});

	it("say beside the field which day can't be read, and list nothing", async () => {
		await addDeliveries({ id: "a" });
		const page = await open("/admin/activity?from=2026-02-31&q=1042");
		expect(page.status).toBe(422);
		expect(page.text).toContain("Enter a day such as 2026-11-20.");
		expect(page.root.querySelector("#q")?.getAttribute("value")).toBe("1042");
	});

	it("show a customer's or a channel's words as text", async () => {
		await addDeliveries({ id: "<b>", reason: "<script>alert(1)</script>", state: "dead" });
		const { text } = await read("/admin/activity");
		expect(text).not.toContain("<script>alert");
		expect(text).toContain("&lt;script&gt;alert");
	});

	it("are counted by hour for the last day, with the numbers as text", async () => {
		await addDeliveries(
			{ id: "a" },
			{ id: "b", state: "not_sent" },
			{ id: "c", state: "unknown" },
			{ id: "d", finishedAt: Date.now() - 5.5 * HOUR_MS },
			{ id: "e", finishedAt: Date.now() - 30 * HOUR_MS },
		);
		const page = await open("/admin");
		const chart = page.root.querySelector("svg.chart");
		expect(chart?.getAttribute("aria-label")).toBe(
			"Deliveries of the last 24 hours by hour: 2 posted, 1 not sent, 1 with problems.",
		);
		const hours = chart?.querySelectorAll("g") ?? [];
		expect(hours).toHaveLength(24);
		const drawn = hours.flatMap((hour, index) => (hour.querySelector(".posted") ? [index] : []));
		expect(drawn).toEqual([18, 23]);
		expect(page.text).toContain("Problems: 1");
	});
});

describe("a log", () => {
	/** What D1 looked at for one page. */
	async function rowsRead(states: Delivery["state"][]): Promise<number> {
		let read = 0;
		const counting = (statement: D1PreparedStatement): D1PreparedStatement =>
			new Proxy(statement, {
				get(target, name) {
					if (name === "bind") return (...values: unknown[]) => counting(target.bind(...values));
					if (name !== "all") return Reflect.get(target, name);
					return async () => {
						const answer = await target.all();
						read += answer.meta.rows_read;
						return answer;
					};
				},
			});
		const db = createDb({
			withSession: () => ({ prepare: (text: string) => counting(env.DB.prepare(text)) }),
		} as unknown as D1Database);
		const filter = { workspaceId: null, states, event: null, words: "", ignored: null, from: null, to: null };
		const desk = { id: world.deskId, workspaces: [] };
		await findDeliveries({ ...world.ctx, db }, desk, filter, { after: null, limit: 50 });
		return read;
	}

	it("costs the same to look at however long it is, and at most a bounded look for what is rare", async () => {
		await fill(300);
		const short = await rowsRead([]);
		expect(short).toBeGreaterThan(0);
		await fill(9000);
		expect(await rowsRead([])).toBe(short);
		const rare = await rowsRead(["not_sent"]);
		await fill(9000);
		expect(await rowsRead(["not_sent"])).toBe(rare);
		// An index of their own: nothing else is looked at.
		expect(await rowsRead(["dead", "unknown"])).toBeLessThan(10);
	});
});

describe("one delivery", () => {
	it("says what to do, and when its content is kept no longer", async () => {
		await addDeliveries({ id: "d:1", state: "unknown", reason: "interrupted" });
		const page = await open("/admin/activity/deliveries/d%3A1");
		expect(page.text).toContain("Send it again only if it isn't");
		await world.stage.browser.submit("Send again");
		// The team's object knows nothing of this row.
		expect(world.stage.browser.page.text).toContain("Its content is no longer kept");
		expect(await auditOf("delivery.sent_again")).toHaveLength(0);
	});

	it("can't be sent again once it was posted", async () => {
		await addDeliveries({ id: "p" });
		expect((await open("/admin/activity/deliveries/p")).text).not.toContain("Send again");
		const answer = await post("/admin/activity/deliveries/p/again");
		expect(answer.status).toBe(404);
	});
});

describe("another desk", () => {
	it("has nothing here: no rows, no details, no workspace to filter by, no file", async () => {
		const other = await addSecondDesk(world);
		// The second desk's administrator is the one who is signed in now.
		await addDeliveries({ id: "foreign", ticketNumber: "66600666" });
		await env.DB.exec(
			`insert into webhook_intake values ('h', '${world.deskId}', '77700777', 'dead', 0, 0, ${Date.now()})`,
		);
		for (const path of [
			"/admin/activity",
			"/admin/activity/problems",
			"/admin/activity/webhooks",
			"/admin/activity/audit",
			"/admin/activity/deliveries.csv",
			"/admin/activity/audit.csv",
		]) {
			const { status, text } = await read(path);
			expect([path, status]).toEqual([path, 200]);
			expect(text).not.toMatch(/66600666|77700777|foreign/);
		}
		for (const path of [
			"/admin/activity/deliveries/foreign",
			`/admin/activity?workspace=${world.workspaceId}`,
			`/admin/activity/deliveries.csv?workspace=${world.workspaceId}`,
		])
			expect([path, (await read(path)).status]).toEqual([path, 404]);
		expect((await read(`/admin/activity?workspace=${other.workspaceId}`)).status).toBe(200);
	});

	it("is asked to sign in first when nobody is signed in", async () => {
		for (const path of [
			"",
			"/problems",
			"/webhooks",
			"/audit",
			"/deliveries.csv",
			"/audit.csv",
			"/deliveries/x",
		]) {
			const answer = await world.stage.ask(`/admin/activity${path}`);
			expect([path, answer.status, answer.headers.get("location")]).toEqual([path, 303, "/admin/sign-in"]);
		}
	});
});

describe("the problems", () => {
	it("are those that were given up or that nobody knows the end of, with what to do", async () => {
		await addDeliveries(
			{ id: "a", ticketNumber: "1" },
			{ id: "b", ticketNumber: "2", state: "dead", reason: "channel" },
			{ id: "c", ticketNumber: "3", state: "unknown", reason: "timeout" },
		);
		await env.DB.exec("update mappings set trouble = 'is_archived', trouble_at = 1767600000000");
		const { text } = await open("/admin/activity/problems");
		expect(numbers(text).sort()).toEqual(["2", "3"]);
		expect(text).toContain("Mend the channel on the workspace's page");
		expect(text).toContain("The channel is archived.");
	});
});

describe("webhooks", () => {
	it("are counted and listed with the state of the subscription", async () => {
		const now = Date.now();
		await env.DB.exec("delete from webhook_intake");
		await env.DB.batch(
			["done", "done", "waiting", "dead"].map((state, index) =>
				env.DB.prepare("insert into webhook_intake values (?, ?, ?, ?, 2, ?, ?)").bind(
					`h${index}`,
					world.deskId,
					`90${index}`,
					state,
					now + 60_000,
					now - index * 1000,
				),
			),
		);
		await env.DB.exec("update desk_webhooks set state = 'refused', reason = 'limit'");
		const page = await open("/admin/activity/webhooks");
		expect(page.text).toContain("The help desk has as many webhooks as it allows.");
		expect(
			page.root
				.querySelectorAll("dd")
				.slice(-3)
				.map((one) => one.text),
		).toEqual(["4", "1", "1"]);
		expect(page.root.querySelectorAll("tbody tr td:nth-child(2)").map((one) => one.text)).toEqual([
			"900",
			"901",
			"902",
			"903",
		]);
		const waiting = await open("/admin/activity/webhooks?state=waiting");
		expect(waiting.root.querySelectorAll("tbody tr")).toHaveLength(1);
	});
});

describe("the audit log", () => {
	it("says who changed what, from what to what", async () => {
		const times = { timezone: "Asia/Tokyo", quiet: { from: 1320, to: 420 }, digestMinute: null };
		await saveTimes(world.ctx, await world.edit(), times);
		const { text } = await open("/admin/activity/audit");
		expect(text).toContain("Mina Kato");
		expect(text).toContain("Changed when it is told");
		expect(text.replaceAll(/\s+/g, " ")).toContain("Quiet from: From none → To 22:00");
	});

	it("can be narrowed to a kind", async () => {
		await saveTimes(world.ctx, await world.edit(), { timezone: "UTC", quiet: null, digestMinute: null });
		const shown = async (kind: string) =>
			(await open(`/admin/activity/audit?kind=${kind}`)).root.querySelectorAll("tbody tr").length;
		expect(await shown("workspace")).toBe(1);
		expect(await shown("desk")).toBe(0);
	});

	it("speaks Japanese", async () => {
		await saveTimes(world.ctx, await world.edit(), { timezone: "UTC", quiet: null, digestMinute: null });
		expect((await open("/admin/activity/audit?lang=ja")).text).toContain("通知の時間を変更しました");
	});
});

describe("an export", () => {
	it("is the filtered list as a file that no spreadsheet runs", async () => {
		await addDeliveries(
			{ id: "a", ticketNumber: "1", state: "dead", reason: "=HYPERLINK(1)" },
			{ id: "b", ticketNumber: "2", destination: "=cmd" },
			{ id: "c", ticketNumber: "3", state: "dead", destination: "@evil" },
		);
		const { headers, text } = await read("/admin/activity/deliveries.csv?state=dead");
		expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
		expect(headers.get("content-disposition")).toMatch(
			/^attachment; filename="deskbridge-deliveries-[\d-]+\.csv"$/,
		);
		const lines = text.trim().split("\r\n");
		expect(lines).toHaveLength(3);
		expect(text).toContain(`"'@evil"`);
		expect(text).not.toContain("=cmd");
	});

	it("goes on over several pages", async () => {
		const at = Date.now();
		await env.DB.prepare(
			`insert into deliveries with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)
			select 'x' || i, ?1, 'T', ?2, 'e' || i, 'ticket.created', '1', '7', 'C1',
				case when i % 3 = 0 then 'dead' else 'posted' end, null, null, ?3 - i / 7, ?3 - i / 7, null from n`,
		)
			.bind(world.deskId, world.workspaceId, at)
			.run();
		const { text } = await read("/admin/activity/deliveries.csv");
		const ids = text.trim().split("\r\n").slice(1);
		expect(ids).toHaveLength(1200);
		expect(new Set(ids).size).toBe(1200);
		expect((await read("/admin/activity/problems.csv")).text.trim().split("\r\n")).toHaveLength(401);
	});

	it("has the audit log in words and in the code's own", async () => {
		await saveTimes(world.ctx, await world.edit(), { timezone: "UTC", quiet: null, digestMinute: null });
		const { text } = await read("/admin/activity/audit.csv?kind=workspace");
		expect(text).toContain(`"Changed when it is told"`);
		expect(text).toContain(`"workspace.times_changed"`);
	});
});
