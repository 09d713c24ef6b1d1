import type { VendorErrorKind } from "../../lib/errors.ts";
import type { Mrkdwn } from "../../slack/mrkdwn.ts";

/** App Home. */
export interface HomeMessages {
	/** `name` null: not known. */
	greeting(name: string | null): Mrkdwn;
	/** What this is, for somebody who hasn't signed in anywhere yet. */
	about: Mrkdwn;
	noDesk(setupUrl: string | null): Mrkdwn;
	connectButton: string;
	connectAgainButton: string;
	newTicket: string;
	show: string;
	reload: string;
	/** Below the ten that are shown. */
	moreTickets(shown: number, total: number | null): Mrkdwn;
	/** Why the tickets aren't there. */
	problem(kind: VendorErrorKind): Mrkdwn;
	searchHint: Mrkdwn;
	paused(deskName: string): Mrkdwn;
	directMessages: Mrkdwn;
	directMessagesNote: Mrkdwn;
	groupTicket: string;
	groupTalk: string;
	/** Times as `22:30`. */
	quietHours(from: string, to: string, timezone: string): Mrkdwn;
	noQuietHours: Mrkdwn;
	quietFrom: string;
	quietTo: string;
	quietOn: string;
	quietOff: string;
	signedIn(agentName: string, deskName: string, since: Mrkdwn): Mrkdwn;
	disconnect: string;
	/** The question before signing out. Plain text. */
	disconnectConfirm: { title: string; text: string; yes: string; no: string };
	help: Mrkdwn;
}
