import type { TargetValues } from "../../../core/sync/fields.ts";
import type { DirectoryKind, FieldValue } from "../../../core/sync/record.ts";
import type { DirectoryMatch, DirectoryWrite } from "../../desk-directory.ts";
import { requireId } from "../address.ts";
import { nameOr } from "../mapper.ts";
import { CUSTOM_PREFIX } from "./fields.ts";
import type { ZendeskOrganization, ZendeskPerson } from "./schema.ts";

/** Custom dates are kept as midnights. */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?(?:Z|\+00:00)$/;

/** Written as lists, however they come. */
const LISTS: readonly string[] = ["tags", "domain_names"];

export function organizationToMatch(organization: ZendeskOrganization): DirectoryMatch {
	const { id, name, external_id } = organization;
	return { id, name: nameOr(name, id), externalId: external_id || null, isStaff: false };
}

/** A role that isn't told is taken for one of the staff: nothing is written to what isn't known. */
export function personToMatch(person: ZendeskPerson): DirectoryMatch {
	const { id, name, external_id, role } = person;
	return { id, name: nameOr(name, id), externalId: external_id || null, isStaff: role !== "end-user" };
}

export function organizationToValues(
	{ organization_fields, ...standard }: ZendeskOrganization,
	fields: readonly string[],
): TargetValues {
	return pickValues(standard, organization_fields ?? {}, CUSTOM_PREFIX.organization, fields);
}

export function personToValues(
	{ user_fields, ...standard }: ZendeskPerson,
	fields: readonly string[],
): TargetValues {
	return pickValues(standard, user_fields ?? {}, CUSTOM_PREFIX.person, fields);
}

function pickValues(
	standard: Readonly<Record<string, FieldValue>>,
	custom: Readonly<Record<string, FieldValue>>,
	prefix: string,
	fields: readonly string[],
): TargetValues {
	return Object.fromEntries(
		fields.flatMap((field): [string, FieldValue][] => {
			const isCustom = field.startsWith(prefix);
			const values = isCustom ? custom : standard;
			const key = isCustom ? field.slice(prefix.length) : field;
			if (!Object.hasOwn(values, key)) return [];
			return [[field, toValue(values[key] ?? null)]];
		}),
	);
}

function toValue(value: FieldValue): FieldValue {
	return typeof value === "string" ? (MIDNIGHT.exec(value)?.[1] ?? value) : value;
}

/** What is sent of a write, without its id. A role is never among it: it would make staff of a customer, or back. */
export function toInput(kind: DirectoryKind, write: DirectoryWrite): Record<string, unknown> {
	const prefix = CUSTOM_PREFIX[kind];
	const input: Record<string, unknown> = {};
	const custom: Record<string, FieldValue> = {};
	for (const [field, value] of Object.entries(write.values)) {
		if (field.startsWith(prefix)) custom[field.slice(prefix.length)] = value;
		else if (LISTS.includes(field)) input[field] = toList(value);
		// Nobody's last address can be taken away; to be told so would fail the whole record.
		else if (field !== "email" || value !== null) input[field] = value;
	}
	if (Object.keys(custom).length > 0) input[prefix.slice(0, -1)] = custom;
	if (write.externalId !== null) input.external_id = write.externalId;
	if (kind === "person") {
		if (write.organizationId !== undefined) {
			input.organization_id = write.organizationId === null ? null : Number(requireId(write.organizationId));
		}
		// A further address of somebody known is mailed to as well.
		if (write.id !== null ? "email" in input : true) input.skip_verify_email = !write.welcomes;
	}
	return input;
}

function toList(value: FieldValue): string[] {
	if (Array.isArray(value)) return [...value];
	return value === null
		? []
		: String(value)
				.split(/[\s,]+/)
				.filter(Boolean);
}
