import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { markNeedsSignIn } from "../../src/db/credentials.ts";
import { VendorError } from "../../src/lib/errors.ts";
import { recordOrgStopped } from "../../src/services/orgs/record-org-stopped.ts";
import { noteOrgFailure } from "../../src/services/sync/org-failure.ts";
import { markSynced } from "../../src/services/sync/record-run.ts";
import { rows } from "./admin/stage.ts";
import { auditOf, createWorld, type World } from "./settings-world.ts";

let world: World;
beforeEach(async () => {
	world = await createWorld();
	await env.DB.prepare(
		`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, credential_id,
			created_at, updated_at)
		values ('o1', ?1, 'Acme', 'production', 'login.salesforce.com', '3MVG9', 'sealed', 'connected', 'c1', 1, 1)`,
	)
		.bind(world.deskId)
		.run();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const ORG = { id: "o1", credentialId: "c1" };
const refusal = (code: string) => new VendorError({ vendor: "salesforce", kind: "auth", code });
const stateOf = async () => (await rows("orgs"))[0]?.state;

describe("an org that Salesforce refuses", () => {
	it.each([
		["INVALID_SESSION_ID", "org.sign_in_needed", "needs_sign_in"],
		["session_locked", "org.change_needed", "needs_admin"],
		["inactive_user", "org.change_needed", "needs_admin"],
		["ip_restricted", "org.change_needed", "needs_admin"],
		["invalid_client", "org.change_needed", "needs_admin"],
	])("stops by %s, and the log says so once", async (code, action, state) => {
		expect(await noteOrgFailure(world.ctx, ORG, refusal(code))).toBe(true);
		expect(await noteOrgFailure(world.ctx, ORG, refusal(code))).toBe(true);
		expect(await stateOf()).toBe(state);
		expect(await auditOf(action)).toMatchObject([
			{
				desk_id: world.deskId,
				actor_kind: "system",
				subject: "org:o1",
				details: JSON.stringify({ crmAnswer: code }),
			},
		]);
	});

	it("goes on, unrecorded, when somebody signed in anew meanwhile", async () => {
		expect(await noteOrgFailure(world.ctx, { ...ORG, credentialId: "older" }, refusal("expired"))).toBe(true);
		expect(await stateOf()).toBe("connected");
		expect(await auditOf("org.sign_in_needed")).toEqual([]);
	});

	it("still says why when a sync that was under way ends well after it", async () => {
		await noteOrgFailure(world.ctx, ORG, refusal("session_locked"));
		await markSynced(world.ctx, "o1", null);
		expect((await rows("orgs"))[0]).toMatchObject({ state: "needs_admin", trouble: "session_locked" });
	});

	it("says nothing any more once a sync ended well", async () => {
		await env.DB.prepare("update orgs set trouble = 'salesforce_unavailable', trouble_at = 1").run();
		await markSynced(world.ctx, "o1", null);
		expect((await rows("orgs"))[0]).toMatchObject({ state: "connected", trouble: null, trouble_at: null });
	});

	it("is recorded when its grant can't be renewed any more", async () => {
		const record = recordOrgStopped(world.ctx, ORG, "needs_sign_in", "invalid_grant");
		await markNeedsSignIn(world.ctx.db, { id: "c1", code: "invalid_grant", now: 2, record });
		expect((await rows("orgs"))[0]).toMatchObject({ state: "needs_sign_in", trouble: "invalid_grant" });
		expect(await auditOf("org.sign_in_needed")).toMatchObject([{ desk_id: world.deskId }]);
	});
});
