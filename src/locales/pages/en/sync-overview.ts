/** By the desk's reason. */
const why: Record<"gate" | "vendor", string> = {
	gate: "Zendesk makes people in bulk only for accounts that it has allowed to. Ask Zendesk's support to switch on bulk user import; until then new people go one by one.",
	vendor: "This help desk has no way to write several at once.",
};

export const syncOverview = {
	syncOverview: {
		day: "The last 24 hours",
		issues: (count: string) => `${count} records can't be synced`,
		oneIssue: "1 record can't be synced",
		noIssues: "Every record that was read is in step.",
		paths: {
			title: "How the help desk is written",
			unknown: "Known after the first run.",
			bulk: (count: number) => `up to ${count} in one job`,
			single: "one by one",
			perSecond: (count: number) => `, at most ${count} a second`,
			same: (how: string) => `New and changed ones: ${how}.`,
			differ: (made: string, changed: string) => `New ones: ${made}. Changed ones: ${changed}.`,
			why,
		},
	},
};
