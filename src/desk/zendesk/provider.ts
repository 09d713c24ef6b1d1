import type { DeskProvider } from "../help-desk.ts";
import { parseAddress, parseTicketNumber, parseTicketUrl, ticketHosts } from "./address.ts";
import { openDirectory } from "./directory/directory.ts";
import { EVENT_WAYS } from "./event-ways.ts";
import { openFeed } from "./feed.ts";
import { openHelpDesk } from "./help-desk.ts";
import { authorizationUrl, exchangeCode, refresh, revoke, scopes } from "./oauth.ts";
import { webhooks } from "./webhook.ts";

export const zendesk: DeskProvider = {
	name: "zendesk",
	rotatesRefreshTokens: true,
	closedIsFinal: true,
	hasBlueprints: false,
	events: EVENT_WAYS,
	webhooks,
	scopes,
	parseAddress,
	authorizationUrl,
	exchangeCode,
	refresh,
	revoke,
	open: openHelpDesk,
	openFeed,
	openDirectory,
	dailyBudget: () => null,
	parseTicketUrl,
	ticketHosts,
	parseTicketNumber,
};
