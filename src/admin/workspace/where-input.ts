import { pageMessages } from "../../locales/pages/messages.ts";
import { DIRECT } from "../../services/workspaces/check-channel.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { type NamedChannel, nameChannels } from "../../services/workspaces/name-channels.ts";
import type { PageContext } from "../env.ts";
import { messagesFor } from "../render.tsx";

/** Before a department's id in the name of its field. */
export const DEPARTMENT_FIELD = "department_";
/** A link to a channel fits, and a name has at most 80 characters. */
export const MAX_ENTERED = 300;

/** The departments' fields of a form, trimmed. */
export function readDepartmentFields(values: Record<string, unknown>): Record<string, string> {
	const input: Record<string, string> = {};
	for (const [name, value] of Object.entries(values)) {
		if (name.startsWith(DEPARTMENT_FIELD) && typeof value === "string") input[name] = value.trim();
	}
	return input;
}

/** The channels' ids by field, and what is wrong with the others; an empty field is neither. */
export async function nameFields(
	c: PageContext,
	view: WorkspaceView,
	input: Record<string, string>,
): Promise<{ chosen: Map<string, string>; errors: Record<string, string> }> {
	const { settings, common } = messagesFor(c);
	const chosen = new Map<string, string>();
	const errors: Record<string, string> = {};
	const texts = new Map<string, string>();
	for (const [name, text] of Object.entries(input)) {
		if (text.length > MAX_ENTERED) errors[name] = common.tooLong;
		else if (text !== "") texts.set(name, toReference(text));
	}
	const channels = await nameChannels(c.var.ctx, view, [...texts.values()]);
	for (const [name, text] of texts) {
		const named = channels.get(text);
		if (named?.ok) chosen.set(name, named.channelId);
		else errors[name] = named ? toError(c, text, named) : settings.where.unknown;
	}
	return { chosen, errors };
}

/** The app's direct messages are offered in words, in the language of the page of then. */
function toReference(text: string): string {
	const words = (["en", "ja"] as const).map((locale) => pageMessages(locale).settings.where.directShort);
	return words.some((word) => word.toLowerCase() === text.toLowerCase()) ? DIRECT : text;
}

function toError(c: PageContext, text: string, { problem }: Extract<NamedChannel, { ok: false }>): string {
	const { where: words } = messagesFor(c).settings;
	const errors = {
		no_such_name: words.noSuchName,
		name_twice: words.nameTwice,
		unlisted: words.unlisted,
	};
	return errors[problem](text);
}
