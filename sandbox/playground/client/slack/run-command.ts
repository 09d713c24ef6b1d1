import type { PlaygroundInfo } from "../../info.ts";
import type { SlackPlace } from "../../slack-state.ts";
import { sendSlack, tellSlack } from "../api.ts";
import { encodeEntities } from "../mrkdwn/entities.ts";
import type { Words } from "../words/words.ts";
import type { Attachment } from "./attachments.ts";

export interface Outcome {
	/** What Slack itself says; null when all went well. */
	notice: string | null;
	/** How the app answered a command. */
	answered: Answered | null;
}

export interface Answered {
	status: number;
	durationMs: number;
}

const NOTHING: Outcome = { notice: null, answered: null };

/** What was typed → a message, an invitation or a command, as Slack would take it. */
export async function runCommand(
	typed: string,
	place: SlackPlace,
	info: PlaygroundInfo,
	words: Words,
	/** The workspace's name when the app is not installed there: Slack then knows none of its commands. */
	withoutApp: string | null,
	files: readonly Attachment[],
): Promise<Outcome> {
	const text = typed.trim();
	const [, name = "", rest = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
	if (!name) {
		const sent = files.map(({ name: fileName, mimetype, data }) => ({ name: fileName, mimetype, data }));
		await tellSlack("say", { ...place, text: encodeEntities(text), files: sent });
		return NOTHING;
	}
	if (withoutApp !== null && (name === "/invite" || name === info.command)) {
		return { notice: words.commandNotInstalled(name, withoutApp), answered: null };
	}
	if (name === "/invite") {
		await tellSlack("invite", place);
		return NOTHING;
	}
	if (name !== info.command) return { notice: words.notACommand(name), answered: null };
	const { status, durationMs, error } = await sendSlack("command", { ...place, command: name, text: rest });
	const answered = error === "operation_timeout" ? null : { status, durationMs: Math.round(durationMs) };
	return { notice: error === null ? null : words.commandFailed(name, error), answered };
}
