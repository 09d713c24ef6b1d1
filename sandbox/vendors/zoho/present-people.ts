import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import type { SimAgent, SimDepartment, SimOrganization } from "./state.ts";

export function presentOrganization(organization: SimOrganization, agent: SimAgent, isDefault: boolean) {
	return {
		id: organization.id,
		companyName: organization.name,
		portalName: organization.portal,
		alias: null,
		edition: organization.edition,
		isAdminInOrg: agent.role === "admin",
		isDefault,
		isSandboxPortal: false,
		portalURL: `https://desk.zoho.${ZOHO_ACCOUNT.dataCentre}/support/${organization.portal}`,
	};
}

export function presentAgent(agent: SimAgent) {
	const [roleId, profileId] = ROLE_IDS[agent.role];
	return {
		id: agent.id,
		zuid: agent.zuid,
		name: agent.name,
		firstName: agent.firstName,
		lastName: agent.lastName,
		emailId: agent.email,
		status: "ACTIVE",
		isConfirmed: true,
		rolePermissionType: { admin: "Admin", agent: "AgentPublic", light: "Light" }[agent.role],
		roleId,
		profileId,
		associatedDepartmentIds: agent.departmentIds,
		associatedChatDepartmentIds: [],
		timeZone: agent.timeZone,
		langCode: agent.language,
		photoURL: null,
		phone: "",
		mobile: "",
		extn: "",
		aboutInfo: null,
	};
}

const ROLE_IDS = {
	admin: ["520000000000011001", "520000000000012001"],
	agent: ["520000000000011002", "520000000000012002"],
	light: ["520000000000011003", "520000000000012003"],
} as const;

export function presentProfile(agent: SimAgent) {
	const [roleId, profileId] = ROLE_IDS[agent.role];
	const isAdmin = agent.role === "admin";
	const label = { admin: "Administrator", agent: "Agent", light: "Light Agent" }[agent.role];
	return {
		profile: {
			id: profileId,
			name: label,
			type: { admin: "ADMIN", agent: "STANDARD", light: "LIGHT" }[agent.role],
			adminProfile: isAdmin,
			lightAgentProfile: agent.role === "light",
		},
		role: { id: roleId, name: label, adminRole: isAdmin },
	};
}

export function presentDepartment(department: SimDepartment, creator: SimAgent) {
	return {
		id: department.id,
		name: department.name,
		sanitizedName: department.id,
		description: null,
		isEnabled: true,
		isDefault: department.isDefault,
		isVisibleInCustomerPortal: true,
		nameInCustomerPortal: department.name,
		creatorId: creator.id,
		chatStatus: "NOT_CREATED",
		hasLogo: false,
		isAssignToTeamEnabled: false,
		createdTime: "2026-01-05T09:00:00.000Z",
	};
}
