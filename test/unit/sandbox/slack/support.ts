import { SLACK_APP } from "../../../../sandbox/seed/accounts.ts";
import { TEAM_ACME } from "../../../../sandbox/seed/people.ts";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createSlack } from "../../../../sandbox/vendors/slack/slack.ts";
import type { SlackSimulator } from "../../../../sandbox/vendors/slack-simulator.ts";

export const ORIGIN = "http://localhost:8787";
export const REDIRECT = `${ORIGIN}/slack/oauth/callback`;
export const ALL_SCOPES = [
	"commands",
	"chat:write",
	"incoming-webhook",
	"channels:read",
	"groups:read",
	"im:read",
	"im:write",
	"users:read",
	"users:read.email",
	"team:read",
];
export const ALEX = { teamId: TEAM_ACME, userId: "U0ALEX0001" };
export const SUPPORT = "C0SUPPORT1";

export interface Rig {
	slack: SlackSimulator;
	clock: Clock;
	/** What the app received. */
	received: { request: Request; body: string }[];
	/** What the app answers next; default an empty 200. */
	answer(respond: (request: Request, body: string) => Response | Promise<Response>): void;
	call(method: string, args?: Record<string, string>, token?: string): Promise<SlackAnswer>;
	code(options?: { scopes?: string[]; person?: string; channel?: string }): Promise<string>;
	exchange(code: string, more?: Record<string, string>): Promise<SlackAnswer>;
	install(options?: { scopes?: string[]; person?: string; channel?: string }): Promise<string>;
}

export interface SlackAnswer {
	status: number;
	headers: Headers;
	// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of many shapes
	body: any;
}

/** The simulator with a clock that stands still and an app that only listens. */
export function createRig(options: { answerLimitMs?: number } = {}): Rig {
	let now = Date.parse("2026-11-20T09:00:00Z");
	const clock: Clock = {
		now: () => now,
		advance: (ms) => {
			now += ms;
		},
	};
	const received: Rig["received"] = [];
	let respond: (request: Request, body: string) => Response | Promise<Response> = () => new Response("");
	const slack = createSlack({
		clock,
		appOrigin: () => ORIGIN,
		...options,
		deliver: async (request) => {
			const body = await request.clone().text();
			received.push({ request, body });
			return respond(request, body);
		},
	});
	let botToken = "";

	async function call(method: string, args: Record<string, string> = {}, token = botToken) {
		const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" };
		const body = new URLSearchParams(args).toString();
		return toAnswer(
			await slack.fetch(new Request(`https://slack.com/api/${method}`, { method: "POST", headers, body })),
		);
	}

	async function code({ scopes = ALL_SCOPES, person = "U0MINA0001", channel = SUPPORT } = {}) {
		const form = {
			client_id: SLACK_APP.clientId,
			scope: scopes.join(","),
			redirect_uri: REDIRECT,
			state: "state-1",
			person,
			channel,
			decision: "allow",
		};
		const response = await slack.fetch(
			new Request("https://slack.com/oauth/v2/authorize", {
				method: "POST",
				body: new URLSearchParams(form),
			}),
		);
		const location = response.headers.get("location");
		if (!location) throw new Error(await response.text());
		return new URL(location).searchParams.get("code") ?? "";
	}

	async function exchange(value: string, more: Record<string, string> = {}) {
		const basic = btoa(`${SLACK_APP.clientId}:${SLACK_APP.clientSecret}`);
		const response = await slack.fetch(
			new Request("https://slack.com/api/oauth.v2.access", {
				method: "POST",
				headers: { authorization: `Basic ${basic}` },
				body: new URLSearchParams({ code: value, redirect_uri: REDIRECT, ...more }),
			}),
		);
		return toAnswer(response);
	}

	return {
		slack,
		clock,
		received,
		answer(next) {
			respond = next;
		},
		call,
		code,
		exchange,
		async install(wanted) {
			const { body } = await exchange(await code(wanted));
			botToken = body.access_token;
			return botToken;
		},
	};
}

async function toAnswer(response: Response): Promise<SlackAnswer> {
	return { status: response.status, headers: response.headers, body: await response.json() };
}
