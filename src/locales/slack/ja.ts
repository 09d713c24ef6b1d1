import type { ProviderName } from "../../desk/help-desk.ts";
import { eventMessages } from "../events/event-messages.ts";
import { accountMessages, workspaceMessages } from "./ja/account.ts";
import { actingMessages, formProblemMessages } from "./ja/acting.ts";
import { commandMessages, helpMessages } from "./ja/commands.ts";
import { crmMessages } from "./ja/crm.ts";
import { noticeMessages } from "./ja/hearing.ts";
import { digestMessages, troubleMessages } from "./ja/hearing-trouble.ts";
import { homeMessages } from "./ja/home.ts";
import { insightMessages } from "./ja/insight.ts";
import { modalMessages } from "./ja/modals.ts";
import { historyMessages, listMessages, ticketMessages } from "./ja/tickets.ts";
import { errorMessages, refusalMessages } from "./ja/trouble.ts";
import type { SlackMessages } from "./messages.ts";
import { vendorName } from "./vendor-name.ts";
import type { Words } from "./words.ts";

export function createJapanese(provider: ProviderName | null): SlackMessages {
	const vendor = provider ? vendorName(provider) : "ヘルプデスク";
	const words: Words = { provider, vendor, ticket: provider === "zoho" ? "問い合わせ" : "チケット" };
	return {
		ticket: ticketMessages(words),
		list: listMessages(words),
		history: historyMessages(words),
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
		events: eventMessages("ja", provider),
		notice: noticeMessages(words),
		digest: digestMessages(words),
		trouble: troubleMessages(words),
	};
}
