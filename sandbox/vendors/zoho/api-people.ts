import {
	ANYTHING,
	DIGIT_LIST,
	DIGITS,
	type Endpoint,
	includeOf,
	limitOf,
	listPage,
	oneOf,
	someOf,
} from "./endpoints.ts";
import { presentAgent, presentDepartment, presentOrganization, presentProfile } from "./present-people.ts";

/** The documents name both; either will do. */
const BASIC = [["Desk.basic.READ", "Desk.settings.READ"]];

export const peopleEndpoints: Endpoint[] = [
	{
		// The one call that needs no organisation: it lists all of the person's, whichever the token is bound to.
		path: "/organizations",
		scopes: BASIC,
		weight: 1,
		query: {},
		answer({ state, viewer }) {
			const rows = state.agents
				.filter(({ zuid }) => zuid === viewer.zuid)
				.flatMap((agent, index) => {
					const organization = state.organizations.find(({ id }) => id === agent.orgId);
					return organization ? [presentOrganization(organization, agent, index === 0)] : [];
				});
			return { data: rows };
		},
	},
	{
		path: "/myinfo",
		scopes: BASIC,
		weight: 1,
		query: { include: someOf("profile", "role", "associatedDepartments", "associatedChatDepartments") },
		answer({ viewer, query, state }) {
			const include = includeOf(query);
			const { profile, role } = presentProfile(viewer);
			const departments = state.departments.filter(({ id }) => viewer.departmentIds.includes(id));
			return {
				...presentAgent(viewer),
				...(include.has("profile") ? { profile } : {}),
				...(include.has("role") ? { role } : {}),
				...(include.has("associatedDepartments")
					? { associatedDepartments: departments.map(({ id, name }) => ({ id, name, sanitizedName: id })) }
					: {}),
			};
		},
	},
	{
		path: "/departments",
		scopes: BASIC,
		weight: 3,
		query: {
			from: DIGITS,
			limit: DIGITS,
			isEnabled: oneOf("true", "false"),
			chatStatus: ANYTHING,
			searchStr: ANYTHING,
		},
		answer({ viewer, state, query }) {
			const limit = limitOf(query, 1, 200);
			const own = state.departments.filter(
				({ id, orgId }) =>
					orgId === viewer.orgId && (viewer.role === "admin" || viewer.departmentIds.includes(id)),
			);
			const page = query.get("isEnabled") === "false" ? null : listPage(own, query, limit);
			return page && { data: page.map((department) => presentDepartment(department, viewer)) };
		},
	},
	{
		path: "/agents",
		scopes: BASIC,
		weight: 3,
		query: {
			from: DIGITS,
			limit: DIGITS,
			status: oneOf("ACTIVE", "DISABLED"),
			isConfirmed: oneOf("true", "false"),
			departmentIds: DIGIT_LIST,
			searchStr: ANYTHING,
			include: someOf("profile", "role"),
		},
		answer({ viewer, state, query }) {
			const limit = limitOf(query, 10, 200);
			const departments = query.get("departmentIds")?.split(",");
			const words = query.get("searchStr")?.replaceAll("*", "").toLowerCase();
			const none = query.get("status") === "DISABLED" || query.get("isConfirmed") === "false";
			const found = state.agents.filter(
				(agent) =>
					!none &&
					agent.orgId === viewer.orgId &&
					(!departments || agent.departmentIds.some((id) => departments.includes(id))) &&
					(!words || `${agent.name} ${agent.email}`.toLowerCase().includes(words)),
			);
			const page = listPage(found, query, limit);
			return page && { data: page.map((agent) => presentAgent(agent)) };
		},
	},
];
