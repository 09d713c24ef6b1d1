import type { TargetField, TargetType } from "../../../core/sync/fields.ts";
import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { ZendeskClient } from "../client.ts";
import type { CursorMeta } from "../schema.ts";
import { organizationFieldsAnswer, userFieldsAnswer, type ZendeskDirectoryField } from "./schema.ts";

const MAX_PAGES = 10;
const NAME_LENGTH = 255;

/** Zendesk's own names of fields begin with this where they are the account's. */
export const CUSTOM_PREFIX: Readonly<Record<DirectoryKind, string>> = {
	organization: "organization_fields.",
	person: "user_fields.",
};

/** A look-up holds a record's id, and no CRM knows it; anything that isn't here can't be written from text. */
const TYPES: Readonly<Record<string, TargetType>> = {
	text: "text",
	textarea: "long_text",
	regexp: "text",
	checkbox: "boolean",
	date: "date",
	integer: "integer",
	decimal: "decimal",
	currency: "decimal",
	dropdown: "choice",
	tagger: "choice",
	multiselect: "choices",
};

const STANDARD: Readonly<Record<DirectoryKind, readonly TargetField[]>> = {
	organization: [
		standard("name", "Name", "text", { role: "name", isRequired: true, length: NAME_LENGTH }),
		standard("external_id", "External ID", "text", { length: NAME_LENGTH }),
		standard("domain_names", "Domain names", "tags"),
		standard("details", "Details", "long_text"),
		standard("notes", "Notes", "long_text"),
		standard("tags", "Tags", "tags"),
	],
	person: [
		standard("name", "Name", "text", { role: "name", isRequired: true, length: NAME_LENGTH }),
		standard("email", "Primary email", "email", { role: "email", length: NAME_LENGTH }),
		standard("phone", "Phone", "phone", { role: "phone" }),
		standard("external_id", "External ID", "text", { length: NAME_LENGTH }),
		standard("alias", "Alias", "text", { length: NAME_LENGTH }),
		standard("details", "Details", "long_text"),
		standard("notes", "Notes", "long_text"),
		standard("tags", "Tags", "tags"),
	],
};

export async function listFields(client: ZendeskClient, kind: DirectoryKind): Promise<TargetField[]> {
	const custom: ZendeskDirectoryField[] = [];
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_PAGES; page++) {
		const { fields, meta } = await readFieldsPage(client, kind, { "page[size]": "100", ...after });
		custom.push(...fields);
		if (!meta?.has_more || !meta.after_cursor) break;
		after = { "page[after]": meta.after_cursor };
	}
	return [...STANDARD[kind], ...custom.flatMap((field) => toTargetField(kind, field))];
}

async function readFieldsPage(
	client: ZendeskClient,
	kind: DirectoryKind,
	query: Record<string, string>,
): Promise<{ fields: ZendeskDirectoryField[]; meta: CursorMeta | undefined }> {
	if (kind === "organization") {
		const answer = await client.read({
			pattern: "/organization_fields",
			query,
			schema: organizationFieldsAnswer,
		});
		return { fields: answer.organization_fields, meta: answer.meta };
	}
	const answer = await client.read({ pattern: "/user_fields", query, schema: userFieldsAnswer });
	return { fields: answer.user_fields, meta: answer.meta };
}

function toTargetField(kind: DirectoryKind, field: ZendeskDirectoryField): TargetField[] {
	const type = TYPES[field.type];
	if (!type || field.active === false) return [];
	return [
		{
			id: `${CUSTOM_PREFIX[kind]}${field.key}`,
			label: field.title || field.key,
			type,
			isCustom: true,
			isRequired: false,
			length: null,
			options: field.custom_field_options.map(({ name, value }) => ({ value, label: name || value })),
		},
	];
}

function standard(
	id: string,
	label: string,
	type: TargetType,
	given: Partial<Pick<TargetField, "isRequired" | "length" | "role">> = {},
): TargetField {
	return { id, label, type, isCustom: false, isRequired: false, length: null, options: [], ...given };
}
