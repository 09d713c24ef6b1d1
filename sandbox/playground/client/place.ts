import type { DeskName } from "./api.ts";

/** Where one is, kept in the address's fragment: a reload and the back button work. */
export type Place =
	| { pane: "slack"; teamId: string; userId: string; channelId: string; tab: "messages" | "home" }
	| { pane: DeskName; ticketId: string | null }
	| { pane: "settings" };

export function parsePlace(hash: string): Place {
	const [pane = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decodePart);
	if (pane === "zendesk" || pane === "zoho") return { pane, ticketId: rest[0] || null };
	if (pane === "settings") return { pane };
	const [teamId = "", userId = "", channelId = "", tab] = rest;
	return { pane: "slack", teamId, userId, channelId, tab: tab === "home" ? "home" : "messages" };
}

export function toHash(place: Place): string {
	const parts =
		place.pane === "slack"
			? [place.pane, place.teamId, place.userId, place.channelId, ...(place.tab === "home" ? ["home"] : [])]
			: place.pane === "settings"
				? [place.pane]
				: [place.pane, ...(place.ticketId ? [place.ticketId] : [])];
	return `#/${parts.map(encodeURIComponent).join("/")}`;
}

function decodePart(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
