import { ZENDESK_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { WebhookView } from "../../../../sandbox/vendors/zendesk/hearing.ts";
import type { ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { decide } from "./browser.ts";

const MINA = 381204417;
const REDIRECT_URI = "http://localhost:8787/oauth/zendesk/callback";
const SCOPE = "read tickets:write webhooks:write";

export interface ReceivedEvent {
	id: string;
	type: string;
	time: string;
	subject: string;
	detail: Record<string, unknown>;
	event: Record<string, unknown> & { meta: { sequence: { id: string; position: number; total: number } } };
}

interface Answer {
	status: number;
	body: Record<string, unknown>;
}

/** Somebody who has a webhook at the simulated account, and what came. */
export interface Subscriber {
	deliver: (request: Request) => Promise<Response>;
	received: { url: string; headers: Headers; body: string }[];
	events(): ReceivedEvent[];
	answerWith(answer: () => Promise<Response>): void;
	subscribe(zendesk: ZendeskSimulator, subscriptions: string[]): Promise<WebhookView>;
	put(zendesk: ZendeskSimulator, ticketId: number, ticket: unknown): Promise<Answer>;
	ask(
		zendesk: ZendeskSimulator,
		personId: number,
		method: string,
		path: string,
		body?: unknown,
		scope?: string,
	): Promise<Answer>;
}

export function createSubscriber(): Subscriber {
	const received: Subscriber["received"] = [];
	let answer: () => Promise<Response> = async () => new Response();

	const ask: Subscriber["ask"] = async (zendesk, personId, method, path, body, scope = SCOPE) => {
		const headers = {
			authorization: `Bearer ${await tokenOf(zendesk, personId, scope)}`,
			"content-type": "application/json",
		};
		const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
		const response = await zendesk.fetch(new Request(`https://acme.zendesk.com/api/v2${path}`, init));
		const text = await response.text();
		return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
	};

	return {
		received,
		async deliver(request) {
			received.push({ url: request.url, headers: request.headers, body: await request.text() });
			return answer();
		},
		events: () => received.map(({ body }) => JSON.parse(body)),
		answerWith(next) {
			answer = next;
		},
		async subscribe(zendesk, subscriptions) {
			const webhook = {
				name: "Deskbridge",
				status: "active",
				endpoint: "https://desk.example/webhooks/zendesk/d_1",
				http_method: "POST",
				request_format: "json",
				subscriptions,
			};
			await ask(zendesk, MINA, "POST", "/webhooks", { webhook });
			const made = zendesk.webhooks().at(-1);
			if (!made) throw new Error("no webhook was made");
			return made;
		},
		put: (zendesk, ticketId, ticket) => ask(zendesk, MINA, "PUT", `/tickets/${ticketId}`, { ticket }),
		ask,
	};
}

async function tokenOf(zendesk: ZendeskSimulator, personId: number, scope: string): Promise<string> {
	const url = new URL("https://acme.zendesk.com/oauth/authorizations/new");
	const { clientId: client_id, clientSecret: client_secret } = ZENDESK_ACCOUNT;
	const asked = { response_type: "code", client_id, redirect_uri: REDIRECT_URI, scope };
	url.search = new URLSearchParams(asked).toString();
	const code = (await decide(zendesk, url.href, personId)).get("code");
	const grant = {
		grant_type: "authorization_code",
		code,
		redirect_uri: REDIRECT_URI,
		client_id,
		client_secret,
	};
	const answer = await zendesk.fetch(
		new Request("https://acme.zendesk.com/oauth/tokens", {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(grant),
		}),
	);
	return ((await answer.json()) as { access_token: string }).access_token;
}
