import { describe, expect, it } from "vitest";
import type { Filter } from "../../../src/core/sync/settings.ts";
import { salesforce as provider } from "../../../src/salesforce/provider.ts";
import { orgOf } from "../sandbox/salesforce/client.ts";
import { clientOf, createWorld, openOrg, signIn } from "./simulated-org.ts";

const EVERYTHING: Filter = { all: [], any: [] };
const UAT = "acme--uat.sandbox";

describe("signing in", () => {
	it("grants a pair for the org's own address", async () => {
		const world = createWorld();
		const grant = await signIn(world);
		const org = orgOf(world.salesforce);
		expect(grant).toMatchObject({ instanceUrl: `https://${org.host}`, refreshToken: expect.any(String) });
	});

	it("ends for good where a refresh token that was replaced is used again", async () => {
		const world = createWorld();
		const { host } = orgOf(world.salesforce);
		const { refreshToken } = await signIn(world);
		const refresh = (token: string | null) =>
			provider.refresh(host, clientOf(world, "acme"), token ?? "", world.call);
		const renewed = await refresh(refreshToken);
		expect(renewed.refreshToken).not.toBe(refreshToken);
		const over = { kind: "auth", code: "expired_token" };
		await expect(refresh(refreshToken)).rejects.toMatchObject(over);
		await expect(refresh(renewed.refreshToken)).rejects.toMatchObject(over);
	});

	it("can be taken back, twice", async () => {
		const world = createWorld();
		const { host } = orgOf(world.salesforce);
		const { refreshToken } = await signIn(world);
		await provider.revoke(host, refreshToken ?? "", world.call);
		await provider.revoke(host, refreshToken ?? "", world.call);
		await expect(
			provider.refresh(host, clientOf(world, "acme"), refreshToken ?? "", world.call),
		).rejects.toMatchObject({ kind: "auth" });
	});

	it("outlives access tokens, each renewed once", async () => {
		const world = createWorld();
		const { crm, renewals } = await openOrg(world, UAT);
		world.salesforce.expireAccessTokens();
		expect(await crm.count("account", EVERYTHING)).toBe(world.salesforce.countRecords("Account", UAT));
		expect(renewals).toEqual([1]);
	});
});

describe("the preflight", () => {
	it.each([
		["acme", "mina", "production", [], []],
		["acme", "integration", "production", [], ["not_administrator"]],
		["acme", "robot", "production", ["api_only_user"], undefined],
		["acme", "priya", "production", ["missing_rights"], undefined],
		["acme", "alex", "production", ["api_disabled"], undefined],
		["tinyco", "tina", "production", ["api_disabled"], undefined],
		[UAT, "mina", "sandbox", [], []],
		[UAT, "mina", "production", ["environment_mismatch"], []],
	] as const)("of %s by %s as %s finds %j", async (key, user, expected, problems, warnings) => {
		const { crm, grant } = await openOrg(createWorld(), key, user);
		const found = await crm.preflight(expected, grant.userId);
		expect(found.problems).toEqual(problems);
		if (warnings) expect(found.warnings).toEqual(warnings);
		if (found.organization.id) expect(found.organization.id).toBe(grant.organizationId);
	});

	it("sees person accounts", async () => {
		const { crm } = await openOrg(createWorld(), "acme-jp");
		expect((await crm.preflight("production")).objects).toContain("person_account");
	});
});
