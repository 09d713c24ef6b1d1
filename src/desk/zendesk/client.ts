import type * as v from "valibot";
import { VendorError } from "../../lib/errors.ts";
import { type CallOptions, type HttpAnswer, parseAnswer, send } from "../../lib/http.ts";
import type { TokenSource } from "../help-desk.ts";
import { accountUrl } from "./address.ts";
import { toVendorError } from "./errors.ts";

export interface ReadRequest<S extends v.GenericSchema> {
	/** Path pattern for errors and logs, such as `/tickets/{id}`. */
	pattern: string;
	/** Below `/api/v2`, its values already encoded; the pattern itself when there are none. */
	path?: string;
	query?: Record<string, string | string[]>;
	schema: S;
}

export interface ZendeskClient {
	read<S extends v.GenericSchema>(request: ReadRequest<S>): Promise<v.InferOutput<S>>;
}

/** One person's calls to one account. A refused token is renewed once, then the call is repeated once. */
export function createClient(address: string, tokens: TokenSource, call: CallOptions): ZendeskClient {
	async function answerTo(operation: string, url: URL): Promise<HttpAnswer> {
		const bearer = await tokens.current();
		const answer = await sendWith(bearer.token, operation, url);
		if (answer.status !== 401) return answer;
		const renewed = await tokens.renew(bearer.generation);
		return sendWith(renewed.token, operation, url);
	}

	function sendWith(token: string, operation: string, url: URL): Promise<HttpAnswer> {
		const headers = { accept: "application/json", authorization: `Bearer ${token}` };
		return send({ vendor: "zendesk", operation, method: "GET", url, headers }, call);
	}

	return {
		async read({ pattern, path = pattern, query = {}, schema }) {
			const operation = `GET ${pattern}`;
			const url = accountUrl({ address }, `/api/v2${path}`);
			for (const [name, values] of Object.entries(query)) {
				for (const value of [values].flat()) url.searchParams.append(name, value);
			}
			const answer = await answerTo(operation, url);
			if (answer.status !== 200) throw toVendorError(answer, operation, call.now());
			return parseAnswer(schema, answer, { vendor: "zendesk", operation });
		},
	};
}

/** What the API answers with when nobody is signed in, though with status 200. */
export function anonymousError(operation: string): VendorError {
	return new VendorError({ vendor: "zendesk", kind: "auth", status: 200, code: "anonymous", operation });
}
