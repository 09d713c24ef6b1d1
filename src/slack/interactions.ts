import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../app-env.ts";
import type { Context } from "../context.ts";
import type { Command } from "../core/command.ts";
import { parseJson } from "../lib/http.ts";
import { type Action, parseAction } from "./actions.ts";
import { answerClick, answerOutdated } from "./answer-click.ts";
import { type Click, toClick } from "./click.ts";
import { assignToMe } from "./forms/assign-me.ts";
import { openCardAddress } from "./forms/card-address.ts";
import { chooseDepartment } from "./forms/choose-department.ts";
import { openForm } from "./forms/open-form.ts";
import { repeatOperation } from "./forms/send-again.ts";
import { handleMessageAction, handleShortcut } from "./forms/shortcuts.ts";
import { handleSubmission } from "./forms/submit.ts";
import { handleHomeAction } from "./home/handle-home-action.ts";
import { parseHomeAction } from "./home-ids.ts";
import { BLOCK } from "./modal-ids.ts";
import { handleNotMe } from "./not-me.ts";
import { blockActionsSchema, interactionSchema, viewSubmissionSchema } from "./schema.ts";
import { shareTicket } from "./share-ticket.ts";

/** `POST /slack/interactions`, verified: clicks, submitted forms and shortcuts, each by its kind. */
export async function handleInteraction(c: HonoContext<AppEnv>, rawBody: string): Promise<Response> {
	const payload = parseJson(new URLSearchParams(rawBody).get("payload") ?? "");
	const kind = v.safeParse(interactionSchema, payload);
	if (!kind.success) return c.body(null, 400);
	switch (kind.output.type) {
		case "block_actions":
			return handleClick(c, payload);
		case "view_submission": {
			const parsed = v.safeParse(viewSubmissionSchema, payload);
			return parsed.success ? handleSubmission(c, parsed.output) : c.body(null, 400);
		}
		case "shortcut":
			return handleShortcut(c, payload);
		case "message_action":
			return handleMessageAction(c, payload);
		default:
			return c.body(null, 200);
	}
}

/** A click is answered by its response_url or in a form; the HTTP answer stays empty. */
async function handleClick(c: HonoContext<AppEnv>, payload: unknown): Promise<Response> {
	const parsed = v.safeParse(blockActionsSchema, payload);
	if (!parsed.success) return c.body(null, 400);
	const { ctx } = c.var;
	const click = toClick(parsed.output);
	const [element] = parsed.output.actions;
	if (!click || !element) return c.body(null, 200);
	if (parsed.output.view && element.action_id === BLOCK.department) {
		await chooseDepartment(ctx, parsed.output);
		return c.body(null, 200);
	}
	const homeAction = click.inHome ? parseHomeAction(element.action_id) : null;
	if (homeAction) {
		await handleHomeAction(ctx, click, homeAction, element);
		return c.body(null, 200);
	}
	const value = element.value ?? element.selected_option?.value ?? null;
	const action = parseAction({ actionId: element.action_id, value });
	if (action) await handleAction(ctx, action, click);
	else {
		ctx.log.warn("slack.unknown_action", { action: element.action_id });
		await answerOutdated(ctx, click);
	}
	return c.body(null, 200);
}

async function handleAction(ctx: Context, action: Action, click: Click): Promise<void> {
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
		case "create":
			return openForm(ctx, click, action.deskId, { kind: "create" });
		case "assign_me":
			return assignToMe(
				ctx,
				{ ...click, responseUrl: await openCardAddress(ctx, click, click.card) },
				action,
				{
					key: click.key,
					viewId: click.viewId,
				},
			);
		case "send_again":
			if ((await repeatOperation(ctx, click, action.operationId, click.viewId)) === "over") {
				await answerOutdated(ctx, click);
			}
			return;
		default: {
			const target = { by: "digits", digits: action.ticketId } as const;
			const opener = { ...click, isCard: click.isEphemeral, onTop: click.modal === "answer" };
			return openForm(ctx, opener, action.deskId, { kind: action.kind, target });
		}
	}
}

export function toTicketCommand(ticketId: string): Command {
	return { verb: "ticket", target: { by: "digits", digits: ticketId } };
}
