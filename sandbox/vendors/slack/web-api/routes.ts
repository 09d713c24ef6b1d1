import type { Events } from "../events.ts";
import type { Limits, Tier } from "../limits.ts";
import type { SlackState, TokenState } from "../state.ts";
import { type Call, type Method, SlackError } from "./call.ts";
import * as chat from "./chat.ts";
import * as conversations from "./conversations.ts";
import { fileInfo } from "./files.ts";
import { access, checkClient, openIdToken } from "./oauth.ts";
import * as people from "./people.ts";
import * as views from "./views.ts";

interface MethodEntry {
	run: Method;
	tier: Tier;
	/** Takes JSON bodies, too. */
	json: boolean;
	scope?: string;
	/** Whose token; default the bot's. */
	token?: TokenState["kind"] | "any";
}

const METHODS: Record<string, MethodEntry> = {
	"auth.test": { run: people.authTest, tier: "special", json: true, token: "any" },
	"auth.revoke": { run: people.authRevoke, tier: 3, json: false, token: "any" },
	"chat.postMessage": { run: chat.postMessage, tier: "special", json: true, scope: "chat:write" },
	"chat.postEphemeral": { run: chat.postEphemeral, tier: 4, json: true, scope: "chat:write" },
	"chat.update": { run: chat.updateMessage, tier: 3, json: true, scope: "chat:write" },
	"chat.delete": { run: chat.deleteMessage, tier: 3, json: true, scope: "chat:write" },
	"chat.getPermalink": { run: chat.getPermalink, tier: "special", json: false },
	"chat.unfurl": { run: chat.unfurl, tier: 3, json: true, scope: "links:write" },
	"conversations.info": { run: conversations.info, tier: 3, json: false },
	"conversations.list": { run: conversations.list, tier: 2, json: false },
	"conversations.members": { run: conversations.members, tier: 4, json: false },
	"conversations.open": { run: conversations.open, tier: 3, json: true, scope: "im:write" },
	"conversations.join": { run: conversations.join, tier: 3, json: true, scope: "channels:join" },
	"files.info": { run: fileInfo, tier: 4, json: false, scope: "files:read" },
	"users.conversations": { run: conversations.listOfUser, tier: 3, json: false },
	"users.info": { run: people.userInfo, tier: 4, json: false, scope: "users:read" },
	"users.lookupByEmail": { run: people.lookupByEmail, tier: 3, json: false, scope: "users:read.email" },
	"team.info": { run: people.teamInfo, tier: 3, json: true, scope: "team:read" },
	"views.open": { run: views.openView, tier: 4, json: true },
	"views.push": { run: views.pushView, tier: 4, json: true },
	"views.update": { run: views.updateView, tier: 4, json: true },
	"views.publish": { run: views.publishView, tier: 4, json: true },
	"openid.connect.userInfo": {
		run: people.openIdUserInfo,
		tier: 3,
		json: false,
		scope: "openid",
		token: "openid",
	},
};

export interface WebApi {
	handle(request: Request): Promise<Response>;
}

export function createWebApi(state: SlackState, limits: Limits, events: Events): WebApi {
	async function run(request: Request, name: string): Promise<{ body: object; scopes: string[] | null }> {
		const { args, isJson } = await readArguments(request);
		if (name === "oauth.v2.access" || name === "openid.connect.token") {
			checkClient(args, request.headers.get("authorization"));
			const body = name === "oauth.v2.access" ? access(state, args) : await openIdToken(state, args);
			return { body, scopes: null };
		}
		const entry = METHODS[name];
		if (!entry) throw new SlackError("unknown_method");
		const token = findToken(state, request, isJson ? {} : args);
		if (entry.token !== "any" && token.kind !== (entry.token ?? "bot")) {
			throw new SlackError("not_allowed_token_type");
		}
		const team = state.teams.get(token.teamId);
		if (!team) throw new SlackError("account_inactive");
		const wait = limits.call(team.id, name, entry.tier);
		if (wait !== null) throw new SlackError("ratelimited", {}, wait);
		if (entry.scope && !token.scopes.includes(entry.scope)) {
			throw new SlackError("missing_scope", { needed: entry.scope, provided: token.scopes.join(",") });
		}
		// A method that takes no JSON sees none of the arguments in it.
		const call: Call = { state, limits, events, team, token, args: isJson && !entry.json ? {} : args };
		return { body: await entry.run(call), scopes: token.scopes };
	}

	return {
		async handle(request) {
			const name = new URL(request.url).pathname.slice("/api/".length);
			try {
				const { body, scopes } = await run(request, name);
				return Response.json(body, scopes ? { headers: { "x-oauth-scopes": scopes.join(",") } } : {});
			} catch (error) {
				if (!(error instanceof SlackError)) throw error;
				if (error.retryAfter === null) return Response.json(error.body);
				const headers = { "retry-after": String(error.retryAfter) };
				return Response.json(error.body, { status: 429, headers });
			}
		},
	};
}

async function readArguments(request: Request): Promise<{ args: Record<string, unknown>; isJson: boolean }> {
	const query = Object.fromEntries(new URL(request.url).searchParams);
	const type = request.headers.get("content-type") ?? "";
	if (type.startsWith("application/json")) {
		const parsed = await request.json().catch(() => {
			throw new SlackError("invalid_arguments");
		});
		return { args: { ...query, ...(parsed as Record<string, unknown>) }, isJson: true };
	}
	if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data")) {
		const form = await request.formData().catch(() => {
			throw new SlackError("invalid_form_data");
		});
		return { args: { ...query, ...Object.fromEntries(form) }, isJson: false };
	}
	if ((await request.text()) !== "") throw new SlackError("invalid_post_type");
	return { args: query, isJson: false };
}

function findToken(state: SlackState, request: Request, args: Record<string, unknown>): TokenState {
	const header = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
	const value = header ?? args.token;
	if (typeof value !== "string" || value === "") throw new SlackError("not_authed");
	const token = state.tokens.get(value);
	if (!token) throw new SlackError("invalid_auth");
	if (token.revoked) throw new SlackError(token.kind === "bot" ? "account_inactive" : "token_revoked");
	return token;
}
