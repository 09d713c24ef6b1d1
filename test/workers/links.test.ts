import { expect, it } from "vitest";
import { createDb } from "../../src/db/client.ts";
import { claimLinks, findLinks, findOwners, keepLinks, type NewLink } from "../../src/db/links.ts";
import { createTestContext } from "./hearing.ts";
import { createMeter } from "./rows-meter.ts";

const SCOPE = { orgId: "org-of-links", deskId: "desk-of-links" };
/** More than one statement asks for. */
const COUNT = 600;

function toLink(number: number, hash: string): NewLink {
	const own = { recordId: `003-${number}`, deskRecordId: `${number}`, accountId: null };
	return { ...own, object: "contact", role: "owner", hash };
}

const linksOf = (count: number, hash: string) =>
	Array.from({ length: count }, (_, number) => toLink(number, hash));

it("reads one row for each record that is linked, and one for each that is written again", async () => {
	const { db } = createTestContext({});
	await keepLinks(db, SCOPE, "person", linksOf(COUNT, "first"), 1);
	const { meter, binding } = createMeter();
	const counted = createDb(binding);
	const ids = linksOf(COUNT, "").map(({ recordId }) => recordId);
	const found = await findLinks(counted, SCOPE, [...ids, "003-unknown"], "person");
	expect(found.map(({ recordId }) => recordId)).toEqual(ids);
	expect(meter.rowsRead).toBe(COUNT);
	await keepLinks(counted, SCOPE, "person", linksOf(COUNT, "second"), 2);
	expect(meter.rowsRead).toBe(2 * COUNT);
	const kept = await findLinks(db, SCOPE, ids, "person");
	expect(new Set(kept.map(({ hash }) => hash))).toEqual(new Set(["second"]));
});

it("keeps a counterpart with the record that claimed it first", async () => {
	const { db } = createTestContext({});
	const scope = { ...SCOPE, orgId: "first-org", deskId: "desk-of-two" };
	const other = { ...scope, orgId: "second-org" };
	const first = await claimLinks(db, scope, "person", [toLink(1, "")], 1);
	const second = await claimLinks(db, other, "person", [toLink(1, ""), toLink(2, "")], 1);
	expect([[...first], [...second]]).toEqual([["003-1"], ["003-2"]]);
	const owners = await findOwners(db, scope, "person", ["1", "2"]);
	expect(owners.map(({ orgId }) => orgId)).toEqual(["first-org", "second-org"]);
});

it("tells which of the records that were written are tied to what was written", async () => {
	const { db } = createTestContext({});
	const scope = { ...SCOPE, orgId: "writing-org", deskId: "desk-of-writes" };
	await claimLinks(db, { ...scope, orgId: "quicker-org" }, "person", [toLink(2, "")], 1);
	await keepLinks(db, scope, "person", [{ ...toLink(3, "old"), deskRecordId: "33" }], 1);
	const kept = await keepLinks(
		db,
		scope,
		"person",
		[1, 2, 3].map((number) => toLink(number, "new")),
		2,
	);
	expect([...kept]).toEqual(["003-1"]);
});
