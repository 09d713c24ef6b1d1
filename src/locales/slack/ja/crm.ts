import { inline, md } from "../../../slack/mrkdwn.ts";
import type { CrmMessages } from "../crm-messages.ts";

export const crmMessages: CrmMessages = {
	source: "Salesforce",
	person: (kind) => (kind === "lead" ? "リード" : "取引先責任者"),
	owner: (name) => md`所有者: ${inline(name, 60)}`,
	openOpportunities: (count) =>
		count === 0 ? md`進行中の商談なし` : md`進行中の商談 ${count.toLocaleString("ja")}件`,
	lastActivity: (day) => md`最終活動日: ${day}`,
	field: (label, value) => md`${inline(label, 40)}: ${inline(value, 80)}`,
};
