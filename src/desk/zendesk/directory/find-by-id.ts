import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { DirectoryMatch } from "../../desk-directory.ts";
import type { ZendeskClient } from "../client.ts";
import { organizationToMatch, personToMatch } from "./mapper.ts";
import { organizationsAnswer, peopleAnswer } from "./schema.ts";

export const AT_ONCE = 100;

/** By external id in lower case: the desk takes ids that differ only by case for the same. */
export async function findByExternalId(
	client: ZendeskClient,
	kind: DirectoryKind,
	values: readonly string[],
): Promise<Map<string, DirectoryMatch[]>> {
	const wanted = [...new Set(values.map((value) => value.trim().toLowerCase()))].filter(
		(value) => value !== "",
	);
	// A list is cut at its commas.
	const listed = wanted.filter((value) => !value.includes(","));
	const rest = wanted.filter((value) => value.includes(","));
	const found: DirectoryMatch[] = [];
	for (let start = 0; start < listed.length; start += AT_ONCE) {
		const external_ids = listed.slice(start, start + AT_ONCE).join(",");
		found.push(...(await readMatches(client, kind, `/${NOUNS[kind]}/show_many`, { external_ids })));
	}
	for (const external_id of rest) {
		const pattern = kind === "organization" ? "/organizations/search" : "/users";
		found.push(...(await readMatches(client, kind, pattern, { external_id })));
	}
	return Map.groupBy(found, ({ externalId }) => externalId?.toLowerCase() ?? "");
}

const NOUNS: Readonly<Record<DirectoryKind, string>> = { organization: "organizations", person: "users" };

async function readMatches(
	client: ZendeskClient,
	kind: DirectoryKind,
	pattern: string,
	query: Record<string, string>,
): Promise<DirectoryMatch[]> {
	if (kind === "organization") {
		const answer = await client.read({ pattern, query, schema: organizationsAnswer });
		return answer.organizations.map(organizationToMatch);
	}
	const answer = await client.read({ pattern, query, schema: peopleAnswer });
	return answer.users.filter(({ active }) => active !== false).map(personToMatch);
}
