import type { PlainTextOption } from "slack-web-api-client";
import { fold } from "../../../core/command-verbs.ts";
import type { Locale } from "../../../core/locale.ts";
import type { Agent, Department } from "../../../core/ticket.ts";
import { slackMessages } from "../../../locales/slack/slack-messages.ts";
import { NOBODY } from "../../modal-ids.ts";
import { option } from "./elements.ts";

/** Slack's limit, and what it takes for an option's value. */
const MAX_OPTIONS = 100;

/** Answers a look-up: the body of `POST /slack/options`. */
export interface OptionsAnswer {
	options: PlainTextOption[];
}

/** Departments whose name has what was typed so far, in the desk's order. */
export function buildDepartmentOptions(departments: readonly Department[], typed: string): OptionsAnswer {
	const words = fold(typed.trim());
	const found = departments.filter(({ name }) => fold(name).includes(words));
	return toAnswer(found.map(({ id, name }) => ({ id, label: name })));
}

/** Agents as the desk found them; before anything is typed, nobody is offered too. */
export function buildAgentOptions(locale: Locale, agents: readonly Agent[], typed: string): OptionsAnswer {
	const { unassigned } = slackMessages(locale, null).modal.assign;
	const nobody = typed.trim() ? [] : [{ id: NOBODY, label: unassigned }];
	return toAnswer([...nobody, ...agents.map(({ id, name, email }) => ({ id, label: name || email || id }))]);
}

function toAnswer(choices: readonly { id: string; label: string }[]): OptionsAnswer {
	const usable = choices.filter(({ id }) => id.length > 0 && id.length <= 75);
	return { options: usable.slice(0, MAX_OPTIONS).map(option) };
}
