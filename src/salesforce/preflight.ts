import type * as v from "valibot";
import { CRM_OBJECTS } from "../core/sync/record.ts";
import { isVendorError } from "../lib/errors.ts";
import { API_VERSION } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import { readTogether } from "./composite.ts";
import type { CrmEnvironment, Preflight } from "./crm.ts";
import { describePath, type Shapes } from "./describe.ts";
import type { ApiAnswer } from "./errors.ts";
import { apiName, hasObject } from "./objects.ts";
import { queryPath } from "./query.ts";
import { isAdministrator, JUDGED, type JudgedObject, missingRights } from "./rights.ts";
import {
	identityAnswer,
	organizationRow,
	permissionsRow,
	queryAnswer,
	userRow,
	versionsAnswer,
} from "./schema.ts";
import type { ObjectShape } from "./shape.ts";
import { compare, id, name, select } from "./soql.ts";

type PreflightProblem = Preflight["problems"][number];

const SMALL_EDITIONS = /professional|essentials|group|starter|team|personal|contact manager|base/i;

const ORGANIZATION = ["Id", "Name", "OrganizationType", "IsSandbox", "TrialExpirationDate"];
const PERMISSIONS = [
	"PermissionsApiEnabled",
	"PermissionsApiUserOnly",
	"PermissionsModifyAllData",
	"PermissionsCustomizeApplication",
	"PermissionsManageUsers",
];
const USER = ["Id", "Name", "Username", "IsActive"];

/** What can't be known while the API itself refuses. */
const UNREAD: Preflight = {
	problems: [],
	missing: [],
	warnings: [],
	organization: { id: "", name: "", edition: "", isSandbox: false },
	user: { id: "", name: "", username: "" },
	objects: [],
};

/** One composite call; one more to ask who is signed in, where the caller doesn't know. */
export async function checkBeforehand(
	client: ApiClient,
	shapes: Shapes,
	expected: CrmEnvironment,
	knownUserId?: string,
): Promise<Preflight> {
	try {
		const userId = knownUserId ?? (await askUserId(client));
		const answers = await readTogether(client, parts(userId));
		return await judge(client, shapes, answers, expected);
	} catch (error) {
		const problem = await toProblem(client, error);
		if (problem === null) throw error;
		return { ...UNREAD, problems: [problem] };
	}
}

function parts(userId: string) {
	const queries = {
		org: select({ fields: ORGANIZATION.map(name), from: name("Organization"), where: [] }),
		rights: select({
			fields: PERMISSIONS.map(name),
			from: name("UserPermissionAccess"),
			where: [],
			limit: 1,
		}),
		user: select({
			fields: USER.map(name),
			from: name("User"),
			where: [compare(name("Id"), "=", id(userId))],
		}),
	};
	return [
		...Object.entries(queries).map(([referenceId, soql]) => ({
			referenceId,
			path: queryPath("query", soql),
		})),
		...JUDGED.map((object) => ({ referenceId: object, path: describePath(object) })),
	];
}

async function judge(
	client: ApiClient,
	shapes: Shapes,
	[org, rights, user, ...described]: readonly ApiAnswer[],
	expected: CrmEnvironment,
): Promise<Preflight> {
	const organization = readRow(client, organizationRow, org);
	const permissions = readRow(client, permissionsRow, rights);
	const person = readRow(client, userRow, user);
	const seen = new Map<JudgedObject, ObjectShape | null>();
	for (const [index, object] of JUDGED.entries()) {
		const answer = described[index];
		seen.set(object, answer ? await shapes.learn(object, answer) : null);
	}
	const isAdmin = isAdministrator(permissions);
	const missing = isAdmin ? [] : missingRights(seen);
	const problems: Record<string, boolean> = {
		api_disabled: permissions.PermissionsApiEnabled !== true,
		api_only_user: permissions.PermissionsApiUserOnly === true,
		user_inactive: !person.IsActive,
		environment_mismatch: organization.IsSandbox !== (expected === "sandbox"),
		missing_rights: missing.length > 0,
	} satisfies Partial<Record<PreflightProblem, boolean>>;
	const warnings: Record<string, boolean> = {
		small_edition: SMALL_EDITIONS.test(organization.OrganizationType ?? ""),
		trial: organization.TrialExpirationDate !== null && !organization.IsSandbox,
		not_administrator: !isAdmin,
	} satisfies Record<Preflight["warnings"][number], boolean>;
	return {
		problems: holding(problems) as PreflightProblem[],
		missing,
		warnings: holding(warnings) as Preflight["warnings"],
		organization: {
			id: organization.Id,
			name: organization.Name ?? "",
			edition: organization.OrganizationType ?? "",
			isSandbox: organization.IsSandbox,
		},
		user: { id: person.Id, name: person.Name ?? "", username: person.Username ?? "" },
		objects: CRM_OBJECTS.filter((object) => hasObject(object, seen.get(apiName(object)))),
	};
}

function holding(found: Readonly<Record<string, boolean>>): string[] {
	return Object.keys(found).filter((key) => found[key]);
}

function readRow<S extends v.GenericSchema>(
	client: ApiClient,
	row: S,
	answer: ApiAnswer = { status: 200, headers: new Headers(), json: null },
): v.InferOutput<S> {
	const asked = { operation: "preflight", now: client.call.now() };
	const { records } = readAnswer(queryAnswer, answer, asked);
	return readAnswer(row, { ...answer, json: records[0] }, asked);
}

async function askUserId(client: ApiClient): Promise<string> {
	const operation = "GET /oauth2/userinfo";
	const answer = await client.ask({ method: "GET", operation, path: "/services/oauth2/userinfo" });
	return readAnswer(identityAnswer, answer, { operation, now: client.call.now() }).user_id;
}

/** What the API says of itself by refusing; null for what is no matter of the org. */
async function toProblem(client: ApiClient, error: unknown): Promise<PreflightProblem | null> {
	if (!isVendorError(error)) return null;
	if (error.code === "API_DISABLED_FOR_ORG" || error.code === "API_CURRENTLY_DISABLED") return "api_disabled";
	if (error.kind !== "not_found") return null;
	const operation = "GET /services/data";
	const answer = await client.ask({ method: "GET", operation, path: "/services/data" });
	const versions = readAnswer(versionsAnswer, answer, { operation, now: client.call.now() });
	return versions.some(({ version }) => version === API_VERSION) ? null : "version_too_old";
}
