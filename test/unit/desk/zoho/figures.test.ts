import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { Customer } from "../../../../src/core/ticket-writing.ts";
import type { HelpDesk } from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

let account: TestAccount;
let desk: HelpDesk;

beforeEach(async () => {
	account = createAccount();
	desk = await account.open();
});

const seeded = () => account.simulator.tickets().filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId);
const isOpen = ({ status }: { status: string }) => ["Open", "Escalated"].includes(status);

describe("stats", () => {
	it("counts a department in five calls", async () => {
		const departmentId = ZOHO_DEPARTMENTS.japan;
		account.simulator.createTicket({ subject: "New", text: "x", departmentId });
		const own = seeded().filter((ticket) => ticket.departmentId === departmentId);
		const stats = await desk.stats(departmentId);
		expect(stats).toMatchObject({
			open: own.filter(isOpen).length,
			unassigned: own.filter(({ assigneeId, status }) => assigneeId === null && status !== "Closed").length,
			closedToday: 0,
			satisfaction: { good: expect.any(Number), rated: 5 },
		});
		expect(stats.createdToday).toBeGreaterThan(0);
		expect(account.calls).toHaveLength(5);
		const overdue = await desk.list({ kind: "overdue", departmentId: null }, "", { cursor: null, size: 50 });
		expect((await desk.stats(null)).overdue).toBe(overdue.items.length);
		expect(overdue.items.length).toBeGreaterThan(5);
	});

	it("counts what was closed today, and what was rated in the last thirty days", async () => {
		for (const { id } of seeded().filter(isOpen).slice(0, 3)) {
			account.simulator.actAsAgent({ ticketId: id, agentId: "520000000099001", status: "Closed" });
		}
		const { closedToday, satisfaction } = await desk.stats(null);
		expect(closedToday).toBe(3);
		expect(satisfaction).toEqual({ good: 9, rated: 15 });
	});

	it("doesn't tell what would only be a guess: a list that goes on behind its first page", async () => {
		for (let made = 0; made < 50; made++) account.simulator.createTicket({ subject: "More", text: "x" });
		expect((await desk.stats(null)).unassigned).toBeNull();
	});

	it("tells what it can when one figure is refused, and fails when nobody may ask any more", async () => {
		const tokens = createTokens(await account.signIn(), account.call);
		const without = (status: number, errorCode: string) =>
			zoho.open(DESK, tokens, {
				...account.call,
				fetch: (input, init) =>
					String(input).includes("/customerHappiness")
						? Promise.resolve(Response.json({ errorCode, message: "" }, { status }))
						: account.call.fetch(input, init),
			});
		const stats = await without(403, "FORBIDDEN").stats(null);
		expect(stats.satisfaction).toBeNull();
		expect(stats.open).toBeGreaterThan(0);
		expect(await failureOf(without(429, "THRESHOLD_EXCEEDED").stats(null))).toMatchObject({
			kind: "rate_limited",
		});
	});

	it("answers noughts for a department without tickets", async () => {
		const empty = zoho.open(DESK, createTokens(await account.signIn(), account.call), {
			...account.call,
			fetch: () => Promise.resolve(new Response(null, { status: 204 })),
		});
		expect(await empty.stats("520000000000000001")).toEqual({
			open: 0,
			unassigned: 0,
			overdue: 0,
			createdToday: 0,
			closedToday: 0,
			satisfaction: null,
		});
	});
});

describe("customers", () => {
	it("finds people and organizations, the exact match first", async () => {
		const found = await desk.customers("globex kk");
		expect(found[0]).toMatchObject({ kind: "organization", name: "Globex KK" });
		expect(found.slice(1).map(({ kind, organization }) => [kind, organization])).toEqual([
			["person", "Globex KK"],
			["person", "Globex KK"],
		]);
		for (const { url } of found) expect(url).toMatch(/^https:\/\/desk\.zoho\.eu\//);
	});

	it("finds a person by e-mail, at most five, nobody for no words", async () => {
		expect(await desk.customers("laura@initech.example")).toMatchObject([
			{
				kind: "person",
				name: "Laura Mendes",
				email: "laura@initech.example",
				organization: "Initech Logistics",
			},
		]);
		expect(await desk.customers("e")).toHaveLength(5);
		account.calls.length = 0;
		expect(await desk.customers(" *,$ ")).toEqual([]);
		expect(account.calls).toEqual([]);
		expect(await desk.customers("xyzzyplugh")).toEqual([]);
	});

	it("shows a customer's open tickets page by page, newest change first", async () => {
		for (const words of ["Ivo Berg", "Globex KK"]) {
			const [customer] = await desk.customers(words);
			const items = await readAll(customer);
			const names = words === "Ivo Berg" ? ["Ivo Berg"] : ["Ivo Berg", "Sofia Lindqvist"];
			const expected = seeded().filter(
				({ requester, status }) => names.includes(requester ?? "") && status !== "Closed",
			);
			expect(items.map(({ number }) => number).sort()).toEqual(expected.map(({ number }) => number).sort());
			expect(items.length).toBeGreaterThan(3);
		}
	});

	it("says not found for a customer who isn't there", async () => {
		const nobody = { kind: "person", id: "520000000000000001" } as const;
		expect(await failureOf(desk.ticketsOf(nobody, { cursor: null, size: 5 }))).toMatchObject({
			kind: "not_found",
		});
	});
});

async function readAll(customer: Customer | undefined) {
	if (!customer) throw new Error("no such customer");
	const first = await desk.ticketsOf(customer, { cursor: null, size: 3 });
	const items = [...first.items];
	for (let next = first.next; next !== null; ) {
		const page = await desk.ticketsOf(customer, { cursor: next, size: 3 });
		items.push(...page.items);
		next = page.next;
	}
	return items;
}
