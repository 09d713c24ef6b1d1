import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { recordDeliveries } from "../../../src/db/deliveries.ts";
import { addSecondDesk, auditOf, createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

const PROBLEMS = "/admin/activity/problems";

let world: World;

beforeEach(async () => {
	world = await createWorld();
	await env.DB.exec("delete from audit_log");
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** `number`: of its ticket, and its id after a `d`. */
async function addDeliveries(...given: { number: string; state: string; finishedAt?: number }[]) {
	const statement = env.DB.prepare(
		`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, ticket_id, ticket_number,
			destination, state, reason, happened_at, finished_at)
		values ('d' || ?1, ?2, 'T0ACME0001', ?3, 'e' || ?1, 'ticket.created', ?1, ?1, 'C0SUPPORT1', ?4, null, ?5, ?5)`,
	);
	await env.DB.batch(
		given.map(({ number, state, finishedAt = Date.now() - 60_000 }) =>
			statement.bind(number, world.deskId, world.workspaceId, state, finishedAt),
		),
	);
}

async function open(path: string) {
	await world.stage.browser.open(`${ORIGIN}${path}`);
	return world.stage.browser.page;
}

async function shown(path: string): Promise<string[]> {
	const { text } = await open(path);
	return [...text.matchAll(/#(\d+)/g)].map((match) => match[1] ?? "").sort();
}

async function ignored(): Promise<unknown[]> {
	const { results } = await env.DB.prepare(
		"select id from deliveries where ignored_at is not null order by id",
	).all();
	return results.map(({ id }) => id);
}

/** A form that no page shows. */
function post(path: string, fields: Record<string, string>): Promise<Response> {
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const headers = { origin: ORIGIN, cookie: cookies.map((pair) => pair.join("=")).join("; ") };
	return world.stage.ask(path, { method: "POST", headers, body: new URLSearchParams(fields) });
}

describe("a problem that is ignored", () => {
	it("leaves the list and the overview's numbers, is found by the filter, and comes back", async () => {
		await addDeliveries({ number: "1", state: "dead" }, { number: "2", state: "unknown" });
		expect(await shown(PROBLEMS)).toEqual(["1", "2"]);
		await world.stage.browser.submit(/d1\/ignore/);
		expect(world.stage.browser.page.text).toContain("One is ignored now.");
		expect(await shown(PROBLEMS)).toEqual(["2"]);
		expect((await open("/admin")).text).toContain("Problems: 1");
		expect(await shown("/admin/activity")).toEqual(["1", "2"]);
		expect(await shown(`${PROBLEMS}?shown=all`)).toEqual(["1", "2"]);
		expect(await shown(`${PROBLEMS}?shown=ignored`)).toEqual(["1"]);

		await world.stage.browser.submit("Don't ignore any more");
		expect(world.stage.browser.page.url.search).toContain("shown=ignored");
		expect(await shown(PROBLEMS)).toEqual(["1", "2"]);
		expect(await auditOf("delivery.ignored")).toHaveLength(1);
		expect(await auditOf("delivery.unignored")).toHaveLength(1);
		expect((await open("/admin/activity/audit")).text).toContain("Ignored a problem");
	});

	it("is ignored on its own page too, and once: the second press records nothing", async () => {
		await addDeliveries({ number: "1", state: "dead" });
		await open("/admin/activity/deliveries/d1");
		await world.stage.browser.submit("Ignore");
		expect(world.stage.browser.page.url.pathname).toBe("/admin/activity/deliveries/d1");
		expect(world.stage.browser.page.text).toContain("it counts nowhere");
		expect((await post("/admin/activity/deliveries/d1/ignore", { ignored: "yes" })).status).toBe(303);
		expect(await auditOf("delivery.ignored")).toHaveLength(1);
	});

	it("is a problem again when it was sent again and failed once more", async () => {
		await addDeliveries({ number: "1", state: "dead" });
		await env.DB.exec("update deliveries set ignored_at = 1");
		await recordDeliveries(env.DB, "T0ACME0001", [
			{
				id: "d1",
				workspaceId: world.workspaceId,
				deskId: world.deskId,
				eventId: "e1",
				eventType: "ticket.created",
				ticketId: "1",
				ticketNumber: "1",
				destination: { kind: "channel", channelId: "C0SUPPORT1" },
				state: "dead",
				reason: "channel",
				at: Date.now(),
				finishedAt: Date.now(),
				messageTs: null,
			},
		]);
		expect(await shown(PROBLEMS)).toEqual(["1"]);
	});
});

describe("ignoring all", () => {
	it("takes what fits the filter and was there when the page was looked at, and says so in the log", async () => {
		await addDeliveries(
			{ number: "1", state: "dead" },
			{ number: "2", state: "dead" },
			{ number: "3", state: "unknown" },
			{ number: "4", state: "posted" },
		);
		await open(`${PROBLEMS}?state=dead`);
		await addDeliveries({ number: "5", state: "dead", finishedAt: Date.now() + 60_000 });
		await world.stage.browser.submit("Ignore all that are filtered");
		expect(world.stage.browser.page.text).toContain("2 are ignored now.");
		expect(await ignored()).toEqual(["d1", "d2"]);
		const [row] = await auditOf("delivery.all_ignored");
		expect(JSON.parse(String(row?.details))).toEqual({ deliveries: 2, state: "dead" });

		await open(`${PROBLEMS}?shown=ignored`);
		await world.stage.browser.submit("Ignore none that are filtered");
		expect(world.stage.browser.page.text).toContain("2 are problems again.");
		expect(await ignored()).toEqual([]);
		expect(await auditOf("delivery.all_unignored")).toHaveLength(1);
	});

	it("records nothing when nothing fits", async () => {
		await addDeliveries({ number: "1", state: "dead" });
		await post(`${PROBLEMS}/ignore?q=9`, { ignored: "yes", until: String(Date.now()) });
		expect(await ignored()).toEqual([]);
		expect(await auditOf("delivery.all_ignored")).toEqual([]);
	});

	it("writes a thousand at once", async () => {
		await env.DB.prepare(
			`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, destination, state,
				happened_at, finished_at)
			with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500)
			select 'x' || i, ?1, 'T0ACME0001', ?2, 'e' || i, 'ticket.created', 'C1', 'dead', i, i from n`,
		)
			.bind(world.deskId, world.workspaceId)
			.run();
		const all = { ignored: "yes", until: String(Date.now()) };
		await post(`${PROBLEMS}/ignore`, all);
		expect(await ignored()).toHaveLength(1000);
		await post(`${PROBLEMS}/ignore`, all);
		expect(await ignored()).toHaveLength(1500);
	});
});

describe("what can't be ignored", () => {
	it("is what was posted, what another desk has, and what no form asks for", async () => {
		await addDeliveries({ number: "1", state: "posted" }, { number: "2", state: "dead" });
		const one = (id: string, fields: Record<string, string>) =>
			post(`/admin/activity/deliveries/${id}/ignore`, fields).then(({ status }) => status);
		expect(await one("d1", { ignored: "yes" })).toBe(404);
		for (const fields of [{}, { ignored: "1" }, { ignored: "yes", from: "//evil.example" }])
			expect(await one("d2", fields)).toBe(404);
		for (const until of ["", "x", "-1", "1e9"])
			expect((await post(`${PROBLEMS}/ignore`, { ignored: "yes", until })).status).toBe(404);
		// The second desk's administrator is the one who is signed in from here on.
		await addSecondDesk(world);
		expect(await one("d2", { ignored: "yes" })).toBe(404);
		await post(`${PROBLEMS}/ignore`, { ignored: "yes", until: String(Date.now()) });
		const foreign = `${PROBLEMS}/ignore?workspace=${world.workspaceId}`;
		expect((await post(foreign, { ignored: "yes", until: String(Date.now()) })).status).toBe(404);
		expect(await ignored()).toEqual([]);
	});
});
