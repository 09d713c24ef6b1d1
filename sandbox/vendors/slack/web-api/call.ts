import type { Events } from "../events.ts";
import type { Limits } from "../limits.ts";
import type { ChannelState, SlackState, TeamState, TokenState } from "../state.ts";

/** One call of a Web API method, authenticated and within its limits. */
export interface Call {
	state: SlackState;
	limits: Limits;
	events: Events;
	team: TeamState;
	token: TokenState;
	args: Record<string, unknown>;
}

export type Answer = Record<string, unknown>;
export type Method = (call: Call) => Answer | Promise<Answer>;

/** A documented error of a method. */
export class SlackError extends Error {
	readonly body: Answer;
	readonly retryAfter: number | null;

	constructor(error: string, more: Answer = {}, retryAfter: number | null = null) {
		super(error);
		this.body = { ok: false, error, ...more };
		this.retryAfter = retryAfter;
	}
}

export function text(call: Call, name: string): string | null {
	const value = call.args[name];
	return typeof value === "string" && value !== "" ? value : null;
}

export function required(call: Call, name: string): string {
	const value = text(call, name);
	if (value === null) {
		throw new SlackError("invalid_arguments", {
			response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
		});
	}
	return value;
}

export function flag(call: Call, name: string): boolean {
	const value = call.args[name];
	return value === true || value === "true" || value === "1";
}

export function requireScope({ token }: Call, needed: string): void {
	if (token.scopes.includes(needed)) return;
	throw new SlackError("missing_scope", { needed, provided: token.scopes.join(",") });
}

/** A channel that exists for the app: private ones and DMs only with the bot in them. */
export function visibleChannel({ team }: Call, id: string): ChannelState {
	const channel = team.channels.get(id);
	const isVisible = channel && (channel.kind === "public" || channel.members.has(team.botUserId));
	if (!isVisible) throw new SlackError("channel_not_found");
	return channel;
}

const READ_SCOPES = { public: "channels:read", private: "groups:read", direct: "im:read" } as const;

export function requireReadScope(call: Call, kind: ChannelState["kind"]): void {
	requireScope(call, READ_SCOPES[kind]);
}

/** Opaque to the app: a place in a list. */
export function toPage<T>(
	call: Call,
	items: readonly T[],
	idOf: (item: T) => string,
): { page: T[]; next: string } {
	const limit = call.args.limit === undefined ? 100 : Number(call.args.limit);
	if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new SlackError("invalid_limit");
	const cursor = text(call, "cursor");
	const start = cursor === null ? 0 : items.findIndex((item) => btoa(`id:${idOf(item)}`) === cursor);
	if (start < 0) throw new SlackError("invalid_cursor");
	const following = items[start + limit];
	return {
		page: items.slice(start, start + limit),
		next: following ? btoa(`id:${idOf(following)}`) : "",
	};
}
