import type { DirectoryKind, FieldValue } from "../../../core/sync/record.ts";
import type { DirectoryMatch, DirectoryQuestion } from "../../desk-directory.ts";
import type { ZendeskClient } from "../client.ts";
import { CUSTOM_PREFIX } from "./fields.ts";
import { organizationToMatch, organizationToValues, personToMatch, personToValues } from "./mapper.ts";
import { toPhrase } from "./phrase.ts";
import { foundOrganizationsAnswer, organizationsAnswer, peopleAnswer } from "./schema.ts";

/** Standard fields that search has a word for; the rest is searched for as text. All answers are compared here. */
const KEYWORDS: Readonly<Record<DirectoryKind, readonly string[]>> = {
	organization: ["name", "details", "notes", "tags", "external_id"],
	person: ["name", "email", "phone", "details", "notes", "tags", "external_id"],
};

const MANY = "100";

export async function findByText(
	client: ZendeskClient,
	kind: DirectoryKind,
	question: Extract<DirectoryQuestion, { by: "name" | "field" }>,
): Promise<DirectoryMatch[]> {
	const field = question.by === "name" ? "name" : question.field;
	const { value } = question;
	if (kind === "organization" && field === "name") return findOrganizationByName(client, String(value ?? ""));
	const phrase = toPhrase(toWords(value));
	if (phrase === null) return [];
	const keyword = toKeyword(kind, field);
	const query = keyword === null ? phrase : `${keyword}:${phrase}`;
	if (kind === "person") {
		const { users } = await client.read({
			pattern: "/users/search",
			query: { query, per_page: MANY },
			schema: peopleAnswer,
		});
		return users
			.filter((person) => person.active !== false && holds(personToValues(person, [field])[field], value))
			.map(personToMatch);
	}
	const { results } = await client.read({
		pattern: "/search",
		query: { query: `type:organization ${query}`, per_page: MANY },
		schema: foundOrganizationsAnswer,
	});
	return results
		.filter((organization) => holds(organizationToValues(organization, [field])[field], value))
		.map(organizationToMatch);
}

/** Exact but for case, and not by the index: it knows what was made a moment ago. */
async function findOrganizationByName(client: ZendeskClient, name: string): Promise<DirectoryMatch[]> {
	if (name.trim() === "") return [];
	const { organizations } = await client.read({
		pattern: "/organizations/search",
		query: { name: name.trim() },
		schema: organizationsAnswer,
	});
	return organizations.filter((one) => holds(one.name, name)).map(organizationToMatch);
}

function toKeyword(kind: DirectoryKind, field: string): string | null {
	const prefix = CUSTOM_PREFIX[kind];
	if (field.startsWith(prefix)) return field.slice(prefix.length);
	return KEYWORDS[kind].includes(field) ? field : null;
}

function holds(actual: FieldValue | undefined, wanted: FieldValue): boolean {
	if (actual === undefined || actual === null) return false;
	if (typeof actual === "object") return actual.some((one) => holds(one, wanted));
	return normalize(actual) === normalize(toWords(wanted));
}

function toWords(value: FieldValue): string {
	return value === null ? "" : typeof value === "object" ? value.join(" ") : String(value);
}

function normalize(value: string | number | boolean): string {
	return String(value).normalize("NFC").trim().toLowerCase();
}
