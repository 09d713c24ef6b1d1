import type { DeskName } from "./api.ts";

/** Where one is, kept in the address's fragment: a reload and the back button work. */
export type Place =
	| { pane: "slack"; teamId: string; userId: string; channelId: string; tab: "messages" | "home" }
	| { pane: DeskName; ticketId: string | null }
	| CrmPlace
	| { pane: "settings" };

export interface CrmPlace {
	pane: "salesforce";
	/** Empty: the first. */
	org: string;
	object: string;
	recordId: string | null;
}

export function parsePlace(hash: string): Place {
	const [pane = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decodePart);
	if (pane === "zendesk" || pane === "zoho") return { pane, ticketId: rest[0] || null };
	if (pane === "settings") return { pane };
	if (pane === "salesforce") {
		const [org = "", object = "Account", recordId] = rest;
		return { pane, org, object, recordId: recordId || null };
	}
	const [teamId = "", userId = "", channelId = "", tab] = rest;
	return { pane: "slack", teamId, userId, channelId, tab: tab === "home" ? "home" : "messages" };
}

export function toHash(place: Place): string {
	return `#/${toParts(place).map(encodeURIComponent).join("/")}`;
}

function toParts(place: Place): string[] {
	switch (place.pane) {
		case "slack": {
			const { pane, teamId, userId, channelId, tab } = place;
			return [pane, teamId, userId, channelId, ...(tab === "home" ? ["home"] : [])];
		}
		case "settings":
			return [place.pane];
		case "salesforce":
			return [place.pane, place.org, place.object, ...(place.recordId ? [place.recordId] : [])];
		default:
			return [place.pane, ...(place.ticketId ? [place.ticketId] : [])];
	}
}

function decodePart(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
