import * as v from "valibot";
import { VendorError, type VendorErrorKind } from "../../lib/errors.ts";
import { type HttpAnswer, parseJson, retryAfterSeconds } from "../../lib/http.ts";

/** The shapes Zendesk answers errors in, depending on which of its services noticed. */
const titled = v.object({ error: v.object({ title: v.string(), message: v.nullish(v.string()) }) });
const plain = v.object({
	error: v.string(),
	description: v.nullish(v.string()),
	error_description: v.nullish(v.string()),
	message: v.nullish(v.string()),
	details: v.optional(v.unknown()),
});
const listed = v.object({
	errors: v.array(v.object({ code: v.nullish(v.string()), title: v.nullish(v.string()) })),
});

const fieldDetails = v.record(v.string(), v.array(v.object({ description: v.nullish(v.string()) })));

interface Problem {
	code: string | null;
	/** Everything the body says in words, to recognise a reason; never shown, never logged. */
	words: string;
	fields: Record<string, string>;
}

export function toVendorError(answer: HttpAnswer, operation: string, now: number): VendorError {
	const problem = parseProblem(answer.body);
	return new VendorError({
		vendor: "zendesk",
		operation,
		kind: toKind(answer.status, problem),
		status: answer.status,
		code: problem?.code ?? null,
		fields: problem?.fields ?? {},
		retryAfterSeconds: retryAfterSeconds(answer.headers, now),
	});
}

function toKind(status: number, problem: Problem | null): VendorErrorKind {
	if (status === 429) return "rate_limited";
	if (status >= 500) return "unavailable";
	if (status === 401) return "auth";
	if (status === 409) return "invalid";
	// No JSON below: a proxy, or the page of an account that doesn't exist. It says nothing about a record.
	if (!problem) return "malformed";
	if (status === 403) return /required scope/i.test(problem.words) ? "missing_scope" : "forbidden";
	// The whole endpoint is missing where the account's plan lacks the feature.
	if (status === 404) return problem.code === "InvalidEndpoint" ? "forbidden" : "not_found";
	return status >= 400 ? "invalid" : "malformed";
}

function parseProblem(body: string): Problem | null {
	const json = parseJson(body);
	if (v.is(titled, json)) {
		const { title, message } = json.error;
		return { code: toCode(title), words: `${title} ${message ?? ""}`, fields: {} };
	}
	if (v.is(plain, json)) {
		const { error, description, error_description, message, details } = json;
		const words = [error, description, error_description, message].filter(Boolean).join(" ");
		return { code: toCode(error), words, fields: toFields(details) };
	}
	if (v.is(listed, json)) {
		const words = json.errors.map(({ code, title }) => `${code} ${title}`).join(" ");
		return { code: toCode(json.errors[0]?.code), words, fields: {} };
	}
	return null;
}

/** Zendesk also puts whole sentences, with values in them, where a code belongs. */
function toCode(text: string | null | undefined): string | null {
	return text && /^[A-Za-z][A-Za-z0-9_]{1,59}$/.test(text) ? text : null;
}

/** `details` maps a field to a list of problems; those of the whole record are under `base`. */
function toFields(details: unknown): Record<string, string> {
	const parsed = v.safeParse(fieldDetails, details);
	if (!parsed.success) return {};
	return Object.fromEntries(
		Object.entries(parsed.output).map(([field, problems]) => [
			field,
			problems
				.map(({ description }) => description ?? "")
				.join(" ")
				.trim(),
		]),
	);
}
