import type { SalesforceRights } from "../../seed/salesforce-orgs.ts";
import { loginHostOf, type Org } from "./org.ts";
import type { FieldType, PicklistValue, Value } from "./schema/field.ts";
import { readValue, type SimRecord } from "./store/record.ts";

export interface SalesforceOrgView {
	key: string;
	name: string;
	host: string;
	loginHost: string;
	orgId: string;
	edition: string;
	isSandbox: boolean;
	clientId: string;
	clientSecret: string;
	users: SalesforceUserView[];
}

export interface SalesforceUserView {
	key: string;
	/** What the sign-in page asks for as `person`. */
	id: string;
	name: string;
	username: string;
	rights: SalesforceRights;
	isActive: boolean;
}

/** A record as people look at it. */
export interface SalesforceRecordView {
	id: string;
	object: string;
	name: string;
	isDeleted: boolean;
	/** SystemModstamp, milliseconds since 1970. */
	stamp: number;
	fields: Record<string, Value>;
}

export function toOrgView(org: Org): SalesforceOrgView {
	const { key, name, edition, isSandbox, clientId } = org.seed;
	return {
		key,
		name,
		host: org.host,
		loginHost: loginHostOf(org),
		orgId: org.id,
		edition,
		isSandbox,
		clientId,
		clientSecret: org.clientSecret,
		users: [...org.users.values()].map((user) => ({
			key: user.key,
			id: user.id,
			name: user.name,
			username: user.username,
			rights: user.rights,
			isActive: user.isActive,
		})),
	};
}

export function toRecordView(org: Org, record: SimRecord): SalesforceRecordView {
	const fields: Record<string, Value> = {};
	let name = "";
	for (const field of org.schema.get(record.object)?.fields.values() ?? []) {
		const value = readValue(record, field, org.store.find);
		fields[field.name] = value;
		if (field.isName && typeof value === "string") name = value;
	}
	const { id, object, isDeleted, stamp } = record;
	return { id, object, name, isDeleted, stamp, fields };
}

export interface SalesforceFieldView {
	name: string;
	label: string;
	type: FieldType;
	updateable: boolean;
	values: readonly PicklistValue[];
}

export function toFieldViews(org: Org, object: string): SalesforceFieldView[] {
	const fields = [...(org.schema.get(object)?.fields.values() ?? [])];
	return fields.map(({ name, label, type, updateable, values }) => ({
		name,
		label,
		type,
		updateable,
		values,
	}));
}
