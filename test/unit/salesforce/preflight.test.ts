import { describe, expect, it } from "vitest";
import type { CrmEnvironment } from "../../../src/salesforce/crm.ts";
import { ACCOUNT_FIELDS, described, PERSON_MARK } from "./describes.ts";
import { createFakeOrg, type FakeOrg, isQuery, openCrm, record, refusal, rows } from "./fake-org.ts";

const USER_ID = "005000000000001AAA";

const ORGANIZATION = {
	Id: "00D000000000001EAA",
	Name: "Acme KK",
	OrganizationType: "Enterprise Edition",
	IsSandbox: false,
	TrialExpirationDate: null,
};
const ADMIN = {
	PermissionsApiEnabled: true,
	PermissionsApiUserOnly: false,
	PermissionsModifyAllData: true,
	PermissionsCustomizeApplication: true,
	PermissionsManageUsers: true,
};
const USER = { Id: USER_ID, Name: "Mina Sato", Username: "mina@acme.example", IsActive: true };

function createOrg(changes: { organization?: object; rights?: object; user?: object } = {}): FakeOrg {
	const org = createFakeOrg();
	org.on(isQuery("Organization"), () =>
		rows([record("Organization", { ...ORGANIZATION, ...changes.organization })]),
	);
	org.on(isQuery("UserPermissionAccess"), () =>
		rows([record("UserPermissionAccess", { ...ADMIN, ...changes.rights })]),
	);
	org.on(isQuery("User"), () => rows([record("User", { ...USER, ...changes.user })]));
	return org;
}

const check = (org: FakeOrg, expected: CrmEnvironment = "production") =>
	openCrm(org).preflight(expected, USER_ID);

const FINE = { problems: [], missing: [], warnings: [] };
const WITHOUT_ADMIN = { PermissionsModifyAllData: false };

describe("before an org is accepted", () => {
	it("one call tells who and what it is", async () => {
		const org = createOrg();
		expect(await check(org)).toEqual({
			...FINE,
			organization: {
				id: ORGANIZATION.Id,
				name: "Acme KK",
				edition: "Enterprise Edition",
				isSandbox: false,
			},
			user: { id: USER_ID, name: "Mina Sato", username: "mina@acme.example" },
			objects: ["account", "contact", "lead"],
		});
		expect(org.requests).toHaveLength(1);
		expect(org.queries().length).toBeLessThanOrEqual(5);
	});

	it("asks who is signed in where nobody says", async () => {
		const org = createOrg();
		org.next({ body: { sub: "x", user_id: USER_ID, organization_id: ORGANIZATION.Id } });
		expect(await openCrm(org).preflight("production")).toMatchObject(FINE);
		expect(org.requests.map(({ url }) => url.pathname)).toEqual([
			"/services/oauth2/userinfo",
			"/services/data/v67.0/composite",
		]);
		expect(org.queries().find((soql) => soql.includes("FROM User "))).toContain(`Id = '${USER_ID}'`);
	});

	it.each([
		[{ rights: { PermissionsApiEnabled: false } }, "api_disabled"],
		[{ rights: { PermissionsApiUserOnly: true } }, "api_only_user"],
		[{ user: { IsActive: false } }, "user_inactive"],
		[{ organization: { IsSandbox: true } }, "environment_mismatch"],
	])("%j is %s", async (changes, problem) => {
		expect((await check(createOrg(changes))).problems).toEqual([problem]);
	});

	it("production where a sandbox was chosen is as wrong", async () => {
		expect((await check(createOrg(), "sandbox")).problems).toEqual(["environment_mismatch"]);
		expect((await check(createOrg({ organization: { IsSandbox: true } }), "sandbox")).problems).toEqual([]);
	});

	it.each([
		[{ organization: { OrganizationType: "Professional Edition" } }, "small_edition"],
		[{ organization: { TrialExpirationDate: "2026-12-24T00:00:00.000+0000" } }, "trial"],
		[{ rights: WITHOUT_ADMIN }, "not_administrator"],
		[{ rights: { PermissionsManageUsers: false } }, "not_administrator"],
	])("%j is worth telling: %s", async (changes, warning) => {
		expect(await check(createOrg(changes))).toMatchObject({ problems: [], warnings: [warning] });
	});

	it("tells exactly what somebody lacks who is no administrator", async () => {
		const org = createOrg({ rights: WITHOUT_ADMIN });
		org.describes.delete("Lead");
		org.describes.set("Case", described("Case", [], { createable: true, updateable: false }));
		org.describes.set("Opportunity", described("Opportunity", [], { queryable: false }));
		expect(await check(org)).toMatchObject({
			problems: ["missing_rights"],
			missing: ["Lead: Read", "Opportunity: Read", "Case: Edit"],
			objects: ["account", "contact"],
		});
	});

	it("sees person accounts where the org has them", async () => {
		const org = createOrg();
		org.describes.set("Account", described("Account", [...ACCOUNT_FIELDS, PERSON_MARK]));
		expect((await check(org)).objects).toEqual(["account", "contact", "lead", "person_account"]);
	});
});

describe("an API that refuses", () => {
	it.each(["API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED"])(
		"because of %s is a problem of the edition or user",
		async (code) => {
			const org = createOrg();
			org.next(refusal(403, code));
			expect(await check(org)).toMatchObject({
				problems: ["api_disabled"],
				organization: { id: "" },
				objects: [],
			});
		},
	);

	it("because it doesn't know our version yet is too old", async () => {
		const org = createOrg();
		org.next(refusal(404, "NOT_FOUND"));
		const path = (version: string) => ({ label: "x", url: `/services/data/v${version}`, version });
		org.next({ body: [path("65.0"), path("66.0")] });
		expect(await check(org)).toMatchObject({ problems: ["version_too_old"] });
		const other = createOrg();
		other.next(refusal(404, "NOT_FOUND"));
		other.next({ body: [path("66.0"), path("67.0")] });
		await expect(check(other)).rejects.toMatchObject({ kind: "not_found" });
	});

	it("because of a session says which kind, for whoever keeps it", async () => {
		const org = createOrg();
		org.next(refusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));
		org.next(refusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));
		await expect(check(org)).rejects.toMatchObject({ kind: "forbidden", code: "session_locked" });
		org.next(refusal(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"));
		await expect(check(org)).rejects.toMatchObject({ kind: "forbidden", code: "session_refused" });
	});

	it("one of its answers is no answer to the whole", async () => {
		const org = createOrg();
		org.on(isQuery("UserPermissionAccess"), () => refusal(400, "INVALID_TYPE"));
		await expect(check(org)).rejects.toMatchObject({ kind: "invalid", code: "INVALID_TYPE" });
	});
});
