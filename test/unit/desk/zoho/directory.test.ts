import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryKind } from "../../../../src/core/sync/record.ts";
import type {
	DeskDirectory,
	DirectoryQuestion,
	DirectoryWrite,
} from "../../../../src/desk/desk-directory.ts";
import { createAccount, failureOf, type TestAccount } from "../../sandbox/zoho/account.ts";

const GLOBEX = "520000000000777001";
const INITECH = "520000000000777002";
const YAMADA = "520000000000777003";
const IVO = "520000000000452681";
const LAURA = "520000000000452682";
const TARO = "520000000000452688";

let account: TestAccount;
let directory: DeskDirectory;

beforeEach(async () => {
	account = createAccount();
	directory = await account.openDirectory();
	account.calls.length = 0;
});

function toMake(key: string, values: DirectoryWrite["values"], rest: Partial<DirectoryWrite> = {}) {
	return { key, id: null, externalId: key, values, ...rest };
}

function toChange(id: string, values: DirectoryWrite["values"], rest: Partial<DirectoryWrite> = {}) {
	return { key: id, id, externalId: null, values, ...rest };
}

async function write(kind: DirectoryKind, ...writes: DirectoryWrite[]) {
	const { done, jobId } = await directory.write(kind, writes);
	expect(jobId).toBeNull();
	return done;
}

const idsOf = async (kind: DirectoryKind, ...questions: DirectoryQuestion[]) =>
	(await directory.find(kind, questions)).map((matches) => matches.map(({ id }) => id));

describe("fields", () => {
	test("are the standard ones that can be written, and the portal's own", async () => {
		const fields = await directory.fields("organization");
		expect(fields[0]).toEqual({
			id: "accountName",
			label: "Account Name",
			type: "text",
			role: "name",
			isCustom: false,
			isRequired: true,
			length: 200,
			options: [],
		});
		expect(fields.filter(({ isCustom }) => isCustom).map(({ id, type }) => [id, type])).toEqual([
			["cf.cf_external_id", "text"],
			["cf.cf_account_owner", "text"],
			["cf.cf_tier", "choice"],
			["cf.cf_employees", "integer"],
			["cf.cf_discount", "decimal"],
			["cf.cf_key_account", "boolean"],
			["cf.cf_renewal_on", "date"],
			["cf.cf_notes", "long_text"],
		]);
		expect(fields.find(({ id }) => id === "cf.cf_tier")?.options).toEqual([
			{ value: "Gold", label: "Gold" },
			{ value: "Silver", label: "Silver" },
			{ value: "Bronze", label: "Bronze" },
		]);
	});

	test("of contacts leave other records out, and are read once", async () => {
		const fields = await directory.fields("person");
		await directory.fields("person");
		expect(fields.some(({ id }) => id === "accountId")).toBe(false);
		expect(fields.find(({ id }) => id === "cf.cf_interests")?.type).toBe("choices");
		expect(fields.find(({ id }) => id === "cf.cf_last_seen")?.type).toBe("moment");
		expect(fields.filter(({ isRequired }) => isRequired).map(({ id }) => id)).toEqual(["lastName"]);
		expect(account.calls).toEqual(["GET /organizationFields?module=contacts"]);
	});
});

