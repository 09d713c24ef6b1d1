import { beforeEach, describe, expect, test } from "vitest";
import { createWorld, MINA, signIn, type World } from "../../desk/zendesk/session.ts";

let world: World;
let token: string;

beforeEach(async () => {
	world = createWorld();
	token = (await signIn(world, MINA, "admin")).accessToken;
});

async function ask(method: string, path: string, json?: unknown): Promise<{ status: number; body: Body }> {
	const answer = await world.call.fetch(`https://acme.zendesk.com/api/v2${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			accept: "application/json",
			...(json === undefined ? {} : { "content-type": "application/json" }),
		},
		...(json === undefined ? {} : { body: JSON.stringify(json) }),
	});
	const text = await answer.text();
	return { status: answer.status, body: text === "" ? {} : (JSON.parse(text) as Body) };
}

interface Body {
	job_status?: { id: string; status: string; results: Record<string, unknown>[] | null };
	job_statuses?: { id: string; status: string }[];
	organizations?: { id: number; name: string }[];
	users?: { id: number }[];
	count?: number;
	current_job_ids?: string[];
	details?: Record<string, { description: string }[]>;
}

const organizations = (...names: string[]) => ({ organizations: names.map((name) => ({ name })) });

describe("a job", () => {
	test("is queued, then at work, then done a second later, in order", async () => {
		const { body } = await ask("POST", "/organizations/create_many", organizations("A", "Globex KK"));
		const id = body.job_status?.id ?? "";
		expect(body.job_status).toMatchObject({ status: "queued", results: null });
		world.clock.advance(500);
		expect((await ask("GET", `/job_statuses/${id}`)).body.job_status?.status).toBe("working");
		expect(world.zendesk.organizations().some(({ name }) => name === "A")).toBe(false);
		world.clock.advance(500);
		const done = (await ask("GET", `/job_statuses/${id}`)).body.job_status;
		expect(done).toMatchObject({ status: "completed" });
		expect(done?.results).toEqual([
			{ id: expect.any(Number), index: 0 },
			{
				id: 0,
				action: "create",
				success: false,
				error: "OrganizationCreateError",
				details: "Name: Globex KK has already been taken",
			},
		]);
	});

	test("does its work though nobody asks", async () => {
		await ask("POST", "/organizations/create_many", organizations("A"));
		world.clock.advance(1_000);
		await world.zendesk.tick?.();
		expect(world.zendesk.jobs()).toEqual({ running: 0, submitted: 1 });
		expect(world.zendesk.organizations().at(-1)).toMatchObject({ name: "A", writes: 1 });
	});

	test("is refused while thirty are under way, and forgotten after a hundred others", async () => {
		const first = await ask("POST", "/organizations/create_many", organizations("first"));
		for (let index = 1; index < 30; index++) {
			await ask("POST", "/organizations/create_many", organizations(`A${index}`));
		}
		const refused = await ask("POST", "/organizations/create_many", organizations("B"));
		expect(refused.status).toBe(429);
		expect(refused.body.current_job_ids).toHaveLength(30);
		world.zendesk.setDirectory({ jobMs: 0 });
		world.clock.advance(1_000);
		for (let index = 0; index < 100; index++) {
			await ask("POST", "/organizations/create_many", organizations(`C${index}`));
		}
		expect((await ask("GET", `/job_statuses/${first.body.job_status?.id}`)).status).toBe(404);
	});

	test("takes between one and a hundred records", async () => {
		const many = organizations(...Array.from({ length: 101 }, (_, index) => `A${index}`));
		expect((await ask("POST", "/organizations/create_many", many)).status).toBe(400);
		expect((await ask("POST", "/organizations/create_many", organizations())).status).toBe(400);
	});
});

describe("people", () => {
	test("are made in bulk only once the gate is open", async () => {
		const users = { users: [{ name: "A" }] };
		expect((await ask("POST", "/users/create_many", users)).status).toBe(403);
		expect((await ask("POST", "/users/create_or_update_many", users)).status).toBe(403);
		world.zendesk.setDirectory({ bulkImport: true });
		expect((await ask("POST", "/users/create_many", users)).status).toBe(200);
	});

	test("are made or changed once a second, and one of them five times a minute", async () => {
		const user = { user: { name: "A", email: "a@new.example" } };
		expect((await ask("POST", "/users/create_or_update", user)).status).toBe(201);
		expect((await ask("POST", "/users/create_or_update", user)).status).toBe(429);
		const statuses = [];
		for (let index = 0; index < 6; index++) {
			world.clock.advance(1_000);
			statuses.push((await ask("PUT", "/users/9001", { user: { notes: "x" } })).status);
		}
		expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
	});

	test.each([
		[{ name: "" }, "name"],
		[{ name: "A", email: "not an address" }, "email"],
		[{ name: "A", email: "AYA.mori@globex.example" }, "email"],
		[{ name: "A", external_id: "x-1" }, "external_id"],
		[{ name: "A", organization_id: 4_711 }, "organization"],
		[{ name: "A", user_fields: { seats: "many" } }, "seats"],
	])("like %j are refused at %s", async (user, field) => {
		world.zendesk.editPerson(9002, { external_id: "X-1" });
		const { status, body } = await ask("POST", "/users", { user });
		expect([status, Object.keys(body.details ?? {})]).toEqual([422, [field]]);
	});

	test("need a country's code in their number where the account asks for it", async () => {
		world.zendesk.setDirectory({ validatesPhones: true });
		expect((await ask("POST", "/users", { user: { name: "A", phone: "03 1234" } })).status).toBe(422);
		expect((await ask("POST", "/users", { user: { name: "A", phone: "+81312345678" } })).status).toBe(201);
	});

	test("belong to one organization where the plan has no more", async () => {
		world.zendesk.setDirectory({ allowsSeveral: false });
		const membership = { organization_membership: { user_id: 9001, organization_id: 7002 } };
		expect((await ask("POST", "/organization_memberships", membership)).status).toBe(422);
		world.zendesk.editPerson(9001, { organization_id: 7002 });
		expect(world.zendesk.directoryPerson(9001)?.organizationIds).toEqual([7002]);
	});
});

describe("organizations", () => {
	test("are matched by external id in any case, never by name", async () => {
		const named = (name: string, external_id: string) => ({ organization: { name, external_id } });
		expect((await ask("POST", "/organizations/create_or_update", named("A", "x1"))).status).toBe(201);
		expect((await ask("POST", "/organizations/create_or_update", named("A", "X1"))).status).toBe(200);
		expect((await ask("POST", "/organizations/create_or_update", named("A", "x2"))).status).toBe(422);
	});

	test("are changed five times a minute", async () => {
		const statuses = [];
		for (let index = 0; index < 6; index++) {
			statuses.push((await ask("PUT", "/organizations/7001", { organization: { notes: "x" } })).status);
		}
		expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
		world.clock.advance(60_001);
		expect((await ask("PUT", "/organizations/7001", { organization: { notes: "x" } })).status).toBe(200);
	});

	test("take their people's memberships along when they go", async () => {
		expect((await ask("DELETE", "/organizations/7001")).status).toBe(204);
		expect(world.zendesk.directoryPerson(9001)).toMatchObject({ organizationId: null, organizationIds: [] });
	});

	test("are found by search after a while, which can be set", async () => {
		await ask("POST", "/organizations", { organization: { name: "Quickly" } });
		const found = async () => (await ask("GET", "/search?query=type:organization%20quickly")).body.count;
		expect(await found()).toBe(0);
		world.clock.advance(60_000);
		expect(await found()).toBe(1);
		world.zendesk.setDirectory({ searchLagMs: 0 });
		await ask("POST", "/organizations", { organization: { name: "Quickly too" } });
		expect(await found()).toBe(2);
	});
});
