import type { Context } from "../../context.ts";
import type { Ticket } from "../../core/ticket.ts";
import { isVendorError } from "../../lib/errors.ts";
import { findSlackPerson, openSlack } from "../../services/agent-links/slack-person.ts";
import type { Operation } from "../../services/operations/operations.ts";
import { buildCreatedFromMessage } from "../views/outcomes.ts";
import type { ViewContext } from "../views/view-context.ts";

/** A ticket made from a message is named below it. Where the bot may not write, only its maker is told. */
export async function tellBelowMessage(
	ctx: Context,
	operation: Operation,
	view: ViewContext & { ticket: Ticket },
): Promise<void> {
	const { written, teamId, userId } = operation;
	const source = written.kind === "create" ? written.input.source : null;
	const slack = source && (await openSlack(ctx, teamId));
	if (!slack) return;
	try {
		const { name } = await findSlackPerson(ctx, teamId, userId);
		const message = buildCreatedFromMessage({ ...view, personName: name });
		await slack.say(source.channelId, message, source.messageTs);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.info("slack.thread_not_told", { kind: error.kind, code: error.code });
	}
}
