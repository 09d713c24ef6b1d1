import type { ListQuery } from "../../core/ticket.ts";
import { requireId } from "./address.ts";

/** Zendesk gives out no more than this many search results, whatever `count` says; asking beyond is a 422. */
export const MAX_SEARCH_RESULTS = 1_000;

const MAX_WORDS = 20;
const MAX_WORD_LENGTH = 100;

/** Letters, digits and what joins them inside addresses and contractions: never an operator. */
const PLAIN_WORD = /^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}_.@'’]*$/u;
const HAS_CONTENT = /[\p{L}\p{N}]/u;
/** What would end a phrase or act inside one. */
const UNQUOTABLE = /["“”„*\\\p{Cc}\p{Cf}]/gu;

/**
 * A person's words as a query for tickets. A plain word stays as it is, so that Zendesk also finds longer words
 * that begin with it; anything that could be an operator (`status:closed`, `-paid`, `vip*`) becomes a quoted phrase,
 * which is only ever text. null when nothing is left to search for.
 */
export function toSearchQuery(words: string): string | null {
	const terms = toSearchTerms(words);
	return terms === null ? null : `type:ticket ${terms}`;
}

/** The same without saying what is searched for. */
export function toSearchTerms(words: string): string | null {
	const terms = words
		.split(/\s+/)
		.map((word) => toTerm([...word].slice(0, MAX_WORD_LENGTH).join("")))
		.filter((term) => term !== null)
		.slice(0, MAX_WORDS);
	return terms.length > 0 ? terms.join(" ") : null;
}

function toTerm(word: string): string | null {
	const cleaned = word.replace(UNQUOTABLE, "");
	if (!HAS_CONTENT.test(cleaned)) return null;
	return PLAIN_WORD.test(cleaned) ? cleaned : `"${cleaned}"`;
}

/**
 * Overdue means a task past its due date. Breached SLA targets can't be searched for: they are only in the metric
 * events (administrators only) and in view previews (a write scope, five a minute per agent).
 */
export function toListQuery({ kind, departmentId }: ListQuery, agentId: string, now: number): string {
	const conditions = ["type:ticket", "status<solved"];
	if (kind === "mine") conditions.push(`assignee:${requireId(agentId)}`);
	if (kind === "unassigned") conditions.push("assignee:none");
	if (kind === "overdue") conditions.push("ticket_type:task", `due_date<${toSearchTime(now)}`);
	if (departmentId !== null) conditions.push(`group:${requireId(departmentId)}`);
	return conditions.join(" ");
}

export function toSearchTime(now: number): string {
	return new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
}
