import type * as v from "valibot";
import { sha256Hex } from "../lib/crypto.ts";
import { VendorError } from "../lib/errors.ts";
import { type CallOptions, type HttpRequest, parseJson, parseValue, send } from "../lib/http.ts";
import { parseInstanceUrl } from "./address.ts";
import type { CrmToken, CrmTokenSource, CrmUsage } from "./crm.ts";
import { type ApiAnswer, isTokenRefused, toVendorError } from "./errors.ts";

export interface ApiRequest extends Pick<HttpRequest, "method" | "headers" | "json"> {
	/** Method and path pattern for errors and logs. */
	operation: string;
	/** From `/services/data` on, its values already encoded. */
	path: string;
}

/** One org's API with one token, renewed once when it is refused. */
export interface ApiClient {
	/** Throws `VendorError` unless the status is 200. */
	ask(request: ApiRequest): Promise<ApiAnswer>;
	/** Ties what is kept in memory to whose rights it was read with. */
	holder(): Promise<string>;
	/** Milliseconds that Salesforce's clock is ahead, by its last answer; null before the first. */
	skew(): number | null;
	usage(): CrmUsage | null;
	calls(): number;
	readonly instanceUrl: string;
	readonly call: CallOptions;
}

export function createClient(instance: string, tokens: CrmTokenSource, call: CallOptions): ApiClient {
	const instanceUrl = requireInstanceUrl(instance);
	let bearer: CrmToken | null = null;
	let usage: CrmUsage | null = null;
	let clockSkew: number | null = null;
	let calls = 0;

	async function answerTo(request: ApiRequest): Promise<ApiAnswer> {
		bearer ??= await tokens.current();
		const used = bearer;
		const answer = await sendWith(used.token, request);
		if (!isTokenRefused(answer)) return answer;
		// Calls that run beside each other are refused together: the first one renews.
		if (bearer === used) bearer = await tokens.renew(used.generation);
		const repeated = await sendWith(bearer.token, request);
		if (isTokenRefused(repeated)) throw sessionLocked(request.operation);
		return repeated;
	}

	async function sendWith(token: string, { path, ...request }: ApiRequest): Promise<ApiAnswer> {
		const headers = { ...request.headers, accept: "application/json", authorization: `Bearer ${token}` };
		const url = new URL(path, instanceUrl);
		if (url.origin !== instanceUrl) throw new TypeError("a path that leads to another host");
		calls += 1;
		const answer = await send({ ...request, vendor: "salesforce", url, headers }, call);
		const date = Date.parse(answer.headers.get("date") ?? "");
		if (!Number.isNaN(date)) clockSkew = date - call.now();
		usage = parseUsage(answer.headers) ?? usage;
		return { status: answer.status, headers: answer.headers, json: parseJson(answer.body) };
	}

	return {
		instanceUrl,
		call,
		async ask(request) {
			const answer = await answerTo(request);
			if (answer.status === 200) return answer;
			throw toVendorError(answer, request.operation, call.now());
		},
		async holder() {
			bearer ??= await tokens.current();
			return `${instanceUrl} ${await sha256Hex(bearer.token)}`;
		},
		skew: () => clockSkew,
		usage: () => usage,
		calls: () => calls,
	};
}

/** What a call or one part of it was answered with, in the shape of `schema`; throws `VendorError` otherwise. */
export function readAnswer<S extends v.GenericSchema>(
	schema: S,
	answer: ApiAnswer,
	{ operation, now }: { operation: string; now: number },
): v.InferOutput<S> {
	const { status, json } = answer;
	if (status !== 200) throw toVendorError(answer, operation, now);
	return parseValue(schema, json, { vendor: "salesforce", operation, status });
}

/** The last check before a token leaves. */
function requireInstanceUrl(instance: string): string {
	const instanceUrl = parseInstanceUrl(instance);
	if (!instanceUrl) throw new TypeError("not a Salesforce host");
	return instanceUrl;
}

/** A token that is refused as soon as it is granted is tied to the address that asked for it. */
function sessionLocked(operation: string): VendorError {
	return new VendorError({
		vendor: "salesforce",
		kind: "forbidden",
		status: 401,
		code: "session_locked",
		operation,
	});
}

/** `api-usage=18231/115000`, at times with the same of one app behind it. */
function parseUsage(headers: Headers): CrmUsage | null {
	const match = /(?:^|[\s,;])api-usage=(\d+)\/(\d+)/.exec(headers.get("sforce-limit-info") ?? "");
	return match ? { used: Number(match[1]), allowed: Number(match[2]) } : null;
}
