import { describe, expect, it } from "vitest";
import { readCrmAside } from "../../../src/services/commands/crm-aside.ts";
import type { OrgFacts } from "../../../src/services/orgs/facts.ts";
import { factsOf } from "../slack/crm-fixtures.ts";

const CUSTOMER = { email: "jane@customer.example", personId: "1", organizationId: null };
const told = (orgId: string): OrgFacts => ({ orgId, ...factsOf(orgId) });
const never = new Promise<null>(() => {});

function worldOf() {
	const kept: Promise<unknown>[] = [];
	return { kept, now: () => 0, later: (work: Promise<unknown>) => void kept.push(work) };
}

describe("what the orgs know of a card's customer", () => {
	it("is there in the orgs' order, whoever answered first", async () => {
		const first = Promise.withResolvers<OrgFacts>();
		const aside = readCrmAside(() => [first.promise, Promise.resolve(told("b"))], worldOf());
		aside.begin(CUSTOMER);
		first.resolve(told("a"));
		expect((await aside.result()).map(({ orgId }) => orgId)).toEqual(["a", "b"]);
	});

	it("leaves out an org that is late, one that knows nobody and one that fails, and keeps the others", async () => {
		const aside = readCrmAside(
			() => [never, Promise.reject(new Error("no")), Promise.resolve(null), Promise.resolve(told("d"))],
			worldOf(),
			1,
		);
		aside.begin(CUSTOMER);
		expect((await aside.result()).map(({ orgId }) => orgId)).toEqual(["d"]);
	});

	it("lets a late org go on after the card, for the next look", async () => {
		const world = worldOf();
		const late = Promise.withResolvers<OrgFacts>();
		const aside = readCrmAside(() => [late.promise], world, 1);
		aside.begin(CUSTOMER);
		expect(await aside.result()).toEqual([]);
		late.resolve(told("a"));
		expect(await Promise.all(world.kept)).toEqual([[told("a")]]);
	});

	it("counts from the command's beginning", async () => {
		let time = 0;
		const aside = readCrmAside(() => [never], { ...worldOf(), now: () => time }, 60_000);
		aside.begin(CUSTOMER);
		time = 60_000;
		expect(await aside.result()).toEqual([]);
	});

	it("asks once, however often it hears whose ticket it is, and never for a ticket that wasn't found", async () => {
		const asked: unknown[] = [];
		const start = (customer: unknown) => {
			asked.push(customer);
			return [];
		};
		const aside = readCrmAside(start, worldOf());
		expect(await aside.result()).toEqual([]);
		expect(asked).toEqual([]);
		aside.begin(CUSTOMER);
		aside.begin({ ...CUSTOMER, email: null });
		expect(asked).toEqual([CUSTOMER]);
	});
});
