import type * as v from "valibot";
import { VendorError } from "../../lib/errors.ts";
import { type CallOptions, type HttpAnswer, parseAnswer, send } from "../../lib/http.ts";
import type { DeskAddress, TokenSource } from "../help-desk.ts";
import { requireDataCentre } from "./data-centres.ts";
import { beforeSending, isTokenRefused, toVendorError, withUnknownOutcome } from "./failure.ts";

export interface ReadRequest<S extends v.GenericSchema> {
	/** Method and path pattern, for logs. */
	operation: string;
	path: string;
	query?: Record<string, string | number | undefined>;
	schema: S;
	/** Another organisation than the desk's; null for the one call that takes none. */
	orgId?: string | null;
}

export interface WriteRequest<S extends v.GenericSchema> {
	operation: string;
	method: "POST" | "PATCH" | "DELETE";
	path: string;
	json?: Record<string, unknown>;
	multipart?: FormData;
	schema: S;
}

export interface ZohoClient {
	/** null for 204, which is how the vendor says "nothing". */
	read<S extends v.GenericSchema>(request: ReadRequest<S>): Promise<v.InferOutput<S> | null>;
	/**
	 * Sent once; null for an empty answer. A failure has a null status exactly when the vendor may have done it all
	 * the same: no answer, a 5xx, or an answer nobody can read.
	 */
	write<S extends v.GenericSchema>(request: WriteRequest<S>): Promise<v.InferOutput<S> | null>;
}

/** Calls as the person of `tokens`. A refused token is renewed once, and the call repeated once. */
export function createZohoClient(desk: DeskAddress, tokens: TokenSource, call: CallOptions): ZohoClient {
	const { deskHost } = requireDataCentre(desk.address);

	const headersOf = (token: string, orgId: string | null): Record<string, string> => ({
		authorization: `Zoho-oauthtoken ${token}`,
		...(orgId === null ? {} : { orgId }),
	});

	function ask(request: ReadRequest<v.GenericSchema>, token: string): Promise<HttpAnswer> {
		const url = new URL(`https://${deskHost}/api/v1${request.path}`);
		for (const [name, value] of Object.entries(request.query ?? {})) {
			if (value !== undefined) url.searchParams.set(name, String(value));
		}
		const orgId = request.orgId === undefined ? desk.portalId : request.orgId;
		const headers = headersOf(token, orgId);
		return send({ vendor: "zoho", operation: request.operation, method: "GET", url, headers }, call);
	}

	function tell(request: WriteRequest<v.GenericSchema>, token: string): Promise<HttpAnswer> {
		const { operation, method, json, multipart } = request;
		const url = new URL(`https://${deskHost}/api/v1${request.path}`);
		const headers = headersOf(token, desk.portalId);
		const body = multipart ? { multipart } : method === "DELETE" ? {} : { json: json ?? {} };
		return send({ vendor: "zoho", operation, method, url, headers, ...body }, call);
	}

	return {
		async read(request) {
			const first = await tokens.current();
			let answer = await ask(request, first.token);
			if (isTokenRefused(answer)) {
				const renewed = await tokens.renew(first.generation);
				answer = await ask(request, renewed.token);
			}
			if (answer.status === 204) return null;
			if (answer.status !== 200) throw toVendorError(answer, request.operation, call.now());
			return parseAnswer(request.schema, answer, { vendor: "zoho", operation: request.operation });
		},
		async write(request) {
			const { operation } = request;
			const first = await beforeSending(tokens.current());
			let answer = await tell(request, first.token);
			// A refused token did nothing: this is the one case in which a write is sent again.
			if (isTokenRefused(answer)) {
				const renewed = await beforeSending(tokens.renew(first.generation));
				answer = await tell(request, renewed.token);
			}
			if (answer.status >= 300) throw withUnknownOutcome(toVendorError(answer, operation, call.now()));
			if (answer.status === 204 || answer.body.trim() === "") return null;
			try {
				return parseAnswer(request.schema, answer, { vendor: "zoho", operation });
			} catch (error) {
				throw withUnknownOutcome(error);
			}
		},
	};
}

/** `rows` of an answer that may be "nothing". */
export function rowsOf<T>(answer: { data: T[] } | null): T[] {
	return answer?.data ?? [];
}

/** As `endsTheCall`, and where the same may be there the next time: what is judged by it would be judged wrongly. */
export function isForNow(error: unknown): boolean {
	return endsTheCall(error) || (error instanceof VendorError && error.kind === "unavailable");
}

/** A failure of one part that must fail the whole: going on would fail the same way, or nobody waits any more. */
export function endsTheCall(error: unknown): boolean {
	if (!(error instanceof VendorError)) return true;
	return error.kind === "auth" || error.kind === "rate_limited" || error.kind === "aborted";
}
