import type { Command } from "../../core/command.ts";
import type { Locale } from "../../core/locale.ts";

/** A command as somebody in Slack gave it: typed, or by a button that stands for one. */
export interface CommandRequest {
	teamId: string;
	userId: string;
	channelId: string;
	/** The desk a button was made for; null when the place decides. */
	deskId: string | null;
	command: Command;
	/** The page of a list or conversation; null for the first. */
	cursor: string | null;
	/** The place of that page's first row, counted from 1. */
	from: number;
	/** Slack's one-time address for the answer. */
	responseUrl: string | null;
	/** Whether the answer takes the place of the message that `responseUrl` belongs to, or comes below it. */
	replacesMessage: boolean;
}

/** A request with the language its answer is in. */
export interface LocalizedRequest extends CommandRequest {
	locale: Locale;
}
