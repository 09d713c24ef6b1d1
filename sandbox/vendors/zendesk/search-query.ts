/** The part of Zendesk's query language that is used here: words, phrases, `property:value`, comparisons, `-`, `*`. */
export type Term =
	| { kind: "text"; text: string; isPhrase: boolean; isPrefix: boolean; isNegated: boolean }
	| { kind: "property"; name: string; operator: Operator; value: string; isNegated: boolean };

export type Operator = ":" | "<" | "<=" | ">" | ">=";

const PROPERTIES = [
	"type",
	"status",
	"priority",
	"ticket_type",
	"assignee",
	"requester",
	"submitter",
	"group",
	"organization",
	"tags",
	"subject",
	"description",
	"created",
	"updated",
	"solved",
	"due_date",
	"role",
	"email",
	"name",
	"phone",
	"notes",
	"details",
	"external_id",
	"order_by",
	"sort",
];

const TOKEN = /(-?)(?:([a-z][a-z0-9_]*)(<=|>=|:|<|>))?(?:"([^"]*)"|([^\s"]+))/gi;

/** A property name that isn't known is text, like any other word. `keys` are those of the account's own fields. */
export function parseSearchQuery(query: string, keys: readonly string[] = []): Term[] {
	return [...query.matchAll(TOKEN)].map((match) => {
		const [whole, minus = "", property, operator, quoted, bare = ""] = match;
		const isNegated = minus === "-";
		const name = property?.toLowerCase();
		if (name && operator && (PROPERTIES.includes(name) || keys.includes(name))) {
			return { kind: "property", name, operator: operator as Operator, value: quoted ?? bare, isNegated };
		}
		const text = name ? whole.slice(minus.length).replaceAll('"', "") : (quoted ?? bare);
		return {
			kind: "text",
			text: text.replaceAll("*", ""),
			isPhrase: quoted !== undefined,
			isPrefix: quoted === undefined,
			isNegated,
		};
	});
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function matchesText(
	haystack: string,
	{ text, isPrefix }: { text: string; isPrefix: boolean },
): boolean {
	const wanted = toWords(text);
	if (wanted.length === 0) return false;
	// Japanese has no spaces to cut at: part of the text is enough.
	if (UNSPACED_SCRIPT.test(text)) return wanted.every((word) => haystack.toLowerCase().includes(word));
	const words = toWords(haystack);
	return words.some((_, start) =>
		wanted.every((word, offset) => {
			const found = words[start + offset];
			const isLast = offset === wanted.length - 1;
			return found !== undefined && (isPrefix && isLast ? found.startsWith(word) : found === word);
		}),
	);
}

function toWords(text: string): string[] {
	return text.toLowerCase().match(WORD) ?? [];
}
