import { ZENDESK_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { decide } from "./browser.ts";

const REDIRECT_URI = "http://localhost:8787/oauth/zendesk/callback";
const READ_AND_WRITE = "read tickets:write";

interface Answer {
	status: number;
	headers: Headers;
	body: Record<string, unknown>;
}

/** The API as people call it, each call with a token of its own. */
export interface WritingApi {
	get(personId: number, path: string, host?: string): Promise<Answer>;
	put(personId: number, ticketId: number, ticket: unknown, scope?: string, host?: string): Promise<Answer>;
	post(personId: number, ticket: unknown, headers?: Record<string, string>): Promise<Answer>;
	upload(personId: number, name: string, content: string): Promise<Answer & { token: string }>;
}

export function createApi(zendesk: ZendeskSimulator): WritingApi {
	async function tokenOf(personId: number, scope: string, host: string): Promise<string> {
		const url = new URL(`https://${host}.zendesk.com/oauth/authorizations/new`);
		const { clientId: client_id, clientSecret: client_secret } = ZENDESK_ACCOUNT;
		const asked = { response_type: "code", client_id, redirect_uri: REDIRECT_URI, scope };
		url.search = new URLSearchParams(asked).toString();
		const code = (await decide(zendesk, url.href, personId)).get("code");
		const grant = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI };
		const answer = await zendesk.fetch(
			new Request(`https://${host}.zendesk.com/oauth/tokens`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ ...grant, client_id, client_secret }),
			}),
		);
		const { access_token }: { access_token: string } = await answer.json();
		return access_token;
	}

	async function ask(
		personId: number,
		path: string,
		{ scope = READ_AND_WRITE, host = "acme", ...init }: RequestInit & { scope?: string; host?: string },
	): Promise<Answer> {
		const headers = new Headers(init.headers);
		// A sign-in for each call: tests wait longer than a token lives.
		headers.set("authorization", `Bearer ${await tokenOf(personId, scope, host)}`);
		const url = `https://${host}.zendesk.com/api/v2${path}`;
		const answer = await zendesk.fetch(new Request(url, { ...init, headers }));
		return { status: answer.status, headers: answer.headers, body: await answer.json() };
	}

	const json = { "content-type": "application/json" };
	return {
		get: (personId, path, host = "acme") => ask(personId, path, { host }),
		put: (personId, ticketId, ticket, scope = READ_AND_WRITE, host = "acme") =>
			ask(personId, `/tickets/${ticketId}`, {
				method: "PUT",
				headers: json,
				body: JSON.stringify({ ticket }),
				scope,
				host,
			}),
		post: (personId, ticket, headers = {}) =>
			ask(personId, "/tickets", {
				method: "POST",
				headers: { ...json, ...headers },
				body: JSON.stringify({ ticket }),
			}),
		async upload(personId, name, content) {
			const answer = await ask(personId, `/uploads?filename=${encodeURIComponent(name)}`, {
				method: "POST",
				headers: { "content-type": "text/plain" },
				body: content,
			});
			const upload = answer.body.upload as { token: string } | undefined;
			return { ...answer, token: upload?.token ?? "" };
		},
	};
}
