import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import type { Command } from "../core/command.ts";
import { parseJson } from "../lib/http.ts";
import { type Action, parseAction } from "./actions.ts";
import { answerClick, answerOutdated } from "./answer-click.ts";
import { handleNotMe } from "./not-me.ts";
import { type BlockActions, blockActionsSchema, interactionSchema } from "./schema.ts";
import { shareTicket } from "./share-ticket.ts";

/** A click, as far as it matters to us. */
export interface Click {
	teamId: string;
	userId: string;
	channelId: string;
	responseUrl: string | null;
	messageTs: string | null;
}

/** `POST /slack/interactions`, verified. A click is answered by its response_url; the HTTP answer stays empty. */
export async function handleInteraction(c: HonoContext<AppEnv>, rawBody: string): Promise<Response> {
	const payload = parseJson(new URLSearchParams(rawBody).get("payload") ?? "");
	const kind = v.safeParse(interactionSchema, payload);
	if (!kind.success) return c.body(null, 400);
	if (kind.output.type !== "block_actions") return c.body(null, 200);
	const parsed = v.safeParse(blockActionsSchema, payload);
	if (!parsed.success) return c.body(null, 400);
	const click = toClick(parsed.output);
	const [element] = parsed.output.actions;
	if (!click || !element) return c.body(null, 200);
	const value = element.value ?? element.selected_option?.value ?? null;
	const action = parseAction({ actionId: element.action_id, value });
	if (action) await handleAction(c, action, click);
	else {
		c.var.ctx.log.warn("slack.unknown_action", { action: element.action_id });
		await answerOutdated(c.var.ctx, click);
	}
	return c.body(null, 200);
}

/** `POST /slack/options`, verified: no view of today has an external select, so there is nothing to offer. */
export async function handleOptions(c: HonoContext<AppEnv>): Promise<Response> {
	return c.json({ options: [] });
}

async function handleAction(c: HonoContext<AppEnv>, action: Action, click: Click): Promise<void> {
	const { ctx } = c.var;
	switch (action.kind) {
		case "open":
		case "sign_in":
			return;
		case "not_me":
			return handleNotMe(ctx, action.linkId, click);
		case "share":
			return shareTicket(ctx, action, click);
		case "show":
		case "refresh": {
			const command = toTicketCommand(action.ticketId);
			const replacesMessage = action.kind === "refresh";
			return answerClick(ctx, click, {
				deskId: action.deskId,
				command,
				cursor: null,
				from: 1,
				replacesMessage,
			});
		}
		case "run": {
			const { deskId, command, cursor, from } = action;
			return answerClick(ctx, click, { deskId, command, cursor, from, replacesMessage: true });
		}
	}
}

export function toTicketCommand(ticketId: string): Command {
	return { verb: "ticket", target: { by: "digits", digits: ticketId } };
}

function toClick(payload: BlockActions): Click | null {
	const teamId = payload.team?.id ?? payload.user.team_id;
	if (!teamId) return null;
	return {
		teamId,
		userId: payload.user.id,
		channelId: payload.channel?.id ?? "",
		responseUrl: payload.response_url ?? null,
		messageTs: payload.container.message_ts ?? null,
	};
}
