import { toId, toId18 } from "./ids.ts";
import type { Org } from "./org.ts";
import type { Value } from "./schema/field.ts";
import { PERMISSIONS } from "./schema/setup.ts";
import { CASE_STATUSES, STAGES } from "./schema/work.ts";
import { createRecord, type SimRecord } from "./store/record.ts";
import { toSecond, toTime } from "./time.ts";
import type { SimUser } from "./users.ts";

const YEAR_MS = 365 * 86_400_000;

/** Rows of the org itself; null for objects that people fill. */
export function seedSetup(org: Org, object: string, now: number): SimRecord[] | null {
	const { pod, language } = org.seed;
	const createdAt = toSecond(now - 2 * YEAR_MS);
	const [administrator] = org.users.keys();
	const system = {
		CreatedDate: toTime(createdAt),
		CreatedById: administrator ?? null,
		LastModifiedDate: toTime(createdAt),
		LastModifiedById: administrator ?? null,
	};
	const row = (id: string, values: Record<string, Value>) =>
		createRecord(object, id, { ...system, ...values }, createdAt);
	const license = toId("100", pod, 1);
	switch (object) {
		case "Organization":
			return [
				row(org.id, {
					Name: org.seed.name,
					OrganizationType: org.seed.edition,
					IsSandbox: org.seed.isSandbox,
					InstanceName: org.seed.isSandbox ? "CS231" : "AP24",
					LanguageLocaleKey: language === "ja" ? "ja" : "en_US",
					DefaultLocaleSidKey: language === "ja" ? "ja_JP" : "en_US",
					TimeZoneSidKey: language === "ja" ? "Asia/Tokyo" : "America/Los_Angeles",
				}),
			];
		case "User":
			return [...org.users.values()].map((user) => row(user.id, toUserValues(org, user)));
		case "Group":
			return [row(org.queueId, { Name: "Support Queue", DeveloperName: "Support_Queue", Type: "Queue" })];
		case "Profile":
			return ["System Administrator", "Minimum Access", "Standard User"].map((Name, index) =>
				row(toId("00e", pod, index + 1), { Name, UserLicenseId: license }),
			);
		case "UserLicense":
			return [row(license, { Name: "Salesforce", MasterLabel: "Salesforce" })];
		case "CaseStatus":
			return CASE_STATUSES.map(({ name, isClosed, isDefault }, index) =>
				row(toId("01I", pod, index + 1), {
					MasterLabel: name,
					ApiName: name,
					SortOrder: index + 1,
					IsClosed: isClosed,
					IsDefault: isDefault,
				}),
			);
		case "OpportunityStage":
			return STAGES.map(({ name, isClosed, isWon }, index) =>
				row(toId("01J", pod, index + 1), {
					MasterLabel: name,
					ApiName: name,
					SortOrder: index + 1,
					IsActive: true,
					IsClosed: isClosed,
					IsWon: isWon,
				}),
			);
		default:
			return null;
	}
}

export function toUserValues(org: Org, user: SimUser): Record<string, Value> {
	const isJapanese = org.seed.language === "ja";
	const profile = user.rights === "administrator" ? 1 : user.rights === "minimum" ? 2 : 3;
	return {
		Username: user.username,
		FirstName: user.firstName,
		LastName: user.lastName,
		Name: user.name,
		Email: user.email,
		IsActive: user.isActive,
		UserType: "Standard",
		TimeZoneSidKey: isJapanese ? "Asia/Tokyo" : "America/Los_Angeles",
		LanguageLocaleKey: isJapanese ? "ja" : "en_US",
		LocaleSidKey: isJapanese ? "ja_JP" : "en_US",
		ProfileId: toId("00e", org.seed.pod, profile),
	};
}

/** What the asking user may do: one row, and another for everybody. */
export function buildPermissionAccess(user: SimUser): SimRecord {
	const values: Record<string, Value> = { LastCacheUpdate: null };
	for (const name of PERMISSIONS) values[`Permissions${name}`] = user.permissions.has(name);
	return createRecord("UserPermissionAccess", toId18(`05P${user.id.slice(3, 15)}`), values, 0);
}
