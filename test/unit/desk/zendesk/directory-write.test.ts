import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryKind } from "../../../../src/core/sync/record.ts";
import type {
	DeskDirectory,
	DirectoryWrite,
	Submission,
	WriteResult,
} from "../../../../src/desk/desk-directory.ts";
import { ACME, createWorld, failing, HOSTILE, MINA, openDirectory, type World } from "./session.ts";

let world: World;
let directory: DeskDirectory;

beforeEach(async () => {
	world = createWorld();
	directory = await openDirectory(world);
});

const GLOBEX = 7001;
const AYA = 9001;

function toMake(key: string, values: DirectoryWrite["values"], rest: Partial<DirectoryWrite> = {}) {
	return { key, id: null, externalId: key, values, ...rest };
}

function toChange(id: number, values: DirectoryWrite["values"], rest: Partial<DirectoryWrite> = {}) {
	return { key: String(id), id: String(id), externalId: null, values, ...rest };
}

/** The write's results, once its job is done. */
async function finish(
	writes: readonly { key: string; id?: string | null }[],
	submission: Submission,
): Promise<WriteResult[]> {
	if (submission.jobId === null) return submission.done;
	world.clock.advance(1_500);
	const [state] = await directory.jobs([
		{
			jobId: submission.jobId,
			keys: writes.map(({ key }) => key),
			ids: writes.map(({ id }) => id ?? null),
		},
	]);
	return [...submission.done, ...(state?.results ?? [])];
}

async function write(kind: DirectoryKind, ...writes: DirectoryWrite[]): Promise<WriteResult[]> {
	return finish(writes, await directory.write(kind, writes));
}

describe("organizations", () => {
	test("are made a hundred at a time, in one call", async () => {
		const writes = Array.from({ length: 100 }, (_, index) =>
			toMake(`001${index}`, { name: `Firm ${index}`, "organization_fields.tier": "tier_gold" }),
		);
		const before = directory.calls();
		const submission = await directory.write("organization", writes);
		expect(directory.calls() - before).toBe(1);
		const results = await finish(writes, submission);
		expect(results).toHaveLength(100);
		expect(results.every((one) => one.ok && one.action === "created")).toBe(true);
		const made = world.zendesk.organizations().find(({ externalId }) => externalId === "00142");
		expect(made).toMatchObject({ name: "Firm 42", fields: { tier: "tier_gold" }, writes: 1 });
		expect(results[42]).toEqual({ key: "00142", ok: true, id: String(made?.id), action: "created" });
	});

	test("are changed by id, and keep what isn't mentioned", async () => {
		world.zendesk.editOrganization(GLOBEX, { notes: "VIP", tags: ["old"] });
		const results = await write(
			"organization",
			toChange(GLOBEX, {
				details: "Tokyo",
				domain_names: ["globex.example", "globex.test"],
				"organization_fields.annual_revenue": 1200.5,
				"organization_fields.is_key_account": true,
				"organization_fields.renewal_on": "2027-03-31",
			}),
		);
		expect(results).toEqual([{ key: "7001", ok: true, id: "7001", action: "updated" }]);
		expect(world.zendesk.organization(GLOBEX)).toMatchObject({
			name: "Globex KK",
			notes: "VIP",
			tags: ["old"],
			details: "Tokyo",
			domains: ["globex.example", "globex.test"],
			fields: { annual_revenue: 1200.5, is_key_account: true, renewal_on: "2027-03-31T00:00:00+00:00" },
		});
	});

	test("lose what is cleared", async () => {
		world.zendesk.editOrganization(GLOBEX, {
			details: "Tokyo",
			tags: ["a", "b"],
			organization_fields: { tier: "tier_gold", employees: 12 },
		});
		await write(
			"organization",
			toChange(GLOBEX, {
				details: null,
				tags: null,
				domain_names: [],
				"organization_fields.tier": null,
				"organization_fields.employees": null,
			}),
		);
		expect(world.zendesk.organization(GLOBEX)).toMatchObject({
			details: null,
			tags: [],
			domains: [],
			fields: {},
		});
	});

	test.each([
		["a name that another has, in other letters", { name: "gLOBEX kk" }, "taken"],
		["no name", { name: "" }, "required"],
		["a name of 10,000 characters", { name: "N".repeat(10_000) }, "invalid"],
		["a choice that there isn't", { name: "New", "organization_fields.tier": "platinum" }, "invalid"],
		["a number that is none", { name: "New", "organization_fields.employees": "many" }, "invalid"],
	] as const)("with %s are refused one by one", async (_, values, reason) => {
		const results = await write("organization", toMake("001A", values), toMake("001B", { name: "Other" }));
		expect(results).toEqual([
			{ key: "001A", ok: false, reason, answer: expect.stringMatching(/\S/) },
			{ key: "001B", ok: true, id: expect.stringMatching(/^\d+$/), action: "created" },
		]);
	});

	test("that are gone, or whose external id another has, say so", async () => {
		const results = await write(
			"organization",
			toMake("001A", { name: "First" }),
			toMake("001a", { name: "Second" }),
		);
		expect(results[1]).toMatchObject({ key: "001a", ok: false, reason: "taken" });
		expect(await write("organization", toChange(4_711, { notes: "x" }))).toEqual([
			{ key: "4711", ok: false, reason: "gone", answer: expect.any(String) },
		]);
	});

	test.each([
		HOSTILE.replace("\u0000", ""),
		"*Ampersand & Sons* <@U1> _x_ \"quoted\" 'n' {{liquid}}",
		"株式会社 ①髙島屋 ﾃｽﾄ",
		"🏢".repeat(100),
	])("are called %j all the same", async (name) => {
		const [result] = await write("organization", toMake("001A", { name }));
		expect(result).toMatchObject({ ok: true });
		expect(world.zendesk.organizations().at(-1)?.name).toBe(name.trim());
	});

	test("hold 10,000 characters where there is room", async () => {
		const long = "長い<&>".repeat(2_000);
		await write(
			"organization",
			toChange(GLOBEX, { notes: long, "organization_fields.billing_address": long }),
		);
		expect(world.zendesk.organization(GLOBEX)).toMatchObject({
			notes: long,
			fields: { billing_address: long },
		});
	});
});

