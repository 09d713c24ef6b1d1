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

describe.each(SYNC_DESKS.filter(({ key }) => key === "zendesk"))("B13 person accounts in $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-persons-${desk.key}`, BOOTED);

	it("B13 become people, organizations or both, as chosen; names as Japanese write them", async () => {
		const sandbox = sandboxOf();
		const story = await openSyncStory(sandbox, desk, "acme-jp");
		await story.run();
		const person = sandbox.salesforce
			.records("Account", { limit: 1000 }, "acme-jp")
			.find(({ fields }) => fields.IsPersonAccount === true);
		if (!person) throw new Error("no person account");
		const { id } = person;
		const touch = (Phone: string) => story.changed(id, { Phone });
		touch("+81 90 1111 0001");
		await story.run();
		const links = await story.links(id);
		expect([links.map(({ kind }) => kind), await story.issues(id)]).toEqual([["person"], []]);
		const there = desk.people(sandbox).find((one) => one.id === links[0]?.desk_record_id);
		expect(there?.phone).toBe("+81 90 1111 0001");
		expect(await story.issues(id)).toEqual([]);

		await story.editObject("person_account", (now) => ({
			becomes: ["person", "organization"],
			fields: [
				...now.fields,
				{
					target: desk.organizationName,
					source: { kind: "field", path: "Name" },
					policy: "overwrite",
					choices: {},
				},
			],
		}));
		touch("+81 90 1111 0002");
		await story.run();
		expect((await story.links(id)).map(({ kind }) => kind)).toEqual(["organization", "person"]);
	});
});
