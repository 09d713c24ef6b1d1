import { ANYTHING, DIGITS, type Endpoint, invalid, limitOf, listPage, notFound, oneOf } from "./endpoints.ts";
import { fieldsOf, LAYOUTS, type SimField, type SimLayout } from "./fields.ts";
import type { SimAgent, SimMailbox } from "./state.ts";
import { STATUSES } from "./state.ts";

const MODULE = oneOf("tickets", "contacts", "accounts", "products", "calls", "tasks", "events", "contracts");
const MADE = "2026-01-05T09:00:00.000Z";

export const formEndpoints: Endpoint[] = [
	{
		path: "/layouts",
		scopes: [["Desk.basic.READ"]],
		weight: 3,
		query: { module: MODULE, departmentId: DIGITS, id: DIGITS },
		answer({ query, viewer }) {
			const department = query.get("departmentId");
			const found = LAYOUTS.filter(
				(layout) =>
					mayUse(viewer, layout.departmentId) && (department === null || layout.departmentId === department),
			);
			return found.length > 0 ? { data: found.map(presentLayout) } : null;
		},
	},
	{
		path: "/myForm",
		scopes: [["Desk.basic.READ"]],
		weight: 1,
		query: { layoutId: DIGITS },
		answer({ query, viewer }) {
			const layout = LAYOUTS.find(({ id }) => id === query.get("layoutId"));
			if (!layout || !mayUse(viewer, layout.departmentId)) throw notFound();
			if (layout.status === "inactive") throw invalid("layoutId", "The layout is not active.");
			const fields = fieldsOf(layout.departmentId).map((field) => presentFormField(field));
			const half = Math.ceil(fields.length / 2);
			return {
				...presentLayout(layout),
				sections: [
					{ id: "1", name: "Ticket Information", fields: fields.slice(0, half) },
					{ id: "2", name: "Additional Information", fields: fields.slice(half) },
				],
			};
		},
	},
	fieldMetadata("/organizationFields", [["Desk.settings.READ"]]),
	fieldMetadata("/fields", [["Desk.basic.READ"]]),
	{
		path: "/mailReplyAddress",
		scopes: [["Desk.settings.READ", "Desk.basic.READ"]],
		weight: 3,
		query: { departmentId: DIGITS, from: DIGITS, limit: DIGITS, isActive: oneOf("true", "false") },
		answer({ query, state, viewer }) {
			const wanted = query.get("departmentId");
			const found = state.mailboxes.filter(
				({ departmentId, isActive }) =>
					mayUse(viewer, departmentId) &&
					(wanted === null || departmentId === wanted) &&
					(!query.has("isActive") || String(isActive) === query.get("isActive")),
			);
			const page = listPage(found, query, limitOf(query, 1, 200));
			return page && { data: page.map(presentMailbox) };
		},
	},
];

function mayUse({ role, departmentIds }: SimAgent, departmentId: string): boolean {
	return role === "admin" || departmentIds.includes(departmentId);
}

function fieldMetadata(path: string, scopes: string[][]): Endpoint {
	return {
		path,
		scopes,
		weight: 1,
		query: { module: MODULE, departmentId: DIGITS, apiNames: ANYTHING },
		answer({ query, state }) {
			const module = query.get("module");
			if (module === "accounts" || module === "contacts") {
				const fields = state.directory.fields[module].map((one) => ({
					...one,
					isMandatory: one.mandatoryIn === "all",
				}));
				return { data: fields.map((field) => presentField(field)) };
			}
			if (module !== "tickets") throw invalid("module", "Only tickets, accounts and contacts are simulated.");
			const fields = fieldsOf(query.get("departmentId"));
			return { data: fields.map((field) => presentField(field)) };
		},
	};
}

function common(field: SimField & { isMandatory: boolean }) {
	return {
		id: `52000000000030${String(1000 + field.apiName.length * 31 + field.label.length)}`,
		apiName: field.apiName,
		displayLabel: field.label,
		i18NLabel: field.label,
		name: field.apiName,
		type: field.type,
		isCustomField: field.apiName.startsWith("cf_"),
		isEncryptedField: false,
		isMandatory: field.isMandatory,
		maxLength: String(field.maxLength),
	};
}

/** Choices are plain text in a form, and objects in field metadata. */
function presentFormField(field: SimField & { isMandatory: boolean }) {
	return {
		...common(field),
		isReadOnly: field.isReadOnly ?? false,
		...(field.values ? { allowedValues: field.values } : {}),
	};
}

function presentField(field: SimField & { isMandatory: boolean }) {
	const values = field.values?.map((value) =>
		field.apiName === "status" ? { value, statusType: STATUSES[value as keyof typeof STATUSES] } : { value },
	);
	return { ...common(field), ...(values ? { allowedValues: values } : {}) };
}

function presentLayout({ id, departmentId, name, isDefault, status }: SimLayout) {
	return {
		id,
		departmentId,
		layoutName: name,
		layoutDisplayName: name,
		layoutDesc: null,
		isDefaultLayout: isDefault,
		isStandardLayout: isDefault,
		status,
		module: "Cases",
		hasLogo: false,
		createdTime: MADE,
		modifiedTime: MADE,
	};
}

function presentMailbox({ id, departmentId, address, displayName, isVerified, isActive }: SimMailbox) {
	return {
		id,
		departmentId,
		address,
		displayName,
		isVerified,
		isActive,
		isSmtpEnabled: false,
		createdTime: MADE,
		modifiedTime: MADE,
	};
}
