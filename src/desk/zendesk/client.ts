import type * as v from "valibot";
import { VendorError } from "../../lib/errors.ts";
import { type CallOptions, type HttpAnswer, type HttpRequest, parseAnswer, send } from "../../lib/http.ts";
import type { TokenSource } from "../help-desk.ts";
import { accountUrl } from "./address.ts";
import { toVendorError } from "./errors.ts";

interface Endpoint {
	/** Path pattern for errors and logs, such as `/tickets/{id}`. */
	pattern: string;
	/** Below `/api/v2`, its values already encoded; the pattern itself when there are none. */
	path?: string;
	query?: Record<string, string | string[]>;
}

export interface ReadRequest<S extends v.GenericSchema> extends Endpoint {
	schema: S;
}

export interface WriteRequest extends Endpoint, Pick<HttpRequest, "headers" | "json" | "bytes"> {
	method: "POST" | "PUT" | "PATCH" | "DELETE";
}

export interface ZendeskClient {
	read<S extends v.GenericSchema>(request: ReadRequest<S>): Promise<v.InferOutput<S>>;
	/** Done when it returns. An error with a null status may have been done: no answer, or a gateway's. */
	write(request: WriteRequest): Promise<void>;
	/** Likewise, for what has to be known of the outcome. An answer that can't be read was done, and is unknown too. */
	create<S extends v.GenericSchema>(request: WriteRequest & { schema: S }): Promise<v.InferOutput<S>>;
}

/** One person's calls to one account. A refused token is renewed once, then the call is repeated once. */
export function createClient(address: string, tokens: TokenSource, call: CallOptions): ZendeskClient {
	async function answerTo(request: Omit<HttpRequest, "vendor">): Promise<HttpAnswer> {
		const bearer = await tokens.current();
		const answer = await sendWith(bearer.token, request);
		if (answer.status !== 401) return answer;
		const renewed = await tokens.renew(bearer.generation);
		return sendWith(renewed.token, request);
	}

	function sendWith(token: string, request: Omit<HttpRequest, "vendor">): Promise<HttpAnswer> {
		const headers = { ...request.headers, accept: "application/json", authorization: `Bearer ${token}` };
		return send({ ...request, vendor: "zendesk", headers }, call);
	}

	function toUrl({ pattern, path = pattern, query = {} }: Endpoint): URL {
		const url = accountUrl({ address }, `/api/v2${path}`);
		for (const [name, values] of Object.entries(query)) {
			for (const value of [values].flat()) url.searchParams.append(name, value);
		}
		return url;
	}

	async function answerToWrite(request: WriteRequest): Promise<{ answer: HttpAnswer; operation: string }> {
		const { method, pattern, headers = {}, json, bytes } = request;
		const operation = `${method} ${pattern}`;
		const body = bytes ? { bytes } : { json };
		const answer = await answerTo({ method, operation, url: toUrl(request), headers, ...body });
		if (answer.status === 200 || answer.status === 201 || answer.status === 204) return { answer, operation };
		const error = toVendorError(answer, operation, call.now());
		throw answer.status >= 500 ? withUnknownOutcome(error) : error;
	}

	return {
		async read(request) {
			const operation = `GET ${request.pattern}`;
			const answer = await answerTo({ method: "GET", operation, url: toUrl(request) });
			if (answer.status !== 200) throw toVendorError(answer, operation, call.now());
			return parseAnswer(request.schema, answer, { vendor: "zendesk", operation });
		},
		async write(request) {
			await answerToWrite(request);
		},
		async create(request) {
			const { answer, operation } = await answerToWrite(request);
			try {
				return parseAnswer(request.schema, answer, { vendor: "zendesk", operation });
			} catch (error) {
				throw error instanceof VendorError ? withUnknownOutcome(error) : error;
			}
		},
	};
}

/** The same error, told as one whose answer was lost: whoever reads it must not take the write for undone. */
export function withUnknownOutcome({ code, operation, retryAfterSeconds }: VendorError): VendorError {
	return new VendorError({
		vendor: "zendesk",
		kind: "unavailable",
		status: null,
		code,
		retryAfterSeconds,
		...(operation === null ? {} : { operation }),
	});
}

/** What the API answers with when nobody is signed in, though with status 200. */
export function anonymousError(operation: string): VendorError {
	return new VendorError({ vendor: "zendesk", kind: "auth", status: 200, code: "anonymous", operation });
}
