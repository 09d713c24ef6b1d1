import {
	type Condition,
	parseQuery,
	type Query,
	type ValueQueryCondition,
	type WhereClause,
} from "@jetstreamapp/soql-parser-js";
import { type ApiError, refuse } from "../errors.ts";

const MAX_LENGTH = 100_000;

export type ConditionNode =
	| { kind: "and" | "or"; items: ConditionNode[] }
	| { kind: "not"; item: ConditionNode }
	| { kind: "condition"; condition: Condition | ValueQueryCondition };

export function malformed(message: string): ApiError {
	return refuse("MALFORMED_QUERY", message);
}

/** Throws MALFORMED_QUERY for what is no query. */
export function parseSoql(text: string): Query {
	if (text.length > MAX_LENGTH) throw malformed("SOQL statements cannot be longer than 100000 characters.");
	try {
		return parseQuery(text);
	} catch (error) {
		const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
		throw malformed(`unexpected token: ${message}`);
	}
}

type Token = "(" | ")" | "AND" | "OR" | "NOT" | Condition | ValueQueryCondition;

/** The parser gives a chain with counted parentheses; this makes it the tree that it stands for. */
export function toConditionTree(clause: WhereClause): ConditionNode {
	const tokens: Token[] = [];
	for (let part: WhereClause | undefined = clause; part; part = "right" in part ? part.right : undefined) {
		const { left } = part;
		if (left) {
			for (let n = 0; n < (left.openParen ?? 0); n++) tokens.push("(");
			if ("operator" in left) {
				tokens.push(left);
				for (let n = 0; n < (left.closeParen ?? 0); n++) tokens.push(")");
			}
		}
		if ("operator" in part) tokens.push(part.operator);
	}
	const tree = readAll(tokens);
	if (tokens.length > 0) throw malformed(`unexpected token: '${nameOf(tokens[0])}'`);
	return tree;
}

function readAll(tokens: Token[]): ConditionNode {
	const items = [readOne(tokens)];
	let joint: "AND" | "OR" | null = null;
	for (let next = tokens[0]; next === "AND" || next === "OR"; next = tokens[0]) {
		// AND and OR side by side need parentheses.
		if (joint && joint !== next) throw malformed(`unexpected token: '${next}'`);
		joint = next;
		tokens.shift();
		items.push(readOne(tokens));
	}
	const [only] = items;
	if (!joint && only) return only;
	return { kind: joint === "OR" ? "or" : "and", items };
}

function readOne(tokens: Token[]): ConditionNode {
	const token = tokens.shift();
	if (token === "NOT") return { kind: "not", item: readOne(tokens) };
	if (token === "(") {
		const inner = readAll(tokens);
		if (tokens.shift() !== ")") throw malformed("expecting a right parentheses, found nothing");
		return inner;
	}
	if (token === undefined || typeof token === "string")
		throw malformed(`unexpected token: '${nameOf(token)}'`);
	return { kind: "condition", condition: token };
}

function nameOf(token: Token | undefined): string {
	return typeof token === "string" ? token : token ? "condition" : "<EOF>";
}
