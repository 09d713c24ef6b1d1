import { createHash } from "node:crypto";
import type { Clock } from "../../../../sandbox/vendor.ts";
import {
	createSalesforce,
	type SalesforceSimulator,
} from "../../../../sandbox/vendors/salesforce/simulator.ts";

export const NOW = Date.parse("2026-11-20T09:00:30Z");
export const REDIRECT = "https://desk.example/oauth/salesforce/callback";
export const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

export interface Tokens {
	access_token: string;
	refresh_token?: string;
	id_token?: string;
	signature: string;
	id: string;
	issued_at: string;
	instance_url: string;
	scope: string;
}

export interface Row {
	[field: string]: unknown;
	attributes: { type: string; url?: string };
}

export interface Page {
	totalSize: number;
	done: boolean;
	nextRecordsUrl?: string;
	records: Row[];
}

export function createStand(): { salesforce: SalesforceSimulator; clock: Clock } {
	let now = NOW;
	const clock = {
		now: () => now,
		advance: (ms: number) => {
			now += ms;
		},
	};
	return { salesforce: createSalesforce({ clock }), clock };
}

export function orgOf(salesforce: SalesforceSimulator, key = "acme") {
	const org = salesforce.orgs().find((one) => one.key === key);
	if (!org) throw new Error(`no org ${key}`);
	return org;
}

export function authorizeAddress(
	salesforce: SalesforceSimulator,
	changes: Record<string, string | null> = {},
	{ key = "acme", host }: { key?: string; host?: string } = {},
): string {
	const org = orgOf(salesforce, key);
	const query = {
		response_type: "code",
		client_id: org.clientId,
		redirect_uri: REDIRECT,
		scope: "api refresh_token openid",
		state: "a&b=c",
		code_challenge: CHALLENGE,
		code_challenge_method: "S256",
		prompt: "login",
		...changes,
	};
	const url = new URL(`https://${host ?? org.host}/services/oauth2/authorize`);
	for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
	return url.href;
}

/** Somebody decides on the authorization page; answers with what the browser is sent back with. */
export async function decide(
	salesforce: SalesforceSimulator,
	address: string,
	person: string,
	decision: "allow" | "deny" = "allow",
): Promise<URLSearchParams> {
	const body = new URLSearchParams({ person, decision });
	const answer = await salesforce.fetch(new Request(address, { method: "POST", body, redirect: "manual" }));
	if (answer.status !== 302) throw new Error(`the page answered ${answer.status}`);
	return new URL(answer.headers.get("location") ?? "").searchParams;
}

export function postToken(
	salesforce: SalesforceSimulator,
	changes: Record<string, string | null>,
	{ key = "acme", host }: { key?: string; host?: string } = {},
): Promise<Response> {
	const org = orgOf(salesforce, key);
	const form = { client_id: org.clientId, client_secret: org.clientSecret, ...changes };
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) if (value !== null) body.set(name, value);
	return salesforce.fetch(
		new Request(`https://${host ?? org.loginHost}/services/oauth2/token`, { method: "POST", body }),
	);
}

export async function signIn(
	salesforce: SalesforceSimulator,
	{ key = "acme", user = "" }: { key?: string; user?: string } = {},
): Promise<Tokens> {
	const org = orgOf(salesforce, key);
	const person = org.users.find((one) => one.key === user) ?? org.users[0];
	const callback = await decide(salesforce, authorizeAddress(salesforce, {}, { key }), person?.id ?? "");
	const answer = await postToken(
		salesforce,
		{
			grant_type: "authorization_code",
			code: callback.get("code"),
			redirect_uri: REDIRECT,
			code_verifier: VERIFIER,
		},
		{ key },
	);
	if (!answer.ok) throw new Error(await answer.text());
	return (await answer.json()) as Tokens;
}

export interface Client {
	tokens: Tokens;
	send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
	/** Throws with the answer's text unless it is a success. */
	ask<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
	query(soql: string, all?: boolean): Promise<Page>;
	/** The error code that a query is refused with. */
	refusal(soql: string): Promise<string>;
}

/** Speaks to the data API as somebody who has signed in. */
export async function connect(
	salesforce: SalesforceSimulator,
	who: { key?: string; user?: string } = {},
): Promise<Client> {
	const tokens = await signIn(salesforce, who);
	const send: Client["send"] = (method, path, body, headers) =>
		salesforce.fetch(
			new Request(
				new URL(path.startsWith("/") ? path : `/services/data/v67.0/${path}`, tokens.instance_url),
				{
					method,
					headers: {
						authorization: `Bearer ${tokens.access_token}`,
						"content-type": "application/json; charset=UTF-8",
						...headers,
					},
					...(body === undefined ? {} : { body: JSON.stringify(body) }),
				},
			),
		);
	const ask: Client["ask"] = async (...request) => {
		const answer = await send(...request);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${answer.status} ${text}`);
		return text === "" ? null : JSON.parse(text);
	};
	const address = (soql: string, all = false) => `query${all ? "All" : ""}?q=${encodeURIComponent(soql)}`;
	return {
		tokens,
		send,
		ask,
		query: (soql, all) => ask<Page>("GET", address(soql, all)),
		async refusal(soql) {
			const [problem] = (await (await send("GET", address(soql))).json()) as { errorCode: string }[];
			return problem?.errorCode ?? "";
		},
	};
}