describe("accounts", () => {
	test("are made one by one, with our id in the portal's field for it", async () => {
		const [made] = await write(
			"organization",
			toMake("0015g00000XyZ12AAB", {
				accountName: "Okafor & <Sons> *Ltd* 株式会社",
				website: "https://okafor.example",
				annualrevenue: 1200.5,
				"cf.cf_employees": 12,
				"cf.cf_key_account": true,
				"cf.cf_renewal_on": "2027-03-31",
				"cf.cf_tier": "Gold",
				"cf.cf_discount": null,
			}),
		);
		expect(made).toMatchObject({ key: "0015g00000XyZ12AAB", ok: true, action: "created" });
		expect(account.simulator.account(made?.ok ? made.id : "")).toMatchObject({
			name: "Okafor & <Sons> *Ltd* 株式会社",
			website: "https://okafor.example",
			details: { annualrevenue: "1200.5" },
			cf: {
				cf_external_id: "0015g00000XyZ12AAB",
				cf_employees: "12",
				cf_key_account: "true",
				cf_renewal_on: "2027-03-31",
				cf_tier: "Gold",
			},
			writes: 1,
		});
	});

	test("are changed, and keep what isn't mentioned", async () => {
		account.simulator.editAccount(GLOBEX, { details: { city: "Oslo", phone: "1" }, cf: { cf_tier: "Gold" } });
		expect(await write("organization", toChange(GLOBEX, { phone: null, "cf.cf_employees": 3 }))).toEqual([
			{ key: GLOBEX, ok: true, id: GLOBEX, action: "updated" },
		]);
		expect(account.simulator.account(GLOBEX)).toMatchObject({
			name: "Globex KK",
			details: { city: "Oslo" },
			cf: { cf_tier: "Gold", cf_employees: "3" },
		});
		expect(account.simulator.account(GLOBEX)?.details).not.toHaveProperty("phone");
	});

	test.each([
		["no name", { accountName: null }, "required"],
		["a name of 10,000 characters", { accountName: "N".repeat(10_000) }, "invalid"],
		["a choice that there isn't", { accountName: "A", "cf.cf_tier": "Platinum" }, "invalid"],
		["a field that there isn't", { accountName: "A", "cf.cf_gone": "x" }, "invalid"],
	] as const)("with %s are refused, the others made", async (_, values, reason) => {
		const done = await write("organization", toMake("A", values), toMake("B", { accountName: "B" }));
		expect(done).toMatchObject([
			{ key: "A", ok: false, reason, answer: expect.stringMatching(/\S/) },
			{ key: "B", ok: true },
		]);
	});

	test("that are gone say so", async () => {
		account.simulator.trashAccount(GLOBEX);
		expect(await write("organization", toChange(GLOBEX, { city: "Oslo" }))).toMatchObject([
			{ key: GLOBEX, ok: false, reason: "gone" },
		]);
		expect(await directory.read("organization", [GLOBEX, INITECH], ["accountName"])).toMatchObject([
			{ id: INITECH },
		]);
	});

	test("hold 10,000 characters where there is room", async () => {
		const long = "長い<&>".repeat(2_000);
		expect(await write("organization", toChange(GLOBEX, { description: long }))).toMatchObject([
			{ ok: true },
		]);
		expect(account.simulator.account(GLOBEX)?.details.description).toBe(long);
	});

	test.each([
		["globex kk", [GLOBEX]],
		["株式会社山田商事", [YAMADA]],
		["Globex", []],
		["*", []],
		["", []],
	])("called %j are found by exactly that name", async (name, ids) => {
		expect(await idsOf("organization", { by: "name", value: name })).toEqual([ids]);
	});

	test("are found by our id, and by a field", async () => {
		account.simulator.editAccount(GLOBEX, {
			cf: { cf_external_id: "0015g00000XyZ12AAB", cf_employees: "12" },
		});
		expect(
			await idsOf(
				"organization",
				{ by: "external_id", value: "0015G00000XYZ12AAB" },
				{ by: "external_id", value: "0015g00000" },
				{ by: "field", field: "cf.cf_employees", value: 12 },
				{ by: "field", field: "website", value: "https://initech.example" },
			),
		).toEqual([[GLOBEX], [], [GLOBEX], [INITECH]]);
	});

	test("are read as they are now, not as search knows them", async () => {
		account.simulator.editAccount(GLOBEX, { details: { city: "Oslo" }, cf: { cf_tier: "Gold" } });
		expect(
			await directory.read("organization", [GLOBEX], ["accountName", "city", "phone", "cf.cf_tier"]),
		).toEqual([
			{
				id: GLOBEX,
				name: "Globex KK",
				externalId: null,
				isStaff: false,
				organizationIds: [],
				values: { accountName: "Globex KK", city: "Oslo", phone: null, "cf.cf_tier": "Gold" },
			},
		]);
		expect(account.calls.some((call) => call.includes("/search"))).toBe(false);
	});
});