describe("people", () => {
	test("are made one by one while bulk import is closed, without a mail", async () => {
		const [result] = await write(
			"person",
			toMake(
				"003A",
				{ name: "森 彩", email: "aya@new.example", phone: "+81312345678", "user_fields.job_title": "部長" },
				{ organizationId: String(GLOBEX) },
			),
		);
		expect(result).toMatchObject({ key: "003A", ok: true, action: "created" });
		expect(world.zendesk.directoryPerson(Number(result?.ok && result.id))).toMatchObject({
			name: "森 彩",
			email: "aya@new.example",
			externalId: "003A",
			phone: "+81312345678",
			fields: { job_title: "部長" },
			role: "end-user",
			organizationId: GLOBEX,
			organizationIds: [GLOBEX],
		});
		expect(await world.requests.at(-1)?.json()).toMatchObject({ user: { skip_verify_email: true } });
	});

	test("are welcomed where that is wanted", async () => {
		await write("person", toMake("003A", { name: "A", email: "a@new.example" }, { welcomes: true }));
		expect(await world.requests.at(-1)?.json()).toMatchObject({ user: { skip_verify_email: false } });
	});

	test("are made in bulk once the vendor allows it", async () => {
		world.zendesk.setDirectory({ bulkImport: true });
		const writes = ["A", "B", "C"].map((key) => toMake(key, { name: key, email: `${key}@new.example` }));
		const before = directory.calls();
		const submission = await directory.write("person", writes);
		expect(directory.calls() - before).toBe(1);
		expect((await finish(writes, submission)).map((one) => one.ok)).toEqual([true, true, true]);
	});

	test("are made one by one after bulk was refused, each once", async () => {
		const writes = ["A", "B", "C"].map((key) => toMake(key, { name: key, email: `${key}@new.example` }));
		const { done, jobId } = await directory.write("person", writes);
		expect([jobId, done.map((one) => one.ok)]).toEqual([null, [true, true, true]]);
		expect(directory.calls()).toBe(4);
		await expect(directory.write("person", writes, "bulk")).rejects.toMatchObject(failing("forbidden"));
	});

	test("with the address of a colleague are refused, and the colleague isn't touched", async () => {
		const mina = world.zendesk.directoryPerson(MINA);
		const made = toMake("003A", { name: "Not Mina", email: mina?.email ?? "" });
		expect(await write("person", made)).toMatchObject([{ ok: false, reason: "taken" }]);
		world.zendesk.setDirectory({ bulkImport: true });
		expect(await write("person", made, toMake("003B", { name: "B" }))).toMatchObject([
			{ key: "003A", ok: false, reason: "taken" },
			{ key: "003B", ok: true },
		]);
		expect(world.zendesk.directoryPerson(MINA)).toEqual(mina);
	});

	test("that are linked are changed in bulk whatever the gate says", async () => {
		const [result] = await write(
			"person",
			toChange(AYA, {
				name: "Aya M.",
				email: "aya@second.example",
				phone: null,
				tags: ["sf", "vip"],
				"user_fields.interests": ["interest_cloud", "interest_training"],
				"user_fields.newsletter": false,
				"user_fields.customer_since": "2020-02-29",
			}),
		);
		expect(result).toEqual({ key: "9001", ok: true, id: "9001", action: "updated" });
		expect(world.zendesk.directoryPerson(AYA)).toMatchObject({
			name: "Aya M.",
			email: "aya.mori@globex.example",
			otherEmails: ["aya@second.example"],
			tags: ["sf", "vip"],
			fields: {
				interests: ["interest_cloud", "interest_training"],
				newsletter: false,
				customer_since: "2020-02-29T00:00:00+00:00",
			},
		});
	});

	test("are never sent a role, nor an empty address", async () => {
		await write("person", toChange(AYA, { name: "Aya", email: null }));
		const update = world.requests.find(({ method }) => method === "PUT");
		expect(await update?.json()).toEqual({ users: [{ id: AYA, name: "Aya" }] });
	});

	test("get their organization, or none, only where it was said", async () => {
		await write("person", toChange(AYA, { notes: "x" }));
		expect(world.zendesk.directoryPerson(AYA)?.organizationId).toBe(GLOBEX);
		await write("person", toChange(AYA, {}, { organizationId: "7002" }));
		expect(world.zendesk.directoryPerson(AYA)).toMatchObject({
			organizationId: 7002,
			organizationIds: [GLOBEX, 7002],
		});
		await write("person", toChange(AYA, {}, { organizationId: null }));
		expect(world.zendesk.directoryPerson(AYA)).toMatchObject({ organizationId: null, organizationIds: [] });
	});

	test("after a 429 in the middle are told as far as they were made, and whom it didn't reach", async () => {
		const writes = ["A", "B", "C", "D"].map((key) => toMake(key, { name: key }));
		world.zendesk.setRateLimit(2);
		const { done, stopped } = await directory.write("person", writes, "single");
		expect(done.map(({ key }) => key)).toEqual(["A", "B"]);
		expect(stopped).toMatchObject({ error: failing("rate_limited"), untried: ["C", "D"] });
		await expect(directory.write("person", writes.slice(2), "single")).rejects.toMatchObject({
			...failing("rate_limited"),
			retryAfterSeconds: expect.any(Number),
		});
	});

	test("whose answer was lost are found by their external id", async () => {
		world.answerNext(/\/users$/, () => new Response("bad gateway", { status: 502 }));
		const made = toMake("003A", { name: "A" });
		await expect(directory.write("person", [made])).rejects.toMatchObject({ status: null });
		await write("person", made);
		expect(await directory.find("person", [{ by: "external_id", value: "003a" }])).toMatchObject([
			[{ externalId: "003A" }],
		]);
	});
});

