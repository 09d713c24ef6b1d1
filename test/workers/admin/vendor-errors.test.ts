import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { requireConfig } from "../../../src/config.ts";
import { type Context, createContext } from "../../../src/context.ts";
import { VendorError, type VendorErrorKind, type VendorName } from "../../../src/lib/errors.ts";
import { dropOldVendorErrors, noteVendorError } from "../../../src/services/activity/vendor-errors.ts";
import { auditOf, createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

const ERRORS = "/admin/activity/errors";
const HOUR_MS = 3_600_000;

let world: World;

beforeEach(async () => {
	world = await createWorld();
	await env.DB.exec("delete from vendor_errors");
});
afterEach(() => {
	vi.restoreAllMocks();
});

function at(time: number): Context {
	const ctx = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
	return { ...ctx, db: ctx.db, log: ctx.log, now: () => time };
}

function failure(kind: VendorErrorKind, vendor: VendorName = "zendesk") {
	return new VendorError({ vendor, kind, code: "Trouble<b>", status: 503, operation: "GET /tickets/{id}" });
}

async function counts() {
	const { results } = await env.DB.prepare("select count from vendor_errors order by last_at").all();
	return results.map(({ count }) => count);
}

async function open(path: string): Promise<string> {
	await world.stage.browser.open(`${ORIGIN}${path}`);
	return world.stage.browser.page.text;
}

describe("calls that a vendor failed", () => {
	it("are counted by the hour, and forgotten after 90 days", async () => {
		const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
		await noteVendorError(at(now), world.deskId, failure("unavailable"));
		await noteVendorError(at(now + 60_000), world.deskId, failure("unavailable"));
		await noteVendorError(at(now + HOUR_MS), world.deskId, failure("unavailable"));
		await noteVendorError(at(now), world.deskId, failure("not_found"));
		expect(await counts()).toEqual([2, 1]);
		await dropOldVendorErrors(at(now + 90 * 24 * HOUR_MS + 30 * 60_000));
		expect(await counts()).toEqual([1]);
	});

	it("are listed with their vendor's own word, one desk's only, and found by a filter", async () => {
		await noteVendorError(at(Date.now()), world.deskId, failure("rate_limited"));
		await noteVendorError(at(Date.now()), world.deskId, failure("auth", "salesforce"));
		await noteVendorError(at(Date.now()), "another", failure("malformed"));
		const all = await open(ERRORS);
		expect(all).toContain("Too many calls");
		expect(all).toContain("Trouble<b>");
		expect(world.stage.browser.page.root.querySelectorAll("tbody tr")).toHaveLength(2);
		await open(`${ERRORS}?vendor=salesforce`);
		expect(world.stage.browser.page.root.querySelectorAll("tbody tr")).toHaveLength(1);
		expect(await open(`${ERRORS}?kind=forbidden`)).toContain("Nothing fits");
	});
});

describe("webhooks that were given up", () => {
	it("are looked at again as if they had just come, and the log says who wanted it", async () => {
		const old = Date.now() - 2 * 24 * HOUR_MS;
		const insert = env.DB.prepare(
			`insert into webhook_intake (id, desk_id, ticket_id, state, attempts, next_at, received_at)
			values (?, ?, '1042', 'dead', 9, ?, ?)`,
		);
		await env.DB.batch([
			insert.bind("own", world.deskId, old, old),
			insert.bind("foreign", "another", old, old),
		]);
		await open("/admin/activity/webhooks");
		await world.stage.browser.submit("Look at them again");
		const { results } = await env.DB.prepare(
			"select id, state, attempts from webhook_intake order by id",
		).all();
		expect(results).toEqual([
			{ id: "foreign", state: "dead", attempts: 9 },
			{ id: "own", state: "waiting", attempts: 0 },
		]);
		expect(await auditOf("webhook.looked_again")).toHaveLength(1);
	});
});