describe("contacts", () => {
	test("are made with their account, choices and times", async () => {
		const [made] = await write(
			"person",
			toMake(
				"003A",
				{
					lastName: "森",
					firstName: "彩",
					email: "aya@new.example",
					"cf.cf_interests": ["Cloud", "研修"],
					"cf.cf_newsletter": false,
					"cf.cf_last_seen": "2026-09-10T06:00:00.000Z",
				},
				{ organizationId: GLOBEX },
			),
		);
		expect(account.simulator.contact(made?.ok ? made.id : "")).toMatchObject({
			firstName: "彩",
			lastName: "森",
			email: "aya@new.example",
			accountId: GLOBEX,
			cf: {
				cf_external_id: "003A",
				cf_interests: "Cloud;研修",
				cf_newsletter: "false",
				cf_last_seen: "2026-09-10T06:00:00.000Z",
			},
		});
	});

	test("with an address that another has are refused as taken", async () => {
		const made = toMake("003A", { lastName: "Other", email: "Ivo.Berg@globex.example" });
		expect(await write("person", made)).toEqual([
			{ key: "003A", ok: false, reason: "taken", answer: "email: duplicate" },
		]);
	});

	test("whose answer was lost are found by our id once search knows them", async () => {
		const lost = { ...account.call, fetch: loseTheNext("POST") };
		const unlucky = await openWith(lost);
		expect(await failureOf(unlucky.write("person", [toMake("003A", { lastName: "A" })]))).toMatchObject({
			kind: "unavailable",
			status: null,
		});
		expect(await idsOf("person", { by: "external_id", value: "003A" })).toEqual([[]]);
		account.clock.advance(61_000);
		expect(await idsOf("person", { by: "external_id", value: "003A" })).toEqual([[expect.any(String)]]);
	});

	test("are found by either address and by their whole name", async () => {
		account.simulator.editContact(LAURA, { details: { secondaryEmail: "laura@home.example" } });
		expect(
			await idsOf(
				"person",
				{ by: "email", value: "IVO.berg@globex.example" },
				{ by: "email", value: "berg@globex.example" },
				{ by: "name", value: "ivo berg" },
				{ by: "name", value: "太郎 山田" },
				{ by: "name", value: "<!everyone> *O'Neil* & <Sons>" },
				{ by: "name", value: "Ivo" },
			),
		).toEqual([[IVO], [], [IVO], [TARO], ["520000000000452693"], []]);
	});

	test("are read twenty to a call where the list tells enough", async () => {
		account.simulator.editContact(IVO, { cf: { cf_job_title: "Chef" } });
		const ids = [IVO, LAURA, TARO, "520000000000999999"];
		expect(await directory.read("person", ids, ["email", "cf.cf_job_title"])).toMatchObject([
			{ id: IVO, organizationIds: [GLOBEX], values: { "cf.cf_job_title": "Chef" } },
			{ id: LAURA, organizationIds: [INITECH] },
			{ id: TARO, name: "太郎 山田" },
		]);
	});

	test("are never staff", async () => {
		expect(await directory.staff()).toEqual({ ids: new Set(), emails: new Set() });
		expect(await directory.find("person", [{ by: "name", value: "Ivo Berg" }])).toMatchObject([
			[{ isStaff: false }],
		]);
	});

	test("get their account, or none, only where it was said", async () => {
		await write("person", toChange(IVO, { title: "Chef" }));
		expect(account.simulator.contact(IVO)?.accountId).toBe(GLOBEX);
		await write("person", toChange(IVO, {}, { organizationId: INITECH }));
		expect(account.simulator.contact(IVO)?.accountId).toBe(INITECH);
		await write("person", toChange(IVO, {}, { organizationId: null }));
		expect(account.simulator.contact(IVO)?.accountId).toBeNull();
	});

	test("of whom nothing is said aren't written", async () => {
		expect(await write("person", toChange(IVO, {}))).toMatchObject([{ ok: true, action: "updated" }]);
		expect(account.calls).toEqual([]);
	});
});

describe("memberships", () => {
	test("are added in one call per person, and taken away", async () => {
		const join = (personId: string, organizationId: string) => ({
			key: `${personId}-${organizationId}`,
			personId,
			organizationId,
		});
		const { done } = await directory.join([
			join(IVO, INITECH),
			join(IVO, YAMADA),
			join(IVO, "520000000000777999"),
			join(LAURA, INITECH),
		]);
		expect(done).toMatchObject([
			{ key: `${IVO}-${INITECH}`, ok: true },
			{ key: `${IVO}-${YAMADA}`, ok: true },
			{ key: `${IVO}-520000000000777999`, ok: false, reason: "invalid" },
			{ key: `${LAURA}-${INITECH}`, ok: true },
		]);
		expect(account.calls).toHaveLength(2);
		expect(account.simulator.contact(IVO)?.otherAccountIds).toEqual([INITECH, YAMADA]);
		await directory.leave([
			{ personId: IVO, organizationId: INITECH },
			{ personId: IVO, organizationId: "520000000000777004" },
			{ personId: "520000000000999999", organizationId: INITECH },
		]);
		expect(account.simulator.contact(IVO)).toMatchObject({ accountId: GLOBEX, otherAccountIds: [YAMADA] });
	});
});

