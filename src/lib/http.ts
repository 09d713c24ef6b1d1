import * as v from "valibot";
import { VendorError, type VendorName } from "./errors.ts";

/** What one call may use and how long it may take. */
export interface CallOptions {
	fetch: typeof fetch;
	now: () => number;
	signal?: AbortSignal | undefined;
	/** Milliseconds one HTTP call may take, body included. */
	timeoutMs: number;
}

export interface HttpRequest {
	vendor: VendorName;
	/** Method and path pattern for logs, such as `GET /tickets/{id}`. */
	operation: string;
	method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	url: URL;
	headers?: Record<string, string>;
	json?: unknown;
	form?: Record<string, string>;
	multipart?: FormData;
	/** A file as it is. */
	bytes?: { type: string; data: ArrayBuffer };
}

export interface HttpAnswer {
	status: number;
	headers: Headers;
	body: string;
}

/** A vendor's answer is never larger than this on purpose; more than it is cut off as malformed. */
const MAX_ANSWER_BYTES = 8_000_000;

/**
 * One HTTP call. Any answer is an answer, whatever its status; no answer throws `VendorError` with a null
 * status: kind `unavailable` (no connection, too slow) or `aborted` (the caller stopped waiting).
 */
export async function send(request: HttpRequest, call: CallOptions): Promise<HttpAnswer> {
	const timeout = AbortSignal.timeout(call.timeoutMs);
	const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
	const { vendor, operation } = request;
	try {
		// Workers refuse `redirect: "error"`; a vendor's API redirects nowhere we want to send a token to.
		const response = await call.fetch(request.url, { ...toInit(request), signal, redirect: "manual" });
		const body = await response.text();
		if (body.length > MAX_ANSWER_BYTES) {
			const { status } = response;
			throw new VendorError({ vendor, operation, kind: "malformed", status, code: "too_large" });
		}
		return { status: response.status, headers: response.headers, body };
	} catch (error) {
		if (error instanceof VendorError) throw error;
		const kind = call.signal?.aborted ? "aborted" : "unavailable";
		throw new VendorError({ vendor, operation, kind, code: timeout.aborted ? "timeout" : "network" });
	}
}

function toInit({ method, headers, json, form, bytes, multipart }: HttpRequest): RequestInit {
	if (json !== undefined) {
		return {
			method,
			headers: { "content-type": "application/json", ...headers },
			body: JSON.stringify(json),
		};
	}
	if (form) return { method, headers: headers ?? {}, body: new URLSearchParams(form) };
	if (bytes) return { method, headers: { "content-type": bytes.type, ...headers }, body: bytes.data };
	if (multipart) return { method, headers: headers ?? {}, body: multipart };
	return { method, headers: headers ?? {} };
}

/** The answer's JSON in the shape of `schema`. Throws `VendorError` kind `malformed` (HTML pages, other shapes). */
export function parseAnswer<S extends v.GenericSchema>(
	schema: S,
	answer: HttpAnswer,
	asked: Pick<HttpRequest, "vendor" | "operation">,
): v.InferOutput<S> {
	return parseValue(schema, parseJson(answer.body), { ...asked, status: answer.status });
}

/** Likewise, of what was parsed already: an answer that carries the answers to several questions. */
export function parseValue<S extends v.GenericSchema>(
	schema: S,
	value: unknown,
	{ vendor, operation, status }: Pick<HttpRequest, "vendor" | "operation"> & { status: number },
): v.InferOutput<S> {
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	// The path of the first problem helps; its value may be a customer's text.
	const code = v.getDotPath(parsed.issues[0]) ?? "body";
	throw new VendorError({ vendor, operation, kind: "malformed", status, code });
}

/** undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** `Retry-After` in seconds, given as seconds or as a date; null when absent or unreadable. */
export function retryAfterSeconds(headers: Headers, now: number): number | null {
	const value = headers.get("retry-after");
	if (value === null) return null;
	if (/^\d+$/.test(value.trim())) return Number(value);
	const date = Date.parse(value);
	return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** An API path whose values are encoded: `path\`/tickets/${id}\``. A value can't climb or end the path. */
export function path(strings: TemplateStringsArray, ...values: string[]): string {
	return strings.reduce((built, part, index) => {
		const value = values[index - 1] ?? "";
		if (value === "." || value === ".." || value === "") throw new TypeError("empty or relative path value");
		return built + encodeURIComponent(value) + part;
	});
}
