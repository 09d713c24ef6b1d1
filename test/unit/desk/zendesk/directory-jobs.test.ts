import { beforeEach, describe, expect, test } from "vitest";
import type { DeskDirectory, Retirement, WriteResult } from "../../../../src/desk/desk-directory.ts";
import { ALEX, createWorld, openDirectory, type World } from "./session.ts";

let world: World;
let directory: DeskDirectory;

beforeEach(async () => {
	world = createWorld();
	directory = await openDirectory(world);
});

const AYA = "9001";
const BILL = "9003";

function answerJob(status: string, results: unknown): void {
	world.answerNext(/job_statuses/, () => Response.json({ job_statuses: [{ id: "j1", status, results }] }));
}

async function ask(keys: string[], ids: (string | null)[] = keys.map(() => null)) {
	const [state] = await directory.jobs([{ jobId: "j1", keys, ids }]);
	return state;
}

const made = (key: string, id: string): WriteResult => ({ key, ok: true, id, action: "created" });
const changed = (key: string, id: string): WriteResult => ({ key, ok: true, id, action: "updated" });

describe("a job's results", () => {
	test.each(["queued", "working"])("aren't there while it is %s", async (status) => {
		answerJob(status, null);
		expect(await ask(["a"])).toEqual({ jobId: "j1", results: null, isFailed: false });
	});

	test("go to the records of their places, in whatever order", async () => {
		answerJob("completed", [
			{ index: 1, id: 12 },
			{ index: 0, id: 11 },
		]);
		expect((await ask(["a", "b"]))?.results).toEqual([made("b", "12"), made("a", "11")]);
	});

	test("go to the records of their ids where those were known", async () => {
		answerJob("completed", [
			{ id: 22, action: "update", status: "Updated", success: true },
			{ id: 21, action: "update", success: false, error: "RecordNotFound", details: "Not found" },
		]);
		expect((await ask(["a", "b", "c"], ["21", "22", "23"]))?.results).toEqual([
			changed("b", "22"),
			{ key: "a", ok: false, reason: "gone", answer: "RecordNotFound: Not found" },
		]);
	});

	test("without place or id are in order when there are as many", async () => {
		answerJob("completed", [
			{
				id: 0,
				success: false,
				error: "UserCreateError",
				details: "Email: x@y.example has already been taken",
			},
			{ id: 31, action: "create", status: "Created", success: true },
		]);
		expect((await ask(["a", "b"]))?.results).toEqual([
			{
				key: "a",
				ok: false,
				reason: "taken",
				answer: "UserCreateError: Email: x@y.example has already been taken",
			},
			made("b", "31"),
		]);
	});

	test("that name nobody are nobody's when some are missing", async () => {
		answerJob("completed", [{ id: 31, action: "create", status: "Created", success: true }]);
		expect(await ask(["a", "b"])).toEqual({ jobId: "j1", results: [], isFailed: false });
	});

	test("can be one object, or nothing, in a job that was given up", async () => {
		answerJob("failed", { success: false });
		expect(await ask(["a"])).toEqual({ jobId: "j1", results: [], isFailed: true });
		answerJob("killed", null);
		expect(await ask(["a"])).toEqual({ jobId: "j1", results: [], isFailed: true });
	});

	test("of a job that nobody remembers are unknown", async () => {
		expect(await ask(["a"])).toEqual({ jobId: "j1", results: [], isFailed: true });
		world.answerNext(/job_statuses/, () => Response.json({ error: "RecordNotFound" }, { status: 404 }));
		expect(await ask(["a"])).toEqual({ jobId: "j1", results: [], isFailed: true });
	});

	test.each([
		["名前: 「Globex」はすでに使用されています", "taken"],
		["Email: a@b.example is already being used by another user", "taken"],
		["Name: cannot be blank", "required"],
		["Phone: 123 is not a valid E.164 number", "invalid"],
		["You are not allowed to do that", "refused"],
	])("that say %j are refused as %s", async (details, reason) => {
		answerJob("completed", [{ index: 0, id: 0, success: false, error: "X", details }]);
		expect((await ask(["a"]))?.results).toMatchObject([{ key: "a", ok: false, reason }]);
	});

	test("of several jobs come in one call, in the order asked for", async () => {
		const submissions = [];
		for (const name of ["A", "B", "C"]) {
			const write = { key: name, id: null, externalId: name, values: { name } };
			submissions.push(await directory.write("organization", [write]));
		}
		const before = directory.calls();
		const questions = submissions
			.map(({ jobId }, index) => ({
				jobId: jobId ?? "",
				keys: ["A", "B", "C"].slice(index, index + 1),
				ids: [null],
			}))
			.reverse();
		expect((await directory.jobs(questions)).map(({ results }) => results)).toEqual([null, null, null]);
		world.clock.advance(1_000);
		const states = await directory.jobs(questions);
		expect(directory.calls() - before).toBe(2);
		expect(states.map(({ results }) => results?.map(({ key }) => key))).toEqual([["C"], ["B"], ["A"]]);
	});

	test("none are asked for when there are no jobs", async () => {
		expect(await directory.jobs([])).toEqual([]);
		expect(directory.calls()).toBe(0);
	});
});

