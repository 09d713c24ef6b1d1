import type { DayResource } from "../../../core/day-budget.ts";

const resources: Record<DayResource, string> = {
	rowsRead: "Rows read",
	rowsWritten: "Rows written",
	queueOperations: "Queue operations",
};

/** What the hosting plan grants a day. */
export const budget = {
	budget: {
		title: "Background work today",
		resources,
		usedOf: (used: string, limit: string) => `${used} of ${limit}`,
		spent: (resource: string) =>
			`80 % of the day is used up (${resource}). Asking for changes, syncs and digests rest. Webhooks that come in, messages to Slack and commands go on.`,
		resumes: "Goes on by itself:",
		waiting: "Until then these wait, and nothing of them is lost:",
		waitingPoll: "Asking the help desk for changes",
		waitingOrgs: (count: number) =>
			count === 1 ? "One Salesforce org's sync" : `The syncs of ${count} Salesforce orgs`,
		waitingDigests: (count: number) =>
			count === 1 ? "One workspace's digest" : `The digests of ${count} workspaces`,
		help: "What the whole installation used of its Cloudflare plan without anybody waiting, from midnight UTC. It rests at 80 %, so that the rest is there for people. The limits are values of the deployment.",
		unlimited:
			"What the whole installation used without anybody waiting, from midnight UTC. No limit is set for this deployment.",
	},
};
