import { SETUP_TOKEN, ZENDESK_ACCOUNT } from "../seed/accounts.ts";
import { PEOPLE, TEAM_ACME } from "../seed/people.ts";

/** What the page must know about the sandbox it is part of. */
export interface PlaygroundInfo {
	/** Where the Worker is reached, such as `http://localhost:8787`. */
	appOrigin: string;
	/** The app's slash command, with its slash. */
	command: string;
	/** What `/setup` asks for; it protects nothing but this sandbox. */
	setupToken: string;
	/** Hosts that the sandbox answers for, each with all its subdomains. */
	vendorHosts: readonly string[];
	/** Where the playground begins, and what it suggests to try there. */
	start: {
		teamId: string;
		userId: string;
		channelName: string;
		/** A number that both desks have. */
		ticket: string;
		/** The same at the first desk, as its agents open it. */
		ticketUrl: string;
		/** Who connected the desks, so that a first command is answered without a sign-in. */
		administratorId: string;
		/** The channel of each desk. */
		desks: { name: string; channelName: string }[];
	};
}

export const VENDOR_HOSTS = [
	"slack.com",
	"zendesk.com",
	...["com", "eu", "in", "com.au", "jp", "ca", "sa", "uk", "com.cn"].map((end) => `zoho.${end}`),
	"zohocloud.ca",
	"salesforce.com",
	"force.com",
] as const;

export function createPlaygroundInfo(appOrigin: string): PlaygroundInfo {
	const idOf = (wanted: string) => PEOPLE.find(({ key }) => key === wanted)?.slack?.userId ?? "";
	return {
		appOrigin,
		command: "/desk",
		setupToken: SETUP_TOKEN,
		vendorHosts: VENDOR_HOSTS,
		start: {
			teamId: TEAM_ACME,
			userId: idOf("alex"),
			channelName: "support",
			ticket: "1042",
			ticketUrl: `https://${ZENDESK_ACCOUNT.subdomain}.zendesk.com/agent/tickets/1042`,
			administratorId: idOf("mina"),
			desks: [
				{ name: "Zendesk", channelName: "support" },
				{ name: "Zoho Desk", channelName: "billing" },
			],
		},
	};
}
