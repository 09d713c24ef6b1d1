import type { SourceField } from "../../../src/core/sync/fields.ts";
import type { CallOptions } from "../../../src/lib/http.ts";
import type { Crm, CrmMemory, CrmTokenSource } from "../../../src/salesforce/crm.ts";
import { salesforce } from "../../../src/salesforce/provider.ts";
import { DESCRIBES } from "./describes.ts";

export const INSTANCE = "https://acme.my.salesforce.com";
export const NOW = Date.parse("2026-11-22T03:00:00Z");

export interface Seen {
	method: string;
	url: URL;
	headers: Headers;
	text: string;
	json: unknown;
}

export interface Answer {
	status?: number;
	body?: unknown;
	/** In place of JSON. */
	text?: string;
	headers?: Record<string, string>;
}

/** One call of the data API, or one part of a composite call. */
export interface Asked {
	method: string;
	/** Below the version. */
	path: string;
	params: URLSearchParams;
	soql: string | null;
	body: unknown;
	headers: Record<string, string>;
}

export interface FakeOrg {
	call: CallOptions;
	requests: Seen[];
	/** Every question, whether alone or part of a composite. */
	asked: Asked[];
	queries(): string[];
	/** The latest that matches answers. */
	on(matches: (asked: Asked) => boolean, answer: (asked: Asked) => Answer): void;
	/** Answers one whole HTTP request, before anything else. */
	next(answer: Answer): void;
	describes: Map<string, object>;
}

let orgs = 0;

/** Salesforce as far as these tests ask it: describes, and what a test says. */
export function createFakeOrg(): FakeOrg {
	const requests: Seen[] = [];
	const asked: Asked[] = [];
	const planned: Answer[] = [];
	const rules: { matches: (asked: Asked) => boolean; answer: (asked: Asked) => Answer }[] = [];
	const describes = new Map<string, object>(DESCRIBES);

	function answerTo(one: Asked): Answer {
		asked.push(one);
		const rule = rules.findLast(({ matches }) => matches(one));
		if (rule) return rule.answer(one);
		const described = /^\/sobjects\/(\w+)\/describe$/.exec(one.path)?.[1];
		if (described) {
			const body = describes.get(described);
			return body ? { body } : notFound();
		}
		if (one.path.startsWith("/query")) return rows([]);
		return notFound();
	}

	function answerComposite(body: { compositeRequest: CompositePart[] }): Answer {
		const compositeResponse = body.compositeRequest.map((part) => {
			const answer = answerTo(toAsked(part.method, part.url, part.body, part.httpHeaders ?? {}));
			return {
				body: answer.body ?? null,
				httpHeaders: {},
				httpStatusCode: answer.status ?? 200,
				referenceId: part.referenceId,
			};
		});
		return { body: { compositeResponse } };
	}

	const org: FakeOrg = {
		requests,
		asked,
		describes,
		queries: () => asked.flatMap(({ soql }) => soql ?? []),
		on: (matches, answer) => rules.push({ matches, answer }),
		next: (answer) => planned.push(answer),
		call: {
			now: () => NOW,
			timeoutMs: 1_000,
			async fetch(input: RequestInfo | URL, init?: RequestInit) {
				const request = new Request(input, init);
				const text = await request.text();
				const url = new URL(request.url);
				const json = toJson(text);
				requests.push({ method: request.method, url, headers: request.headers, text, json });
				const plan = planned.shift();
				if (plan) return toResponse(plan);
				if (url.pathname.endsWith("/composite") && request.method === "POST") {
					return toResponse(answerComposite(json as { compositeRequest: CompositePart[] }));
				}
				const headers = Object.fromEntries(request.headers);
				return toResponse(answerTo(toAsked(request.method, url.pathname + url.search, json, headers)));
			},
		},
	};
	return org;
}

interface CompositePart {
	method: string;
	url: string;
	referenceId: string;
	body?: unknown;
	httpHeaders?: Record<string, string>;
}

/** Tokens of their own, so that no test sees what another one was told. */
export function createTokens(renew?: () => string): CrmTokenSource & { renewals: number[] } {
	orgs += 1;
	let generation = 1;
	let token = `00D!test${orgs}`;
	const renewals: number[] = [];
	return {
		renewals,
		current: async () => ({ token, generation }),
		async renew(failed) {
			renewals.push(failed);
			if (failed === generation) {
				token = renew?.() ?? `${token}.${generation}`;
				generation += 1;
			}
			return { token, generation };
		},
	};
}

export function createMemory(): CrmMemory & { kept: Map<string, SourceField[]> } {
	const kept = new Map<string, SourceField[]>();
	return {
		kept,
		recall: (object) => kept.get(object),
		keep: (object, fields) => void kept.set(object, fields),
		forget: (object) => void kept.delete(object),
	};
}

export function openCrm(org: FakeOrg, tokens: CrmTokenSource = createTokens(), memory = createMemory()): Crm {
	return salesforce.open(INSTANCE, tokens, org.call, memory);
}

export function rows(records: object[], more: { totalSize?: number; next?: string } = {}): Answer {
	const body = { totalSize: more.totalSize ?? records.length, done: more.next === undefined, records };
	return { body: more.next === undefined ? body : { ...body, nextRecordsUrl: more.next } };
}

export function record(type: string, values: object): object {
	return { attributes: { type, url: `/services/data/v67.0/sobjects/${type}/x` }, ...values };
}

export function refusal(status: number, errorCode: string, message = "no"): Answer {
	return { status, body: [{ message, errorCode }] };
}

export const isQuery =
	(object: string) =>
	({ soql }: Asked): boolean =>
		soql !== null && new RegExp(`FROM ${object}\\b`).test(soql);

function notFound(): Answer {
	return refusal(404, "NOT_FOUND", "The requested resource does not exist");
}

function toAsked(method: string, address: string, body: unknown, headers: Record<string, string>): Asked {
	const url = new URL(address, INSTANCE);
	const path = url.pathname.replace(/^\/services\/data\/v67\.0/, "");
	return { method, path, params: url.searchParams, soql: url.searchParams.get("q"), body, headers };
}

function toResponse({ status = 200, body, text, headers = {} }: Answer): Response {
	const given = { "sforce-limit-info": "api-usage=10/15000", date: new Date(NOW).toUTCString(), ...headers };
	return new Response(text ?? JSON.stringify(body ?? null), { status, headers: given });
}

function toJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
