import { Hono } from "hono";
import * as v from "valibot";
import type { SalesforceContext, SalesforceEnv } from "../app-env.ts";
import { refuse } from "../errors.ts";
import { readBody } from "./records.ts";

const MAX_PARTS = 25;
const MAX_HEAVY = 5;

const partSchema = v.object({
	method: v.picklist(["GET", "POST", "PUT", "PATCH", "DELETE"]),
	url: v.pipe(v.string(), v.startsWith("/services/data/")),
	referenceId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]+$/)),
	body: v.optional(v.unknown()),
	httpHeaders: v.optional(v.record(v.string(), v.string()), {}),
});
const compositeSchema = v.object({
	allOrNone: v.optional(v.boolean(), false),
	collateSubrequests: v.optional(v.boolean()),
	compositeRequest: v.array(partSchema),
});

type Part = v.InferOutput<typeof partSchema>;

interface Answer {
	body: unknown;
	httpHeaders: Record<string, string>;
	httpStatusCode: number;
	referenceId: string;
}

/** How a part is asked: like a call of its own, by somebody who has been let in. */
export type AskInside = (request: Request, c: SalesforceContext) => Response | Promise<Response>;

/** Several calls in one, each of which may use what an earlier one answered. */
export function compositeRoutes(ask: AskInside) {
	return new Hono<SalesforceEnv>().post("/composite", async (c) => {
		const parsed = v.safeParse(compositeSchema, await readBody(c));
		if (!parsed.success) throw refuse("JSON_PARSER_ERROR", v.summarize(parsed.issues));
		const { compositeRequest: parts, allOrNone } = parsed.output;
		checkParts(parts);
		const { store } = c.var.call.org;
		const run = (undo: () => void) => runParts(c, parts, allOrNone, undo, ask);
		const steps = await (allOrNone ? store.attemptAsync(run) : run(() => undefined));
		return c.json({ compositeResponse: steps });
	});
}

async function runParts(
	c: SalesforceContext,
	parts: readonly Part[],
	allOrNone: boolean,
	undo: () => void,
	ask: AskInside,
): Promise<Answer[]> {
	const answers = new Map<string, Answer>();
	const hasFailed = ({ httpStatusCode }: Answer) => httpStatusCode >= 300;
	for (const part of parts) {
		const isHalted = allOrNone && [...answers.values()].some(hasFailed);
		answers.set(part.referenceId, isHalted ? halted(part) : await askPart(c, part, answers, ask));
	}
	const done = [...answers.values()];
	if (!allOrNone || !done.some(hasFailed)) return done;
	undo();
	return parts.map((part, index) => {
		const answer = done[index];
		return answer && hasFailed(answer) ? answer : halted(part);
	});
}

function checkParts(parts: readonly Part[]): void {
	const heavy = parts.filter(({ url }) => /\/(query|queryAll|composite\/sobjects)\b/.test(url));
	if (parts.length > MAX_PARTS || heavy.length > MAX_HEAVY) {
		throw refuse(
			"LIMIT_EXCEEDED",
			`The request can't contain more than ${MAX_PARTS} operations, ${MAX_HEAVY} of them queries or collections.`,
		);
	}
	if (new Set(parts.map(({ referenceId }) => referenceId)).size < parts.length) {
		throw refuse("INVALID_INPUT", "referenceIds must be unique");
	}
}

async function askPart(
	c: SalesforceContext,
	part: Part,
	answers: ReadonlyMap<string, Answer>,
	ask: AskInside,
): Promise<Answer> {
	let filled: Part;
	try {
		filled = JSON.parse(fillReferences(JSON.stringify(part), answers));
	} catch {
		return halted(part);
	}
	const headers = new Headers({ ...filled.httpHeaders, "content-type": "application/json" });
	const request = new Request(new URL(filled.url, c.req.url), {
		method: filled.method,
		headers,
		...(filled.body === undefined ? {} : { body: JSON.stringify(filled.body) }),
	});
	const response = await ask(request, c);
	const text = await response.text();
	const location = response.headers.get("location");
	return {
		body: text === "" ? null : JSON.parse(text),
		httpHeaders: location ? { Location: location } : {},
		httpStatusCode: response.status,
		referenceId: part.referenceId,
	};
}

/** `@{first.records[0].Id}`; throws when there is no such value. */
function fillReferences(json: string, answers: ReadonlyMap<string, Answer>): string {
	return json.replace(/@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g, (_, reference, path: string) => {
		const answer = answers.get(reference);
		if (!answer || answer.httpStatusCode >= 300) throw new RangeError(reference);
		let value: unknown = answer.body;
		for (const [step] of path.matchAll(/[A-Za-z0-9_]+/g)) {
			value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
		}
		if (value === undefined || value === null) throw new RangeError(reference + path);
		return JSON.stringify(String(value)).slice(1, -1);
	});
}

function halted({ referenceId }: Part): Answer {
	const problem = {
		errorCode: "PROCESSING_HALTED",
		message: "The transaction was rolled back since another operation in the same transaction failed.",
	};
	return { body: [problem], httpHeaders: {}, httpStatusCode: 400, referenceId };
}
