import * as v from "valibot";
import { cleanCommandText, firstCharacters } from "./command-text.ts";
import { fold, nearestVerb, toVerb, type Verb } from "./command-verbs.ts";

const MAX_WORDS = 100;
const MAX_URL = 500;
/** As long as a subject may be in either desk. */
export const MAX_SUBJECT = 255;

/** Verbs about one ticket. */
const TICKET_VERBS = ["ticket", "history", "comment", "reply", "transitions"] as const;
/** Verbs that say nothing without the words or the number behind them. */
const NEEDY_VERBS = [...TICKET_VERBS, "search", "customer"] as const;
export type NeedyVerb = (typeof NEEDY_VERBS)[number];

// A character of up to two UTF-16 units counts once in what we cut and twice in what valibot measures.
const wordsSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_WORDS * 2));

const subjectSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SUBJECT * 2));

const targetSchema = v.variant("by", [
	v.object({ by: v.literal("digits"), digits: v.pipe(v.string(), v.regex(/^\d{1,20}$/)) }),
	v.object({ by: v.literal("url"), url: v.pipe(v.string(), v.maxLength(MAX_URL), v.url()) }),
]);

const plainSchemas = [
	v.object({ verb: v.literal("help") }),
	v.object({ verb: v.picklist(TICKET_VERBS), target: targetSchema }),
	v.object({ verb: v.literal("search"), words: wordsSchema }),
	v.object({ verb: v.literal("customer"), words: wordsSchema }),
	v.object({ verb: v.literal("create"), subject: v.nullable(subjectSchema) }),
	v.object({ verb: v.literal("stats"), department: v.nullable(wordsSchema) }),
	v.object({
		verb: v.literal("list"),
		kind: v.picklist(["mine", "unassigned", "overdue", "open"]),
		department: v.nullable(wordsSchema),
	}),
	v.object({ verb: v.picklist(["connect", "disconnect"]) }),
	v.object({ verb: v.literal("incomplete"), of: v.picklist(NEEDY_VERBS) }),
] as const;

/** What a command asks for, as it travels in buttons and rows. */
export const commandSchema = v.variant("verb", [
	...plainSchemas,
	v.object({
		verb: v.literal("near_miss"),
		typed: wordsSchema,
		suggestion: v.variant("verb", [...plainSchemas]),
	}),
]);

export type Command = v.InferOutput<typeof commandSchema>;
export type PlainCommand = Exclude<Command, { verb: "near_miss" }>;
export type Target = v.InferOutput<typeof targetSchema>;

