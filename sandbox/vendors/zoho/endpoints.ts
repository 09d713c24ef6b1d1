import type { SimAgent, ZohoState } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

/** Who calls: the person of the token in the token's organisation. */
export interface ApiRequest {
	viewer: SimAgent;
	state: ZohoState;
	now: number;
	params: Record<string, string>;
	query: URLSearchParams;
	/** The body's JSON; undefined when there is none or it is none. */
	json: unknown;
	/** The file of a multipart body. */
	file: File | null;
	/** Tells listeners that a ticket changed. */
	changed: () => void;
	webhooks: Webhooks;
}

export interface Endpoint {
	/** GET where it isn't said. */
	method?: "POST" | "PATCH" | "DELETE";
	/** Hono's pattern below `/api/v1`. */
	path: string;
	/** Every group needs one of its scopes. */
	scopes: string[][];
	/** Credits of one call. */
	weight: number;
	/** Parameters and the form of their values; any other parameter is refused. */
	query: Record<string, RegExp>;
	/** null answers 204, `DONE` 200 without a body. */
	answer(request: ApiRequest): Answer | Promise<Answer>;
}

export type Answer = object | typeof DONE | null;

/** 200 with nothing in it. */
export const DONE = Symbol("done");

export interface FieldProblem {
	field: string;
	type: "invalid" | "missing" | "duplicate";
	message: string;
}

export class ApiFailure extends Error {
	readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 422 | 429 | 500;
	readonly errorCode: string;
	readonly errors: { fieldName: string; errorType: FieldProblem["type"]; errorMessage: string }[];

	constructor(
		status: ApiFailure["status"],
		errorCode: string,
		message: string,
		problems: readonly FieldProblem[] = [],
	) {
		super(message);
		this.status = status;
		this.errorCode = errorCode;
		this.errors = problems.map((problem) => ({
			fieldName: `/${problem.field}`,
			errorType: problem.type,
			errorMessage: problem.message,
		}));
	}
}

export const DIGITS = /^\d{1,19}$/;
export const DIGIT_LIST = /^\d{1,19}(?:,\d{1,19})*$/;
export const ANYTHING = /^[\s\S]*$/;

export function notFound(): ApiFailure {
	return new ApiFailure(404, "URL_NOT_FOUND", "The URL given doesn't lead to anything you can see.");
}

/** Refuses what the vendor refuses: parameters it doesn't know and values of the wrong form. */
export function checkQuery(query: URLSearchParams, allowed: Record<string, RegExp>): void {
	for (const [name, value] of query) {
		const form = name === "orgId" ? DIGITS : Object.hasOwn(allowed, name) ? allowed[name] : undefined;
		if (!form) {
			throw new ApiFailure(
				422,
				"UNPROCESSABLE_ENTITY",
				`Extra query parameter '${name}' is present in the input.`,
			);
		}
		if (!form.test(value)) throw invalid(name, `The value of '${name}' is not accepted.`);
	}
}

export function invalid(field: string, message: string): ApiFailure {
	return refusal([{ field, type: "invalid", message }]);
}

/** One answer for everything that is wrong with a body. */
export function refusal(problems: readonly FieldProblem[]): ApiFailure {
	return new ApiFailure(422, "INVALID_DATA", "The data is invalid due to validation restrictions", problems);
}

export function forbidden(): ApiFailure {
	return new ApiFailure(403, "FORBIDDEN", "You don't have the permission to do this.");
}

export function includeOf(query: URLSearchParams): Set<string> {
	return new Set((query.get("include") ?? "").split(",").filter(Boolean));
}

/** `limit` within its bounds, default 10. */
export function limitOf(query: URLSearchParams, min: number, max: number): number {
	const limit = Number(query.get("limit") ?? 10);
	if (limit < min || limit > max) throw invalid("limit", `The allowed range is '${min}-${max}'.`);
	return limit;
}

/** Rows of a list, which counts from 1; 0 means the same as 1. null when there are none. */
export function listPage<T>(rows: T[], query: URLSearchParams, limit: number): T[] | null {
	const start = Math.max(1, Number(query.get("from") ?? 1)) - 1;
	const page = rows.slice(start, start + limit);
	return page.length > 0 ? page : null;
}

/** An enumeration that takes commas and, for sorting, a leading minus. */
export function oneOf(...words: string[]): RegExp {
	return new RegExp(`^-?(?:${words.join("|")})$`);
}

export function someOf(...words: string[]): RegExp {
	const any = `(?:${words.join("|")})`;
	return new RegExp(`^${any}(?:,${any})*$`);
}
