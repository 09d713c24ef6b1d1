import type { DeskProvider } from "../help-desk.ts";
import { parseAddress, parseTicketNumber, parseTicketUrl } from "./address.ts";
import { openHelpDesk } from "./help-desk.ts";
import { authorizationUrl, exchangeCode, refresh, revoke, scopes } from "./oauth.ts";

export const zendesk: DeskProvider = {
	name: "zendesk",
	rotatesRefreshTokens: true,
	closedIsFinal: true,
	scopes,
	parseAddress,
	authorizationUrl,
	exchangeCode,
	refresh,
	revoke,
	open: openHelpDesk,
	parseTicketUrl,
	parseTicketNumber,
};
