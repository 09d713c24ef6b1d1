import { beforeAll, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

interface Outcome {
	/** Which organization the person has by default afterwards. */
	organization: "none" | "the account's" | "as it was";
	joins: boolean;
	fields: boolean;
}
type Row = "none" | "is the default" | "not the default" | "new person" | "not linked";
interface Mode {
	mode: string;
	primary: boolean;
	several: boolean;
	secondary: boolean;
	rows: Record<Row, Outcome>;
}

const kept: Outcome = { organization: "as it was", joins: false, fields: true };
const alone: Outcome = { organization: "none", joins: false, fields: true };
const theirs: Outcome = { organization: "the account's", joins: true, fields: true };
const without: Mode["rows"] = {
	none: kept,
	"is the default": { ...kept, joins: true },
	"not the default": kept,
	"new person": alone,
	"not linked": kept,
};
const together: Mode["rows"] = {
	none: kept,
	"is the default": theirs,
	// Somebody at the desk decided otherwise: another contact's fields may be meant.
	"not the default": { organization: "as it was", joins: true, fields: false },
	"new person": theirs,
	"not linked": kept,
};

const MODES: readonly Mode[] = [
	{ mode: "neither", primary: false, several: false, secondary: false, rows: without },
	{ mode: "several only", primary: false, several: true, secondary: false, rows: without },
	{
		mode: "primary only",
		primary: true,
		several: false,
		secondary: false,
		rows: { ...together, "not the default": theirs },
	},
	{ mode: "primary and several", primary: true, several: true, secondary: false, rows: together },
	{ mode: "primary, several and secondary", primary: true, several: true, secondary: true, rows: together },
];

describe.each(SYNC_DESKS)("C outcomes of memberships in $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-outcomes-${desk.key}`, BOOTED);
	let story: SyncStory;

	beforeAll(async () => {
		desk.makeEasy(sandboxOf());
		story = await openSyncStory(sandboxOf(), desk);
		await story.editObject("account", {
			filter: { all: [{ path: "Type", operator: "is", values: ["Customer"] }], any: [] },
		});
		await story.run();
	});

	it.each(MODES)("C with $mode", async ({ mode, primary, several, secondary, rows }) => {
		const sandbox = sandboxOf();
		await story.editMemberships({ primary, several, secondary, removes: false });
		const linked = story.made("Account", { Name: `${mode} linked`, Type: "Customer" });
		const unlinked = story.made("Account", { Name: `${mode} unlinked`, Type: "Prospect" });
		await story.run();
		const organization = (await story.linked(linked)) ?? "";
		expect(organization).not.toBe("");
		const byHand = desk.addOrganization(sandbox, { name: `${mode} by hand` });
		const mail = (row: Row) => `${row}.${mode}@outcomes.example`.replaceAll(/[ ,]+/g, ".");
		const there = (row: Row, organizationId: string | null) =>
			desk.addPerson(sandbox, {
				name: "Old Name",
				email: mail(row),
				...(organizationId && { organizationId }),
			});
		there("none", byHand);
		there("is the default", organization);
		there("not the default", byHand);
		there("not linked", byHand);
		const before = new Map(desk.people(sandbox).map((one) => [one.email, one.organizationId]));
		const accounts: Record<Row, string | null> = {
			none: null,
			"is the default": linked,
			"not the default": linked,
			"new person": linked,
			"not linked": unlinked,
		};
		for (const [row, AccountId] of Object.entries(accounts)) {
			story.made("Contact", { FirstName: "New", LastName: "Name", Email: mail(row as Row), AccountId });
		}
		await story.run();
		const found = Object.keys(accounts).map((key) => {
			const row = key as Row;
			const person = story.person(mail(row));
			const own = person?.organizationId ?? null;
			const was = before.get(mail(row)) ?? null;
			const said = rows[row].organization;
			const meant = said === "none" ? null : said === "as it was" ? was : organization;
			return {
				row,
				organization: own === meant ? said : own,
				joins: person?.organizationIds.includes(organization),
				fields: person?.name === "New Name",
			};
		});
		expect(found).toEqual(Object.entries(rows).map(([row, outcome]) => ({ row, ...outcome })));
	});
});

describe.each(SYNC_DESKS)("person accounts in $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-persons-${desk.key}`, BOOTED);
	const JP = "acme-jp";
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk, JP);
		await story.run();
	});

	/** A person account that nobody has looked at yet. */
	const personAccounts = () =>
		sandboxOf()
			.salesforce.records("Account", { limit: 1000 }, JP)
			.filter(({ fields }) => fields.IsPersonAccount === true);
	const choose = async (becomes: string) => {
		const { browser, page } = story;
		await browser.open(`${page}/objects/person_account`);
		const answer = await browser.submit("Save", { is_on: "yes", creates: "yes", becomes });
		expect(answer.text).toContain("Saved.");
	};
	const kindsOf = async (id: string) => (await story.links(id)).map(({ kind }) => kind);

	it("B13 become people, by their name and the address of their contact", async () => {
		const [one] = personAccounts();
		const { id = "", fields = {} } = one ?? {};
		story.changed(id, { Phone: "+81 90 1111 0001" });
		await story.run();
		expect([await kindsOf(id), await story.issues(id)]).toEqual([["person"], []]);
		const there = desk.people(sandboxOf()).find(({ externalId }) => externalId === id);
		expect(there).toMatchObject({ phone: "+81 90 1111 0001", email: fields.PersonEmail });
		expect(there?.name).toBe(fields.Name);
	});

	it("B13 become both: the organization is made beside the person, and both follow the account", async () => {
		const [, one, other] = personAccounts();
		const [id = "", later = ""] = [one?.id, other?.id];
		story.changed(later, { Phone: "+81 90 1111 0002" });
		await story.run();
		expect(await kindsOf(later)).toEqual(["person"]);
		await choose("both");
		story.changed(id, { Phone: "+81 90 1111 0003" });
		story.changed(later, { Phone: "+81 90 1111 0004" });
		await story.run();
		for (const record of [id, later]) {
			expect([await kindsOf(record), await story.issues(record)]).toEqual([["organization", "person"], []]);
			const { Name, Phone } = story.crm(record);
			const [organization, person] = await story.links(record);
			const organizations = desk.organizations(sandboxOf());
			expect(organizations.find((found) => found.id === organization?.desk_record_id)?.name).toBe(Name);
			const people = desk.people(sandboxOf());
			expect(people.find((found) => found.id === person?.desk_record_id)?.phone).toBe(Phone);
		}
	});

	it("B13 become organizations alone, without a word of what only people have", async () => {
		await choose("organization");
		const [, , , one] = personAccounts();
		const id = one?.id ?? "";
		story.changed(id, { Phone: "+81 90 1111 0005" });
		await story.run();
		expect([await kindsOf(id), await story.issues(id)]).toEqual([["organization"], []]);
	});
});