describe("memberships", () => {
	const join = (personId: string, organizationId: string) => ({
		key: `${personId}-${organizationId}`,
		personId,
		organizationId,
	});

	async function finishJoining(...memberships: ReturnType<typeof join>[]): Promise<WriteResult[]> {
		const { done, jobId } = await directory.join(memberships);
		if (jobId === null) return done;
		world.clock.advance(1_000);
		const keys = memberships.map(({ key }) => key);
		const [state] = await directory.jobs([{ jobId, keys, ids: keys.map(() => null) }]);
		return state?.results ?? [];
	}

	test("are added beside the default one, a hundred in one call", async () => {
		expect(await finishJoining(join(AYA, "7002"), join(BILL, "7001"))).toMatchObject([
			{ key: "9001-7002", ok: true },
			{ key: "9003-7001", ok: true },
		]);
		expect(world.zendesk.directoryPerson(9001)).toMatchObject({
			organizationId: 7001,
			organizationIds: [7001, 7002],
		});
	});

	test("that are there already are told as taken; the others are made", async () => {
		expect(await finishJoining(join(AYA, "7001"), join(AYA, "4711"), join(AYA, "7002"))).toMatchObject([
			{ key: "9001-7001", ok: false, reason: "taken" },
			{ key: "9001-4711", ok: false, reason: "invalid" },
			{ key: "9001-7002", ok: true },
		]);
	});

	test("are taken away, whether they were there or not", async () => {
		await finishJoining(join(AYA, "7002"), join(AYA, "7003"));
		await directory.leave([
			{ personId: AYA, organizationId: "7002" },
			{ personId: AYA, organizationId: "7001" },
			{ personId: AYA, organizationId: "7006" },
			{ personId: BILL, organizationId: "7006" },
			{ personId: "4711", organizationId: "7006" },
		]);
		expect(world.zendesk.directoryPerson(9001)).toMatchObject({
			organizationId: 7003,
			organizationIds: [7003],
		});
		expect(world.zendesk.directoryPerson(9003)?.organizationIds).toEqual([7002]);
	});

	test("none are no call", async () => {
		expect(await directory.join([])).toEqual({ done: [], jobId: null });
		await directory.leave([]);
		expect(directory.calls()).toBe(0);
	});
});

describe("retiring", () => {
	async function retire(kind: "organization" | "person", ids: string[], how: Retirement) {
		const records = ids.map((id) => ({ key: `k${id}`, id }));
		const { done, jobId } = await directory.retire(kind, records, how);
		if (jobId === null) return done;
		world.clock.advance(1_000);
		const keys = records.map(({ key }) => key);
		const [state] = await directory.jobs([{ jobId, keys, ids }]);
		return [...done, ...(state?.results ?? [])];
	}

	test("adds a tag and keeps the others", async () => {
		world.zendesk.editOrganization(7001, { tags: ["vip"] });
		expect(await retire("organization", ["7001", "7002"], { by: "tag", tag: "crm_deleted" })).toMatchObject([
			{ key: "k7001", ok: true },
			{ key: "k7002", ok: true },
		]);
		expect(world.zendesk.organization(7001)?.tags).toEqual(["vip", "crm_deleted"]);
		expect(world.zendesk.organization(7002)?.tags).toEqual(["crm_deleted"]);
		expect(directory.calls()).toBe(3);
	});

	test("suspends people, but no organization", async () => {
		expect(await retire("person", [AYA], { by: "suspend" })).toMatchObject([{ key: "k9001", ok: true }]);
		expect(world.zendesk.directoryPerson(9001)?.suspended).toBe(true);
		expect(await retire("organization", ["7001"], { by: "suspend" })).toMatchObject([
			{ key: "k7001", ok: false, reason: "refused" },
		]);
	});

	test("removes what is there", async () => {
		expect(await retire("person", [AYA, "4711"], { by: "remove" })).toMatchObject([
			{ key: "k4711", ok: false, reason: "gone" },
			{ key: "k9001", ok: true, id: "9001" },
		]);
		expect(world.zendesk.directoryPerson(9001)).toBeNull();
		await retire("organization", ["7001"], { by: "remove" });
		expect(world.zendesk.organization(7001)).toBeNull();
	});

	test.each([{ by: "tag", tag: "x" }, { by: "suspend" }, { by: "remove" }] as const)(
		"by $by leaves colleagues alone",
		async (how) => {
			const alex = world.zendesk.directoryPerson(ALEX);
			expect(await retire("person", [String(ALEX)], how)).toMatchObject([{ ok: false, reason: "staff" }]);
			expect(world.zendesk.directoryPerson(ALEX)).toEqual(alex);
			expect(world.zendesk.jobs().submitted).toBe(0);
		},
	);
});
