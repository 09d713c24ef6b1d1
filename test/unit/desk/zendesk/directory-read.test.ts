import { beforeEach, describe, expect, test } from "vitest";
import type { DeskDirectory, DirectoryQuestion } from "../../../../src/desk/desk-directory.ts";
import { ALEX, createWorld, failing, HOSTILE, MINA, openDirectory, type World } from "./session.ts";

let world: World;
let directory: DeskDirectory;

beforeEach(async () => {
	world = createWorld();
	directory = await openDirectory(world);
});

const GLOBEX = 7001;
const AYA = 9001;

const idsOf = async (kind: "organization" | "person", ...questions: DirectoryQuestion[]) =>
	(await directory.find(kind, questions)).map((matches) => matches.map(({ id }) => id));

describe("fields", () => {
	test("of organizations are the standard ones and the account's own, in its order", async () => {
		const fields = await directory.fields("organization");
		expect(fields.filter(({ isCustom }) => !isCustom).map(({ id }) => id)).toEqual([
			"name",
			"external_id",
			"domain_names",
			"details",
			"notes",
			"tags",
		]);
		expect(fields.filter(({ isCustom }) => isCustom).map(({ id, type }) => [id, type])).toEqual([
			["organization_fields.account_owner", "text"],
			["organization_fields.tier", "choice"],
			["organization_fields.annual_revenue", "decimal"],
			["organization_fields.employees", "integer"],
			["organization_fields.is_key_account", "boolean"],
			["organization_fields.renewal_on", "date"],
			["organization_fields.billing_address", "long_text"],
			["organization_fields.website", "text"],
		]);
		expect(fields.find(({ id }) => id === "organization_fields.tier")).toEqual({
			id: "organization_fields.tier",
			label: "Tier",
			type: "choice",
			isCustom: true,
			isRequired: false,
			length: null,
			options: [
				{ value: "tier_gold", label: "Gold" },
				{ value: "tier_silver", label: "Silver" },
				{ value: "tier_bronze", label: "Bronze" },
			],
		});
	});

	test("of people have several choices too, and only the name is required", async () => {
		const fields = await directory.fields("person");
		expect(fields.filter(({ isRequired }) => isRequired).map(({ id }) => id)).toEqual(["name"]);
		expect(fields.find(({ id }) => id === "user_fields.interests")?.type).toBe("choices");
	});

	test("that hold another record are left out", async () => {
		world.answerNext(/user_fields$/, () =>
			Response.json({ user_fields: [{ key: "asset", type: "lookup", title: "Asset", active: true }] }),
		);
		expect((await directory.fields("person")).some(({ isCustom }) => isCustom)).toBe(false);
	});
});

describe("organizations", () => {
	beforeEach(() => {
		world.zendesk.editOrganization(GLOBEX, {
			external_id: "0015g00000XyZ12AAB",
			organization_fields: { account_owner: "Ken & Söhne", employees: 12 },
		});
	});

	test("are found by external id in any case, a hundred in one call", async () => {
		const questions = Array.from({ length: 100 }, (_, index): DirectoryQuestion => {
			return { by: "external_id", value: index === 40 ? "0015G00000XYZ12aab" : `0015g${index}` };
		});
		const answers = await directory.find("organization", questions);
		expect(directory.calls()).toBe(1);
		expect(answers).toHaveLength(100);
		expect(answers[40]).toEqual([
			{ id: "7001", name: "Globex KK", externalId: "0015g00000XyZ12AAB", isStaff: false },
		]);
		expect(answers.filter((one) => one.length > 0)).toHaveLength(1);
	});

	test("are found by an external id with a comma in it", async () => {
		world.zendesk.editOrganization(GLOBEX, { external_id: "1,2" });
		expect(await idsOf("organization", { by: "external_id", value: "1,2" })).toEqual([["7001"]]);
	});

	test.each([
		["globex KK", ["7001"]],
		["  株式会社山田商事 ", ["7003"]],
		["*Wayne* & <Söhne> @here", ["7007"]],
		["Globex", []],
		["", []],
	])("called %j are found by exactly that name", async (name, ids) => {
		expect(await idsOf("organization", { by: "name", value: name })).toEqual([ids]);
	});

	test("are found by name the moment they are there", async () => {
		const made = await directory.write("organization", [
			{ key: "A", id: null, externalId: null, values: { name: "Just made" } },
		]);
		expect(made.jobId).not.toBeNull();
		world.clock.advance(1_100);
		expect(await idsOf("organization", { by: "name", value: "just made" })).toEqual([[expect.any(String)]]);
	});

	test.each([
		["organization_fields.account_owner", "ken & söhne", ["7001"]],
		["organization_fields.account_owner", "Ken", []],
		["organization_fields.employees", 12, ["7001"]],
		["organization_fields.tier", "tier_gold", []],
		["domain_names", "initech.example", ["7002"]],
	])("are found by %s %j", async (field, value, ids) => {
		expect(await idsOf("organization", { by: "field", field, value })).toEqual([ids]);
	});

	test("are read with the fields that were asked for", async () => {
		const fields = ["name", "tags", "domain_names", "organization_fields.employees", "gone", "details"];
		expect(await directory.read("organization", ["7001", "4711"], fields)).toEqual([
			{
				id: "7001",
				name: "Globex KK",
				externalId: "0015g00000XyZ12AAB",
				isStaff: false,
				organizationIds: [],
				values: {
					name: "Globex KK",
					tags: [],
					domain_names: ["globex.example"],
					"organization_fields.employees": 12,
					details: "",
				},
			},
		]);
	});
});