/** Any text is some command: what has no verb is searched for. */
export function parseCommand(text: string): Command {
	const line = cleanCommandText(text);
	const [first, ...rest] = line.split(" ");
	if (!first || !/[\p{L}\p{N}\p{S}]/u.test(line)) return { verb: "help" };

	const target = parseTarget(first);
	// "500 error on login" is something to look for; an address with words around it is still that ticket.
	if (target && (rest.length === 0 || target.by === "url")) return { verb: "ticket", target };
	const glued = /^(\P{N}+?)[#№]?(\d{1,20})$/u.exec(fold(first));
	const gluedVerb = glued?.[1] ? toVerb(glued[1]) : null;
	if (glued?.[2] && rest.length === 0 && isTicketVerb(gluedVerb)) {
		return { verb: gluedVerb, target: { by: "digits", digits: glued[2] } };
	}

	const verb = toVerb(first);
	if (verb) return interpret(verb, rest) ?? toSearch(line);
	return guess(first, rest, line) ?? toSearch(line);
}

/** The command as a person would type it after `/desk`. */
export function formatCommand(command: Command): string {
	switch (command.verb) {
		case "ticket":
			return formatTarget(command.target);
		case "history":
		case "comment":
		case "reply":
		case "transitions":
			return `${command.verb} ${formatTarget(command.target)}`;
		case "search":
		case "customer":
			return `${command.verb} ${command.words}`;
		case "create":
			return command.subject ? `create ${command.subject}` : "create";
		case "stats":
			return command.department ? `stats ${command.department}` : "stats";
		case "list": {
			const words = command.kind === "open" ? "list open" : command.kind;
			return command.department ? `${words} ${command.department}` : words;
		}
		case "near_miss":
			return command.typed;
		case "incomplete":
			return command.of;
		default:
			return command.verb;
	}
}

function formatTarget(target: Target): string {
	return target.by === "digits" ? target.digits : target.url;
}

function isTicketVerb(verb: Verb | null): verb is (typeof TICKET_VERBS)[number] {
	return (TICKET_VERBS as readonly (Verb | null)[]).includes(verb);
}

/** null when the words behind the verb don't fit it: then all of it is something to search for. */
function interpret(verb: Verb, rest: string[]): Command | null {
	const [next] = rest;
	if (isTicketVerb(verb)) {
		const target = next ? parseTarget(next) : null;
		if (target) return { verb, target };
		return next ? null : { verb: "incomplete", of: verb };
	}
	switch (verb) {
		case "create":
			return { verb, subject: firstCharacters(rest.join(" "), MAX_SUBJECT) || null };
		case "customer":
			return next ? { verb, words: clamp(rest.join(" ")) } : { verb: "incomplete", of: verb };
		case "stats":
			return { verb, department: toDepartment(rest) };
		case "search":
			return next ? toSearch(rest.join(" ")) : { verb: "incomplete", of: "search" };
		case "list":
			return interpretList(rest);
		case "open": {
			const target = next && rest.length === 1 ? parseTarget(next) : null;
			if (target) return { verb: "ticket", target };
			return next ? null : toList("open", []);
		}
		case "unassigned":
			return toList("unassigned", rest);
		case "mine":
		case "overdue":
			return next ? null : toList(verb, []);
		case "help":
			return !next || (rest.length === 1 && (toVerb(next) || fold(next) === "me")) ? { verb: "help" } : null;
		default:
			return next ? null : { verb };
	}
}

function interpretList(rest: string[]): Command | null {
	const [next, ...department] = rest;
	if (!next) return toList("open", []);
	const kind = toVerb(next);
	if (kind === "open" || kind === "unassigned") return toList(kind, department);
	if (kind === "mine" || kind === "overdue") return toList(kind, []);
	return { verb: "near_miss", typed: clamp(`list ${rest.join(" ")}`), suggestion: toList("open", rest) };
}

const TAKES_ANYTHING = new Set<Command["verb"]>(["search", "customer", "create", "stats"]);

function guess(first: string, rest: string[], line: string): Command | null {
	const [next] = rest;
	const near = nearestVerb(first, next !== undefined && parseTarget(next) !== null);
	if (!near) return null;
	const meant = interpret(near.verb, rest);
	if (!meant) return null;
	// Free words may follow anything, so only a sure guess stands in their way.
	if (!near.sure && rest.length > 0 && TAKES_ANYTHING.has(meant.verb)) return null;
	return {
		verb: "near_miss",
		typed: clamp(line),
		suggestion: meant.verb === "near_miss" ? meant.suggestion : meant,
	};
}

/** A ticket's number or address; null for any other word. */
export function parseTarget(word: string): Target | null {
	const digits = /^(?:#|No\.?)?(\d{1,20})$/i.exec(word.normalize("NFKC"))?.[1];
	if (digits) return { by: "digits", digits };
	if (!/^https?:\/\//i.test(word) || word.length > MAX_URL || !URL.canParse(word)) return null;
	return { by: "url", url: word };
}

function toSearch(words: string): PlainCommand {
	return { verb: "search", words: clamp(words) };
}

function toList(kind: "mine" | "unassigned" | "overdue" | "open", department: string[]): PlainCommand {
	return { verb: "list", kind, department: toDepartment(department) };
}

function toDepartment(words: string[]): string | null {
	const [first = "", ...others] = words;
	const name = first.toLowerCase() === "in" && others.length > 0 ? others : words;
	return clamp(name.join(" ")) || null;
}

function clamp(words: string): string {
	return firstCharacters(words, MAX_WORDS);
}
