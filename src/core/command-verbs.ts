import { distance } from "fastest-levenshtein";

export type Verb =
	| "help"
	| "ticket"
	| "history"
	| "comment"
	| "reply"
	| "transitions"
	| "create"
	| "customer"
	| "stats"
	| "search"
	| "list"
	| "mine"
	| "unassigned"
	| "overdue"
	| "open"
	| "connect"
	| "disconnect";

const WORDS: Record<Verb, readonly string[]> = {
	help: ["help", "?", "ヘルプ", "使い方"],
	ticket: ["ticket", "チケット", "問い合わせ", "問合せ"],
	history: ["history", "履歴", "会話履歴"],
	comment: ["comment", "note", "コメント", "社内コメント", "メモ"],
	reply: ["reply", "返信"],
	transitions: ["transitions", "transition", "blueprint", "遷移", "ブループリント"],
	create: ["create", "作成", "新規作成", "起票"],
	customer: ["customer", "顧客", "お客様"],
	stats: ["stats", "statistics", "統計", "集計"],
	search: ["search", "find", "検索"],
	list: ["list", "一覧"],
	mine: ["mine", "自分", "自分の", "担当"],
	unassigned: ["unassigned", "未割り当て", "未割当", "未割当て", "未担当"],
	overdue: ["overdue", "期限切れ", "期限超過"],
	open: ["open", "未対応", "オープン"],
	connect: ["connect", "サインイン"],
	disconnect: ["disconnect", "サインアウト", "接続解除"],
};

const VERB_OF = new Map(
	Object.entries(WORDS).flatMap(([verb, words]) => words.map((word) => [word, verb as Verb] as const)),
);

/** Ordinary words, so that what is like them may be one too. */
const ORDINARY = new Set(["open", "find", "note"]);

/** Words short of four letters are too close to everything. */
const GUESSED = [...VERB_OF].filter(([word]) => word.length >= 4 && !ORDINARY.has(word));

/** One letter from a verb, and something to look for. */
const OWN_WORDS = new Set(["state", "states", "status", "start", "starts", "created", "creates"]);

export function toVerb(word: string): Verb | null {
	return VERB_OF.get(fold(word)) ?? null;
}

export interface NearVerb {
	verb: Verb;
	/** One letter more, less or other, or two swapped: hardly anything else was meant. */
	sure: boolean;
}

/**
 * The verb that a word was probably meant to be; null when it is one, or is like none.
 * Before a ticket's number any two errors are believed, elsewhere only those that make no other word.
 */
export function nearestVerb(word: string, beforeTarget: boolean): NearVerb | null {
	const typed = fold(word);
	if (typed.length < 3 || typed.length > 20 || VERB_OF.has(typed) || OWN_WORDS.has(typed)) return null;
	let best: { verb: Verb; steps: number } | null = null;
	for (const [candidate, verb] of GUESSED) {
		const steps = stepsBetween(typed, candidate, beforeTarget);
		if (steps <= 2 && (!best || steps < best.steps)) best = { verb, steps };
	}
	return best && { verb: best.verb, sure: best.steps === 1 };
}

/** Typing errors between two words; two swapped letters count as one error, what isn't one as many. */
function stepsBetween(typed: string, verb: string, beforeTarget: boolean): number {
	const steps = distance(typed, verb);
	if (steps !== 2) return steps;
	if ([...typed].sort().join("") === [...verb].sort().join("")) return 1;
	if (verb.length < 6) return 9;
	if (beforeTarget) return steps;
	// "contact" and "correct" are two letters from "connect", "research" from "search": words of their own.
	const ownWord = typed.length === verb.length ? verb.length < 8 : typed[0] !== verb[0];
	return ownWord ? 9 : steps;
}

/** One form for full width and half width, capitals, and a colon after the word. */
export function fold(word: string): string {
	return word
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[:,、]+$/u, "");
}
