import { SETUP_TOKEN } from "../seed/accounts.ts";
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
	/** Who the playground begins as, and the ticket it suggests. */
	start: { teamId: string; userId: string; channelName: string; ticket: string };
}

export const VENDOR_HOSTS = [
	"slack.com",
	"zendesk.com",
	...["com", "eu", "in", "com.au", "jp", "ca", "sa", "uk", "com.cn"].map((end) => `zoho.${end}`),
	"zohocloud.ca",
] as const;

export function createPlaygroundInfo(appOrigin: string): PlaygroundInfo {
	const alex = PEOPLE.find(({ key }) => key === "alex")?.slack?.userId ?? "";
	return {
		appOrigin,
		command: "/desk",
		setupToken: SETUP_TOKEN,
		vendorHosts: VENDOR_HOSTS,
		start: { teamId: TEAM_ACME, userId: alex, channelName: "support", ticket: "1042" },
	};
}
