import type { Agent } from "../../core/ticket.ts";
import { path } from "../../lib/http.ts";
import { requireId } from "./address.ts";
import type { ZendeskClient } from "./client.ts";
import { toAgent } from "./mapper.ts";
import { staffAnswer, type ZendeskStaff } from "./schema-writing.ts";

const MAX_ASSIGNEES = 100;
const PAGE_SIZE = 100;
/** 500 agents are looked through: with as many in one group nobody scrolls, and the words would need the index. */
const MAX_PAGES = 5;

const ROLE_TYPE_LIGHT_AGENT = 1;
const ROLE_TYPE_CONTRIBUTOR = 3;
const ROLE_TYPE_BILLING_ADMIN = 5;
const CANT_HOLD_TICKETS: readonly (number | null)[] = [
	ROLE_TYPE_LIGHT_AGENT,
	ROLE_TYPE_CONTRIBUTOR,
	ROLE_TYPE_BILLING_ADMIN,
];

/** Agents by the words typed so far, each of them part of the name or the address. */
export async function listAssignees(
	client: ZendeskClient,
	departmentId: string | null,
	words: string,
): Promise<Agent[]> {
	const found: Agent[] = [];
	const isWanted = toFilter(words);
	const list =
		departmentId === null
			? { pattern: "/users" }
			: { pattern: "/groups/{id}/users", path: path`/groups/${requireId(departmentId)}/users` };
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_PAGES && found.length < MAX_ASSIGNEES; page++) {
		const { users, meta } = await client.read({
			...list,
			query: { "role[]": ["agent", "admin"], "page[size]": String(PAGE_SIZE), ...after },
			schema: staffAnswer,
		});
		found.push(...users.filter((user) => mayHoldTickets(user) && isWanted(user)).map(toAgent));
		if (!meta?.has_more || !meta.after_cursor) break;
		after = { "page[after]": meta.after_cursor };
	}
	return found.slice(0, MAX_ASSIGNEES);
}

function mayHoldTickets({
	role,
	role_type,
	active,
	suspended,
	only_private_comments,
}: ZendeskStaff): boolean {
	const isStaff = role === "agent" || role === "admin";
	const isUsable = active !== false && suspended !== true && only_private_comments !== true;
	return isStaff && isUsable && !CANT_HOLD_TICKETS.includes(role_type);
}

function toFilter(words: string): (user: Pick<ZendeskStaff, "name" | "email">) => boolean {
	const wanted = fold(words).split(/\s+/).filter(Boolean);
	return ({ name, email }) => {
		const text = fold(`${name} ${email ?? ""}`);
		return wanted.every((word) => text.includes(word));
	};
}

function fold(text: string): string {
	return text.normalize("NFKC").toLowerCase();
}
