import type { ProviderName } from "../../desk/help-desk.ts";
import { eventMessages } from "../events/event-messages.ts";
import { accountMessages, workspaceMessages } from "./en/account.ts";
import { actingMessages, formProblemMessages } from "./en/acting.ts";
import { commandMessages, helpMessages } from "./en/commands.ts";
import { crmMessages } from "./en/crm.ts";
import { noticeMessages } from "./en/hearing.ts";
import { digestMessages, troubleMessages } from "./en/hearing-trouble.ts";
import { homeMessages } from "./en/home.ts";
import { insightMessages } from "./en/insight.ts";
import { modalMessages } from "./en/modals.ts";
import { historyMessages, listMessages, ticketMessages } from "./en/tickets.ts";
import { errorMessages, refusalMessages } from "./en/trouble.ts";
import type { SlackMessages } from "./messages.ts";
import { vendorName } from "./vendor-name.ts";
import type { Words } from "./words.ts";

export function createEnglish(provider: ProviderName | null): SlackMessages {
	const vendor = provider ? vendorName(provider) : "your help desk";
	const words: Words = { provider, vendor, ticket: "ticket" };
	return {
		ticket: ticketMessages(words),
		list: listMessages(),
		history: historyMessages(),
		help: helpMessages(words),
		command: commandMessages(words),
		account: accountMessages(words),
		workspace: workspaceMessages(words),
		refusal: refusalMessages(words),
		error: errorMessages(),
		acting: actingMessages(words),
		modal: modalMessages(words),
		formProblem: formProblemMessages,
		insight: insightMessages(words),
		crm: crmMessages,
		home: homeMessages(words),
		events: eventMessages("en", provider),
		notice: noticeMessages(),
		digest: digestMessages(words),
		trouble: troubleMessages(words),
	};
}
