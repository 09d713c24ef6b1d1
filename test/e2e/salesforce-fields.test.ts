import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FieldMapping } from "../../src/core/sync/fields.ts";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory, toMapping } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

type Kind = "text" | "long" | "choice" | "decimal" | "boolean" | "date" | "integer";
type Value = string | number | boolean;
interface Row {
	from: string;
	type: string;
	value: Value;
	to: Partial<Record<Kind, Value>>;
}

/** Each of Salesforce's types, and what it is at each type of a desk's fields. */
const TABLE: readonly Row[] = [
	{ from: "Customer_Number__c", type: "string", value: "N-1", to: { text: "N-1", long: "N-1" } },
	{ from: "Phone", type: "phone", value: "+81 3 1234", to: { text: "+81 3 1234" } },
	{ from: "Support_Email__c", type: "e-mail", value: "a@b.example", to: { text: "a@b.example" } },
	{
		from: "Portal__c",
		type: "URL",
		value: "https://a.example/?b=1&c",
		to: { text: "https://a.example/?b=1&c" },
	},
	{ from: "Regions__c", type: "multi-picklist", value: "EMEA;Japan", to: { text: "EMEA, Japan" } },
	{ from: "Tier__c", type: "picklist", value: "gold", to: { text: "gold", choice: "Gold" } },
	{ from: "Contract_Value__c", type: "currency", value: 1234.5, to: { text: "1234.5", decimal: 1234.5 } },
	{ from: "Health__c", type: "percent", value: 87.5, to: { text: "87.5", decimal: 87.5 } },
	{ from: "NumberOfEmployees", type: "number", value: 42, to: { text: "42", integer: 42, decimal: 42 } },
	{ from: "Is_Reference__c", type: "boolean", value: true, to: { text: "true", boolean: true } },
	{
		from: "Renewal_Date__c",
		type: "date",
		value: "2027-02-28",
		to: { text: "2027-02-28", date: "2027-02-28" },
	},
	{ from: "Description", type: "long text", value: "one\ntwo 三", to: { long: "one\ntwo 三" } },
];

/** The same table for what a desk keeps of people. */
const PEOPLE: readonly { from: string; value: Value; zendesk?: string; zoho?: string; wanted?: Value }[] = [
	{ from: "Title", value: "CTO", zendesk: "user_fields.job_title", zoho: "cf.cf_job_title" },
	{ from: "Description", value: "one\ntwo", zendesk: "user_fields.mailing_address", zoho: "description" },
	{ from: "Interests__c", value: "Hardware", zendesk: "user_fields.interests", zoho: "cf.cf_interests" },
	{ from: "Satisfaction__c", value: 87, zendesk: "user_fields.lead_score" },
	{ from: "Is_VIP__c", value: true, zendesk: "user_fields.newsletter", zoho: "cf.cf_newsletter" },
	{
		from: "Birthdate",
		value: "1990-02-28",
		zendesk: "user_fields.customer_since",
		zoho: "cf.cf_customer_since",
	},
	{ from: "Id", value: "", zendesk: "notes", zoho: "facebook" },
	{ from: "Profile__c", value: "https://p.example/?a=1", zendesk: "details", zoho: "twitter" },
];

