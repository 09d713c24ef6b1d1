import type { DeskProvider } from "../help-desk.ts";
import { parseAddress, parseTicketNumber, parseTicketUrl } from "./address.ts";
import { openHelpDesk } from "./help-desk.ts";
import { authorizationUrl, exchangeCode, refresh, revoke, scopes } from "./oauth.ts";

export const zoho: DeskProvider = {
	name: "zoho",
	rotatesRefreshTokens: false,
	closedIsFinal: false,
	scopes,
	parseAddress,
	authorizationUrl: async (desk, request) => authorizationUrl(desk, request),
	exchangeCode,
	refresh,
	revoke,
	open: openHelpDesk,
	parseTicketUrl,
	parseTicketNumber,
};