describe("the way of writing", () => {
	test("is bulk for organizations, without asking", async () => {
		expect(await directory.writePath("organization")).toEqual({
			made: "bulk",
			changed: "bulk",
			batch: 100,
			why: null,
			perSecond: null,
		});
		expect(directory.calls()).toBe(0);
	});

	test("of new people is single below one a second until the gate is opened", async () => {
		const people = world.zendesk.directoryPeople().length;
		expect(await directory.writePath("person")).toEqual({
			made: "single",
			changed: "bulk",
			batch: 100,
			why: "gate",
			perSecond: 0.9,
		});
		world.zendesk.setDirectory({ bulkImport: true });
		expect(await directory.writePath("person")).toMatchObject({ made: "bulk", why: null });
		world.clock.advance(2_000);
		expect(world.zendesk.directoryPeople()).toHaveLength(people);
	});

	test("can't be told from a missing scope's refusal", async () => {
		world.answerNext(/create_many/, () =>
			Response.json(
				{ error: "Forbidden", description: "You are missing the following required scopes: users:write" },
				{ status: 403 },
			),
		);
		await expect(directory.writePath("person")).rejects.toMatchObject(failing("missing_scope"));
	});
});

describe("a write", () => {
	test("of new and known records at once is a mistake", async () => {
		const both = [toMake("A", { name: "A" }), toChange(GLOBEX, { name: "B" })];
		await expect(directory.write("organization", both)).rejects.toThrow(TypeError);
	});

	test("of nothing is nothing", async () => {
		expect(await directory.write("organization", [])).toEqual({ done: [], jobId: null });
		expect(directory.calls()).toBe(0);
	});

	test("of more than a hundred is a mistake", async () => {
		const many = Array.from({ length: 101 }, (_, index) => toMake(String(index), { name: String(index) }));
		await expect(directory.write("organization", many)).rejects.toThrow(RangeError);
	});

	test("waits while thirty jobs are under way", async () => {
		for (let index = 0; index < 30; index++) {
			await directory.write("organization", [toMake(`A${index}`, { name: `A${index}` })]);
		}
		await expect(directory.write("organization", [toMake("B", { name: "B" })])).rejects.toMatchObject({
			...failing("rate_limited"),
			code: "TooManyJobs",
			retryAfterSeconds: 5,
		});
		world.clock.advance(1_000);
		await directory.write("organization", [toMake("B", { name: "B" })]);
	});

	test("goes to the desk's own address only", async () => {
		await directory.write("organization", [toMake("B", { name: "B" })]);
		expect(new URL(world.requests.at(-1)?.url ?? "").hostname).toBe(`${ACME.address}.zendesk.com`);
	});
});
