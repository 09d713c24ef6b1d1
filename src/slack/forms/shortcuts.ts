import type { Context as HonoContext } from "hono";
import * as v from "valibot";
import type { AppEnv } from "../../app-env.ts";
import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { openSlack } from "../../services/agent-links/slack-person.ts";
import { resolvePersonLocale } from "../../services/commands/locale.ts";
import { prefillFromMessage, toPlainText } from "../message-text.ts";
import { type MessageAction, messageActionSchema, shortcutSchema } from "../schema.ts";
import { openForm } from "./open-form.ts";

/** The shortcuts of the manifest, by their `callback_id`. */
export const SHORTCUTS = {
	create: "ticket_create",
	createFromMessage: "ticket_from_message",
	addToTicket: "message_to_ticket",
} as const;

/** "New ticket", from anywhere in Slack. */
export async function handleShortcut(c: HonoContext<AppEnv>, payload: unknown): Promise<Response> {
	const parsed = v.safeParse(shortcutSchema, payload);
	if (!parsed.success) return c.body(null, 400);
	const { user, team, callback_id, trigger_id } = parsed.output;
	const teamId = team?.id ?? user.team_id;
	if (teamId && callback_id === SHORTCUTS.create) {
		const opener = { teamId, userId: user.id, channelId: "", responseUrl: null, triggerId: trigger_id };
		await openForm(c.var.ctx, opener, null, { kind: "create" });
	}
	return c.body(null, 200);
}

/** "Create ticket" and "Add to ticket", from a message: its words and files go along, with the way back to it. */
export async function handleMessageAction(c: HonoContext<AppEnv>, payload: unknown): Promise<Response> {
	const parsed = v.safeParse(messageActionSchema, payload);
	if (!parsed.success) return c.body(null, 400);
	const { user, team, callback_id, trigger_id, channel, message, response_url } = parsed.output;
	const teamId = team?.id ?? user.team_id;
	if (!teamId) return c.body(null, 200);
	const { ctx } = c.var;
	const place = { teamId, userId: user.id, channelId: channel.id, responseUrl: response_url ?? null };
	const opener = { ...place, triggerId: trigger_id };
	const source = { channelId: channel.id, messageTs: message.ts };
	const fileIds = message.files.map(({ id }) => id);
	const { subject, description } = await readMessage(ctx, teamId, user.id, parsed.output);
	if (callback_id === SHORTCUTS.createFromMessage) {
		await openForm(ctx, opener, null, { kind: "create", values: { subject, description }, source, fileIds });
	}
	if (callback_id === SHORTCUTS.addToTicket) {
		await openForm(ctx, opener, null, { kind: "add_to_ticket", text: description, source, fileIds });
	}
	return c.body(null, 200);
}

async function readMessage(
	ctx: Context,
	teamId: string,
	userId: string,
	{ channel, message }: MessageAction,
) {
	const locale = await resolvePersonLocale(ctx, teamId, userId);
	const permalink = await findPermalink(ctx, teamId, channel.id, message.ts);
	const ending = permalink ? slackMessages(locale, null).modal.create.source(permalink) : "";
	return prefillFromMessage(toPlainText(message.text), ending);
}

/** null where the bot can't see the message: the ticket then says less about where it comes from. */
async function findPermalink(
	ctx: Context,
	teamId: string,
	channel: string,
	ts: string,
): Promise<string | null> {
	try {
		return (await (await openSlack(ctx, teamId))?.permalink(channel, ts)) ?? null;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		return null;
	}
}
