import type { DirectoryMatch } from "../../desk-directory.ts";
import type { ZendeskClient } from "../client.ts";
import { personToMatch } from "./mapper.ts";
import { toPhrase } from "./phrase.ts";
import { peopleAnswer } from "./schema.ts";

/** Several addresses in one query mean any of them; this many stay well inside what an address line may hold. */
export const ADDRESSES_PER_QUERY = 20;

/**
 * By address in lower case, further addresses of a person included. Only the search index knows addresses; it is a
 * minute or two behind.
 */
export async function findPeopleByEmail(
	client: ZendeskClient,
	emails: readonly string[],
): Promise<Map<string, DirectoryMatch[]>> {
	const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
	const found = new Map<string, DirectoryMatch[]>(wanted.map((email) => [email, []]));
	const phrases = wanted.map(toPhrase).filter((phrase) => phrase !== null);
	for (let start = 0; start < phrases.length; start += ADDRESSES_PER_QUERY) {
		const some = phrases.slice(start, start + ADDRESSES_PER_QUERY);
		const { users, identities } = await client.read({
			pattern: "/users/search",
			query: {
				query: some.map((phrase) => `email:${phrase}`).join(" "),
				per_page: "100",
				include: "identities",
			},
			schema: peopleAnswer,
		});
		for (const person of users) {
			if (person.active === false) continue;
			const own = identities.filter(({ user_id, type }) => user_id === person.id && type === "email");
			const addresses = new Set(
				[person.email, ...own.map(({ value }) => value)].map((one) => one?.toLowerCase()),
			);
			for (const address of addresses) found.get(address ?? "")?.push(personToMatch(person));
		}
	}
	return found;
}
