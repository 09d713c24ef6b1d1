import type { Words } from "../words/words.ts";

export interface Hint {
	/** What the composer is filled with. A space at its end waits for more words. */
	fill: string;
	about: string;
}

/** The commands that begin with what was typed; none once more than one of them was typed out. */
export function buildHints(typed: string, command: string, ticket: string, words: Words): Hint[] {
	if (!typed.startsWith("/") || typed.includes("\n")) return [];
	const about = words.commands;
	const all: Hint[] = [
		{ fill: `${command} ${ticket}`, about: about.ticket },
		{ fill: `${command} search `, about: about.search },
		{ fill: `${command} mine`, about: about.mine },
		{ fill: `${command} unassigned`, about: about.unassigned },
		{ fill: `${command} overdue`, about: about.overdue },
		{ fill: `${command} list open`, about: about.list },
		{ fill: `${command} history ${ticket}`, about: about.history },
		{ fill: `${command} create `, about: about.create },
		{ fill: `${command} comment ${ticket}`, about: about.comment },
		{ fill: `${command} reply ${ticket}`, about: about.reply },
		{ fill: `${command} stats`, about: about.stats },
		{ fill: `${command} connect`, about: about.connect },
		{ fill: `${command} help`, about: about.help },
	];
	return all.filter(({ fill }) => fill.startsWith(typed) && fill !== typed);
}