describe("retiring", () => {
	const toRecords = (...ids: string[]) => ids.map((id) => ({ key: `k${id}`, id }));

	test("moves to the recycle bin, one by one where one is gone already", async () => {
		account.simulator.trashContact(LAURA);
		const { done } = await directory.retire("person", toRecords(IVO, LAURA, TARO), { by: "remove" });
		expect(done).toMatchObject([
			{ key: `k${IVO}`, ok: true },
			{ key: `k${LAURA}`, ok: false, reason: "gone" },
			{ key: `k${TARO}`, ok: true },
		]);
		expect(account.simulator.contact(IVO)).toBeNull();
		await directory.retire("organization", toRecords(GLOBEX), { by: "remove" });
		expect(account.simulator.account(GLOBEX)).toBeNull();
	});

	test("marks contacts as spam, without their tickets", async () => {
		const { done } = await directory.retire("person", toRecords(IVO), { by: "suspend" });
		expect(done).toEqual([{ key: `k${IVO}`, ok: true, id: IVO, action: "updated" }]);
		expect(account.simulator.contact(IVO)?.isSpam).toBe(true);
		expect(account.written.at(-1)).toEqual({ ids: [IVO], isSpam: true, handleExistingTickets: false });
	});

	test.each([
		["organization", { by: "suspend" }],
		["organization", { by: "tag", tag: "x" }],
		["person", { by: "tag", tag: "x" }],
	] as const)("refuses for %s what the vendor has no way for: %j", async (kind, how) => {
		const { done } = await directory.retire(kind, toRecords(GLOBEX), how);
		expect(done).toMatchObject([{ ok: false, reason: "refused", answer: expect.stringMatching(/\S/) }]);
		expect(account.calls).toEqual([]);
	});
});

describe("a write", () => {
	test("counts calls and credits", async () => {
		await directory.find("organization", [{ by: "name", value: "Globex KK" }]);
		await write("organization", toMake("A", { accountName: "A" }));
		expect(directory.calls()).toBe(3);
	});

	test("when the day's credits are used up ends there, and tells what was done", async () => {
		const writes = ["A", "B", "C", "D", "E"].map((key) => toMake(key, { accountName: key }));
		await directory.fields("organization");
		account.simulator.setCredits(4);
		const { done, stopped } = await directory.write("organization", writes);
		expect(done.map(({ key }) => key)).toEqual(["A", "B", "C", "D"]);
		expect(stopped).toMatchObject({ error: { kind: "rate_limited" }, untried: ["E"] });
		await expect(directory.write("organization", writes.slice(4))).rejects.toMatchObject({
			kind: "rate_limited",
			code: "THRESHOLD_EXCEEDED",
		});
	});

	test("goes twenty at a time, new and known apart", async () => {
		const many = Array.from({ length: 21 }, (_, index) => toMake(String(index), { accountName: "A" }));
		expect((await directory.writePath("organization")).batch).toBe(20);
		await expect(directory.write("organization", many)).rejects.toThrow(RangeError);
		const both = [toMake("A", { accountName: "A" }), toChange(GLOBEX, { city: "B" })];
		await expect(directory.write("organization", both)).rejects.toThrow(TypeError);
	});

	test("without the right of writing is refused as a whole", async () => {
		const light = await account.openDirectory("noor@acme.example");
		await expect(light.write("organization", [toMake("A", { accountName: "A" })])).rejects.toMatchObject({
			kind: "forbidden",
		});
	});

	test("in a portal without a field for our ids is done without them", async () => {
		const bare = await openWith({ ...account.call, fetch: withoutCustomFields() });
		const { done } = await bare.write("organization", [toMake("001A", { accountName: "A" })]);
		expect(account.simulator.account(done[0]?.ok ? done[0].id : "")?.cf).toEqual({});
		const before = bare.calls();
		expect(await bare.find("organization", [{ by: "external_id", value: "001A" }])).toEqual([[]]);
		expect(bare.calls()).toBe(before);
	});
});

/** Done, but nobody is told. */
function loseTheNext(method: string): typeof fetch {
	let isLost = false;
	return async (input, init) => {
		const answer = await account.call.fetch(input, init);
		if (isLost || init?.method !== method) return answer;
		isLost = true;
		throw new TypeError("connection lost");
	};
}

function withoutCustomFields(): typeof fetch {
	return async (input, init) => {
		const isFields = String(input).includes("/organizationFields");
		return isFields ? new Response(null, { status: 204 }) : account.call.fetch(input, init);
	};
}

async function openWith(call: TestAccount["call"]): Promise<DeskDirectory> {
	const { DESK, createTokens } = await import("../../sandbox/zoho/account.ts");
	const { zoho } = await import("../../../../src/desk/zoho/provider.ts");
	return zoho.openDirectory(DESK, createTokens(await account.signIn({ role: "admin" }), account.call), call);
}