describe.each(SYNC_DESKS)("D fields onto $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-fields-${desk.key}`, BOOTED);
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(async () => {
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
	});

	/** One account with these fields, mapped so; answers its organization. */
	async function sync(
		name: string,
		fields: Record<string, Value | null>,
		maps: readonly Partial<FieldMapping>[],
	) {
		await story.mapFields("account", maps);
		const id = story.made("Account", { Name: name, ...fields });
		await story.run();
		return { id, there: story.organization(name), issues: await story.issues(id) };
	}
	const path = (of: string) => ({ kind: "field", path: of }) as const;
	/** A date may be kept as a midnight, a number as text: what people read is the same. */
	const read = (value: unknown) =>
		String(value)
			.replace(/T00:00:00.*$/, "")
			.replace(/\.0+$/, "");
	const isChoice = (value: unknown, wanted: string) =>
		String(value).toLowerCase() === wanted.toLowerCase() || String(value) === `tier_${wanted.toLowerCase()}`;

	const pairs = TABLE.flatMap(({ to, ...row }) =>
		Object.entries(to).map(([kind, wanted]) => ({ ...row, kind: kind as Kind, wanted: wanted as Value })),
	);
	it.each(pairs)("D a $type onto $kind", async ({ from, value, kind, wanted }) => {
		const target = desk.targets[kind];
		const { there, issues } = await sync(`D ${from} ${kind}`, { [from]: value }, [
			{ target, source: path(from) },
		]);
		expect(issues).toEqual([]);
		const held = there?.value(target);
		if (kind === "choice") expect(isChoice(held, String(wanted))).toBe(true);
		else expect(read(held)).toBe(String(wanted));
	});

	it("D the same for people: every type onto its own kind of field", async () => {
		const rows = PEOPLE.flatMap((row) => {
			const target = row[desk.key];
			return target ? [{ ...row, target }] : [];
		});
		await story.mapFields(
			"contact",
			rows.map(({ from, target }) => ({ target, source: path(from) })),
		);
		const given = Object.fromEntries(
			rows.filter(({ from }) => from !== "Id").map((row) => [row.from, row.value]),
		);
		const id = story.made("Contact", { LastName: "Types", Email: "types@fields.example", ...given });
		await story.run();
		expect(await story.issues(id)).toEqual([]);
		const there = story.person("types@fields.example");
		const held = rows.map(({ from, target, value }) => {
			const wanted = from === "Id" ? id : String(value);
			const text = read(there?.value(target));
			const isChosen = from === "Interests__c" && text.toLowerCase().includes("hardware");
			return [from, isChosen ? wanted : text, wanted];
		});
		expect(held).toEqual(held.map(([from, , wanted]) => [from, wanted, wanted]));
	});

	it("D an id onto a text", async () => {
		const target = desk.targets.text;
		const { there, id } = await sync("D id", {}, [{ target, source: path("Id") }]);
		expect(there?.value(target)).toBe(id);
	});

	it("D, H3 a choice that the desk gets after the mapping is taken up by itself", async () => {
		const target = desk.targets.choice;
		const { id, issues } = await sync("D options", { Type: "Platinum" }, [{ target, source: path("Type") }]);
		expect(issues).toMatchObject([{ reason: "unknown_choice" }]);
		desk.setTiers(sandboxOf(), ["Gold", "Silver", "Bronze", "Platinum"]);
		story.changed(id, { BillingCity: "Ulm" });
		await story.run();
		expect(await story.issues(id)).toEqual([]);
		expect(isChoice(story.organization("D options")?.value(target), "Platinum")).toBe(true);
	});

	it("D, H3 a choice that the desk takes away is told by the mapping's page, and by its records", async () => {
		const target = desk.targets.choice;
		const mapping = { target, source: path("Tier__c") };
		await sync("D taken away", { Tier__c: "silver" }, [mapping]);
		desk.setTiers(sandboxOf(), ["Silver"]);
		const { text } = await story.browser.open(`${story.page}/objects/account/fields`);
		expect(text).toContain("2 without a counterpart");
		const id = story.made("Account", { Name: "D not there", Tier__c: "gold" });
		await story.run();
		expect(await story.issues(id)).toMatchObject([{ state: "open" }]);
		desk.setTiers(sandboxOf(), ["Gold", "Silver", "Bronze"]);
		await story.retry(id);
		await story.run();
		expect(await story.issues(id)).toEqual([]);
	});

	it("D, H3 a quote in a choice's name is mapped like any other", async () => {
		const target = desk.targets.choice;
		const { there, issues } = await sync("D quote", { Type: 'Cust"omer' }, [
			{ target, source: path("Type"), choices: { 'Cust"omer': "Silver" } },
		]);
		expect(issues).toEqual([]);
		expect(isChoice(there?.value(target), "Silver")).toBe(true);
	});

	it("D a date and time onto a date is its day, onto a text its moment", async () => {
		const { there } = await sync("D moment", { Last_Review__c: "2027-02-28T22:30:00.000Z" }, [
			{ target: desk.targets.date, source: path("Last_Review__c") },
			{ target: desk.targets.text, source: path("Last_Review__c") },
		]);
		expect(read(there?.value(desk.targets.date))).toBe("2027-02-28");
		expect(there?.value(desk.targets.text)).toContain("2027-02-28T22:30:00");
	});

	it("D a formula, a look-up's name and a template of several", async () => {
		const { there } = await sync("D paths", { BillingCity: "Nara", BillingCountry: "Japan" }, [
			{ target: desk.targets.text, source: path("Place__c") },
			{
				target: desk.targets.long,
				source: { kind: "template", text: "{Name}: {Owner.Name}, {BillingCity}" },
			},
		]);
		expect(there?.value(desk.targets.text)).toBe("Nara, Japan");
		expect(there?.value(desk.targets.long)).toMatch(/^D paths: .+, Nara$/);
	});

	it("D a choice is translated where the sides differ, and a quote in it does no harm", async () => {
		const { there } = await sync("D choices", { Type: 'Cust"omer', Tier__c: "bronze" }, [
			{ target: desk.targets.choice, source: path("Tier__c"), choices: { bronze: "Silver" } },
			{ target: desk.targets.text, source: path("Type") },
		]);
		expect(isChoice(there?.value(desk.targets.choice), "Silver")).toBe(true);
		expect(there?.value(desk.targets.text)).toBe('Cust"omer');
	});

	it("D of two sources onto one target the last counts", async () => {
		const target = desk.targets.text;
		const { there } = await sync("D last", { BillingCity: "first", Phone: "last" }, [
			{ target, source: path("BillingCity") },
			{ target, source: path("Phone") },
		]);
		expect(there?.value(target)).toBe("last");
	});

	it("D a long text that doesn't fit ends in an ellipsis instead of failing", async () => {
		const name = `D ${"長".repeat(300)}`.slice(0, 254);
		const long = `${name}${"x".repeat(100)}`;
		const id = story.made("Account", { Name: long });
		await story.run();
		const there = desk.organizations(sandboxOf()).find((one) => one.externalId === id);
		expect(there?.name.endsWith("…")).toBe(true);
		expect(await story.issues(id)).toEqual([]);
	});

	it("D a mapped field that the desk no longer has becomes an issue, for this record alone", async () => {
		const { issues, there } = await sync("D gone", {}, [{ target: "no.such_field", source: path("Phone") }]);
		expect(issues).toMatchObject([{ reason: "field_gone" }]);
		expect(there).toBeUndefined();
	});

	it.each([
		["markup", "<script>alert(1)</script> & \"Sons\" 'Ltd'"],
		["a formula of a sheet", '=HYPERLINK("http://evil.example")'],
		["SOQL and a search's operators", "O'Brien\\' OR Name LIKE '%* $ {x} type:user"],
		["braces of our own templates", "{Name} {Owner.Name} %s"],
		["Japanese with an old character", "株式会社髙島屋 𠮷野家 ｶﾌﾞ"],
		["an emoji and a right-to-left mark", "Café 👩‍👩‍👧 \u202e gnp.exe"],
	])("D %s arrives as it is", async (what, value) => {
		const { there, issues } = await sync(`D ${what} ${value}`, { Phone: value }, [
			toMapping({ target: desk.targets.text, source: path("Phone") }),
		]);
		expect(issues).toEqual([]);
		expect(there?.value(desk.targets.text)).toBe(value);
		// Found again by what it is called, not made twice.
		expect(desk.organizations(sandboxOf()).filter(({ name }) => name === `D ${what} ${value}`)).toHaveLength(
			1,
		);
	});
});
