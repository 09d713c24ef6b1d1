import type { Agent, Department, Page, PageRequest } from "../../core/ticket.ts";
import { isVendorError, VendorError } from "../../lib/errors.ts";
import type { DeskAddress, DeskIdentity, Portal } from "../help-desk.ts";
import { rowsOf, type ZohoClient } from "./client.ts";
import { requireDataCentre } from "./data-centres.ts";
import { hasAdminRole, toAgent, toIdentity, toPortal } from "./mapper.ts";
import { offsetOf, previousOffset, sizeOf } from "./paging.ts";
import {
	agentList,
	departmentList,
	type MyInfo,
	myInfo,
	type OrganizationRow,
	organizationList,
} from "./schema.ts";

const MAX_ROWS = 200;
/** `/agents` refuses to answer with fewer. */
const MIN_AGENTS = 10;
const MAX_DEPARTMENT_PAGES = 10;

async function readMyInfo(client: ZohoClient, orgId: string): Promise<MyInfo> {
	const operation = "GET /myinfo";
	const query = { include: "profile,role" };
	const info = await client.read({ operation, path: "/myinfo", query, schema: myInfo, orgId });
	if (!info) throw new VendorError({ vendor: "zoho", kind: "malformed", status: 204, operation });
	return info;
}

async function readOrganizations(client: ZohoClient): Promise<OrganizationRow[]> {
	const operation = "GET /organizations";
	return rowsOf(
		await client.read({ operation, path: "/organizations", schema: organizationList, orgId: null }),
	);
}

/**
 * The list shows every organisation of the person, but a token answers for one of them, chosen at consent, and
 * nothing says which: each is tried until one is not refused.
 */
async function findOrganization(client: ZohoClient): Promise<{ row: OrganizationRow; me: MyInfo } | null> {
	const rows = await readOrganizations(client);
	for (const row of rows.toSorted((a, b) => Number(b.isDefault ?? false) - Number(a.isDefault ?? false))) {
		try {
			return { row, me: await readMyInfo(client, row.id) };
		} catch (error) {
			if (!isVendorError(error) || error.kind !== "forbidden") throw error;
		}
	}
	return null;
}

export async function readPortals(client: ZohoClient, desk: DeskAddress): Promise<Portal[]> {
	const found = await findOrganization(client);
	return found ? [toPortal(found.row, requireDataCentre(desk.address).deskHost)] : [];
}

export async function identify(client: ZohoClient, desk: DeskAddress): Promise<DeskIdentity> {
	if (desk.portalId === null) {
		const found = await findOrganization(client);
		if (!found) throw new VendorError({ vendor: "zoho", kind: "forbidden", code: "no_organization" });
		return toIdentity(found.me, found.row.isAdminInOrg ?? null);
	}
	const me = await readMyInfo(client, desk.portalId);
	if (hasAdminRole(me)) return toIdentity(me, null);
	const row = (await readOrganizations(client)).find(({ id }) => id === desk.portalId);
	return toIdentity(me, row?.isAdminInOrg ?? null);
}

export async function readDepartments(client: ZohoClient): Promise<Department[]> {
	const departments: Department[] = [];
	for (let page = 0; page < MAX_DEPARTMENT_PAGES; page++) {
		const answer = await client.read({
			operation: "GET /departments",
			path: "/departments",
			query: { isEnabled: "true", from: 1 + page * MAX_ROWS, limit: MAX_ROWS },
			schema: departmentList,
		});
		const rows = rowsOf(answer);
		departments.push(...rows.map(({ id, name }) => ({ id, name: name ?? "" })));
		if (rows.length < MAX_ROWS) break;
	}
	return departments;
}

export async function readAgents(client: ZohoClient, page: PageRequest): Promise<Page<Agent>> {
	const limit = Math.max(MIN_AGENTS, sizeOf(page, MAX_ROWS));
	const from = offsetOf(page, 1);
	const answer = await client.read({
		operation: "GET /agents",
		path: "/agents",
		query: { status: "ACTIVE", isConfirmed: "true", from, limit },
		schema: agentList,
	});
	const rows = rowsOf(answer);
	return {
		items: rows.map(toAgent),
		total: null,
		next: rows.length === limit ? String(from + limit) : null,
		previous: previousOffset(from, limit, 1),
	};
}

const MOST_ASSIGNEES = 100;

/** Light agents can't be given a ticket. */
export async function findAssignees(
	client: ZohoClient,
	departmentId: string | null,
	words: string,
): Promise<Agent[]> {
	// The vendor's wildcard is ours to set.
	const wanted = words.replaceAll("*", "").trim();
	const answer = await client.read({
		operation: "GET /agents",
		path: "/agents",
		query: {
			status: "ACTIVE",
			isConfirmed: "true",
			departmentIds: departmentId ?? undefined,
			searchStr: wanted === "" ? undefined : `*${wanted}*`,
			from: 1,
			limit: MOST_ASSIGNEES,
		},
		schema: agentList,
	});
	return rowsOf(answer)
		.filter(({ rolePermissionType }) => rolePermissionType !== "Light")
		.map(toAgent);
}
