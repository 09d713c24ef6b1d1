import { inline, md } from "../../../slack/mrkdwn.ts";
import type { CrmMessages } from "../crm-messages.ts";

export const crmMessages: CrmMessages = {
	source: "Salesforce",
	person: (kind) => (kind === "lead" ? "lead" : "contact"),
	owner: (name) => md`owned by ${inline(name, 60)}`,
	openOpportunities: (count) => {
		if (count === 0) return md`no open opportunities`;
		return count === 1 ? md`1 open opportunity` : md`${count.toLocaleString("en")} open opportunities`;
	},
	lastActivity: (day) => md`last activity ${day}`,
	field: (label, value) => md`${inline(label, 40)}: ${inline(value, 80)}`,
};
