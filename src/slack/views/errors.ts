import type { Command } from "../../core/command.ts";
import type { VendorError } from "../../lib/errors.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import { inline, join, type Mrkdwn, md, slackDate } from "../mrkdwn.ts";
import { actions, button, context, type SlackMessage, section, toMessage } from "./blocks.ts";
import { messagesOf, type ViewContext } from "./view-context.ts";

export interface ErrorInput extends ViewContext {
	/** The short id that the log has too; null where nobody would look for it. */
	reference: string | null;
}

type ErrorFacts = Pick<VendorError, "kind" | "vendor" | "retryAfterSeconds" | "fields">;

/** What happened and what to do about it. */
export function sentenceFor(error: ErrorFacts, input: ErrorInput): Mrkdwn {
	const messages = messagesOf(input);
	const reference = input.reference ? messages.error.reference(input.reference) : null;
	return join([toSentenceText(error, input), reference], "\n");
}

function toSentenceText(error: ErrorFacts, input: ErrorInput): Mrkdwn {
	const messages = messagesOf(input).error;
	const vendor = vendorName(error.vendor);
	switch (error.kind) {
		case "rate_limited":
			return messages.rateLimited(vendor, retryText(error.retryAfterSeconds, input));
		case "invalid":
			return messages.invalid(vendor, reasonsText(error.fields));
		default:
			return messages.sentence(error.kind, vendor, input.deskName);
	}
}

function retryText(seconds: number | null, input: ErrorInput): Mrkdwn | null {
	if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return null;
	const fallback = messagesOf(input).error.retryAtFallback(Math.ceil(seconds));
	return slackDate(input.now + seconds * 1000, clockFormat(seconds), fallback);
}

/** Many limits end within the minute, some at the end of the day. */
function clockFormat(seconds: number): string {
	if (seconds < 120) return "{time_secs}";
	return seconds < 12 * 3600 ? "{time}" : "{date_short_pretty} {time}";
}

function reasonsText(fields: Record<string, string>): Mrkdwn | null {
	const reasons = Object.entries(fields)
		.slice(0, 3)
		.map(([name, reason]) => md`${inline(name, 60)}: ${inline(reason, 150)}`);
	return reasons.length > 0 ? join(reasons, "; ") : null;
}

export interface ErrorMessageInput extends ErrorInput {
	error: ErrorFacts;
	deskId: string;
	/** What failed and may be tried again by a click; null where that would be no use. */
	command: Command | null;
}

const WORTH_ANOTHER_TRY = new Set<ErrorFacts["kind"]>([
	"rate_limited",
	"unavailable",
	"malformed",
	"aborted",
]);

export function buildError(input: ErrorMessageInput): SlackMessage {
	const { error, deskId, command } = input;
	const again =
		command && WORTH_ANOTHER_TRY.has(error.kind)
			? button(messagesOf(input).command.tryAgain, { kind: "run", deskId, command, cursor: null, from: 1 })
			: null;
	const reference = input.reference ? messagesOf(input).error.reference(input.reference) : null;
	return toMessage(sentenceFor(error, input), [
		section(toSentenceText(error, input)),
		context(reference),
		actions([again]),
	]);
}

/** For what no vendor is to blame for. */
export function buildUnexpected(
	input: Pick<ViewContext, "locale"> & { provider: ViewContext["provider"] | null; reference: string },
): SlackMessage {
	const { error } = slackMessages(input.locale, input.provider);
	const reference = error.reference(input.reference);
	return toMessage(join([error.unexpected, reference], "\n"), [
		section(error.unexpected),
		context(reference),
	]);
}