describe("people", () => {
	test("are found by their addresses, twenty to a call", async () => {
		world.zendesk.editPerson(AYA, { email: "aya@second.example" });
		const found = await directory.find("person", [
			{ by: "email", value: "Aya.Mori@Globex.example" },
			{ by: "email", value: "aya@second.example" },
			{ by: "email", value: "nobody@globex.example" },
			...Array.from({ length: 17 }, (_, index): DirectoryQuestion => {
				return { by: "email", value: `n${index}@globex.example` };
			}),
		]);
		expect(directory.calls()).toBe(1);
		expect(found.slice(0, 3).map((matches) => matches.map(({ id }) => id))).toEqual([["9001"], ["9001"], []]);
	});

	test("who are colleagues are told from customers", async () => {
		const email = world.zendesk.directoryPerson(ALEX)?.email ?? "";
		expect(await directory.find("person", [{ by: "email", value: email }])).toMatchObject([
			[{ id: String(ALEX), isStaff: true }],
		]);
		expect(await directory.read("person", ["9001", String(MINA)], [])).toMatchObject([
			{ id: "9001", isStaff: false, organizationIds: ["7001"] },
			{ id: String(MINA), isStaff: true, organizationIds: [] },
		]);
	});

	test("whose role isn't told are taken for colleagues", async () => {
		world.answerNext(/show_many/, () => Response.json({ users: [{ id: 5, name: "Light" }] }));
		expect(await directory.read("person", ["5"], [])).toMatchObject([{ id: "5", isStaff: true }]);
	});

	test("who were made a moment ago aren't in the index yet", async () => {
		const { done } = await directory.write("person", [
			{ key: "003A", id: null, externalId: "003A", values: { name: "New", email: "new@new.example" } },
		]);
		const byEmail: DirectoryQuestion = { by: "email", value: "new@new.example" };
		const byId: DirectoryQuestion = { by: "external_id", value: "003A" };
		expect(await idsOf("person", byEmail, byId)).toEqual([[], [done[0]?.ok && done[0].id]]);
		world.clock.advance(61_000);
		expect(await idsOf("person", byEmail)).toEqual([[done[0]?.ok && done[0].id]]);
	});

	test.each([
		["Aya Mori", ["9001"]],
		["aya mori", ["9001"]],
		["Aya", []],
		["山田 幸子", ["9005"]],
		["*Eve* <!channel> & _Co_ `@here`", ["9017"]],
		['"', []],
	])("called %j are found by exactly that name", async (name, ids) => {
		expect(await idsOf("person", { by: "name", value: name })).toEqual([ids]);
	});

	test.each([
		["user_fields.job_title", "部長 & Co", ["9001"]],
		["phone", "+81312345678", ["9001"]],
		["phone", "81312345678", []],
		["user_fields.interests", "interest_cloud", ["9001"]],
		["notes", 'role:admin "x', ["9001"]],
	])("are found by %s %j", async (field, value, ids) => {
		world.zendesk.editPerson(AYA, {
			phone: "+81312345678",
			notes: 'role:admin "x',
			user_fields: { job_title: "部長 & Co", interests: ["interest_cloud"] },
		});
		expect(await idsOf("person", { by: "field", field, value })).toEqual([ids]);
	});

	test("are never found by words that would act in a query", async () => {
		await directory.find("person", [{ by: "name", value: 'a" role:admin -"b' }]);
		expect(new URL(world.requests.at(-1)?.url ?? "").searchParams.get("query")).toBe(
			'name:"a  role:admin - b"',
		);
		expect(await idsOf("person", { by: "name", value: HOSTILE })).toEqual([[]]);
	});

	test("dates are read as days", async () => {
		world.zendesk.editPerson(AYA, { user_fields: { customer_since: "2020-02-29" } });
		const [aya] = await directory.read("person", ["9001"], ["user_fields.customer_since"]);
		expect(aya?.values).toEqual({ "user_fields.customer_since": "2020-02-29" });
	});

	test("none are asked for when none were wanted", async () => {
		expect(await directory.read("person", [], ["name"])).toEqual([]);
		expect(await directory.find("person", [])).toEqual([]);
		expect(directory.calls()).toBe(0);
	});
});

describe("colleagues", () => {
	test("are all agents and administrators, with all their addresses", async () => {
		world.zendesk.editPerson(ALEX, { email: "Alex@Home.example" });
		const { ids, emails } = await directory.staff();
		const staff = world.zendesk.directoryPeople().filter(({ role }) => role !== "end-user");
		expect([...ids].sort()).toEqual(staff.map(({ id }) => String(id)).sort());
		expect(emails).toContain("alex@home.example");
		expect(emails).toContain(world.zendesk.directoryPerson(MINA)?.email);
	});

	test("are paged through", async () => {
		const added = world.zendesk.addPeople(
			Array.from({ length: 230 }, (_, index) => ({
				name: `Agent ${index}`,
				email: `a${index}@acme.example`,
			})),
		);
		for (const id of added) world.zendesk.setRole(id, "agent");
		const { ids } = await directory.staff();
		expect(added.every((id) => ids.has(String(id)))).toBe(true);
		expect(directory.calls()).toBe(3);
	});

	test("are never half a list: more than can be read is an error", async () => {
		const page = { users: [], meta: { has_more: true, after_cursor: "x" } };
		for (let index = 0; index < 40; index++) world.answerNext(/\/users$/, () => Response.json(page));
		await expect(directory.staff()).rejects.toMatchObject({ ...failing("invalid"), code: "too_many_staff" });
	});
});
