import type { DeskProvider } from "../help-desk.ts";
import { parseAddress, parseTicketNumber, parseTicketUrl, ticketHosts } from "./address.ts";
import { creditsOfDay } from "./credits.ts";
import { openDirectory } from "./directory/directory.ts";
import { EVENT_WAYS } from "./event-ways.ts";
import { openFeed } from "./feed.ts";
import { openHelpDesk } from "./help-desk.ts";
import { authorizationUrl, exchangeCode, refresh, revoke, scopes } from "./oauth.ts";
import { webhooks } from "./webhook.ts";

export const zoho: DeskProvider = {
	name: "zoho",
	rotatesRefreshTokens: false,
	closedIsFinal: false,
	hasBlueprints: true,
	events: EVENT_WAYS,
	webhooks,
	scopes,
	parseAddress,
	authorizationUrl: async (desk, request) => authorizationUrl(desk, request),
	exchangeCode,
	refresh,
	revoke,
	open: openHelpDesk,
	openFeed,
	openDirectory,
	dailyBudget: creditsOfDay,
	parseTicketUrl,
	ticketHosts,
	parseTicketNumber,
};
