import type { AnyHomeTabBlock } from "slack-web-api-client";
import type { Locale } from "../../core/locale.ts";
import type { QuietHours, Switches } from "../../core/notification-settings.ts";
import type { TicketSummary } from "../../core/ticket.ts";
import type { TicketEventType } from "../../core/ticket-event.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import type { VendorErrorKind } from "../../lib/errors.ts";
import { slackMessages } from "../../locales/slack/slack-messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import { md, slackDate, toDistance } from "../mrkdwn.ts";
import { actions, button, context, plain, section } from "./blocks.ts";
import { homeButton } from "./home-elements.ts";
import { settingsBlocks } from "./home-settings.ts";
import { rowText } from "./ticket-list.ts";

/** One desk as App Home shows it to one person. */
export interface HomeDesk {
	deskId: string;
	deskName: string;
	provider: ProviderName;
	/** Of the desk in this workspace. */
	state: "active" | "disabled" | "paused" | "not_connected";
	/** Where an administrator can change that. */
	settingsUrl: string;
	/** null: this person hasn't signed in. */
	link: HomeLink | null;
}

export interface HomeLink {
	agentName: string;
	linkedAt: number;
	/** Their open tickets, or why they can't be read. `total` null: the desk doesn't tell. */
	tickets: { items: readonly TicketSummary[]; total: number | null } | { problem: VendorErrorKind };
	switches: Switches;
	/** null: none. */
	quietHours: QuietHours | null;
	timezone: string;
	/** What this desk tells of at all. */
	events: readonly TicketEventType[];
}

export interface HomeDeskInput {
	desk: HomeDesk;
	locale: Locale;
	now: number;
	maxTickets: number;
	/** The place of the desk in the view: keeps its buttons apart from the others'. */
	index: number;
}

export function deskBlocks(input: HomeDeskInput): (AnyHomeTabBlock | null)[] {
	const { desk, locale } = input;
	const { deskId, deskName, settingsUrl, link } = desk;
	const messages = slackMessages(locale, desk.provider);
	const { home, refusal, account } = messages;
	// A company often calls its desks the same.
	const name = `${deskName} · ${vendorName(desk.provider)}`;
	const heading = { type: "header" as const, text: plain(name, 140) };
	if (desk.state === "disabled") return [heading, section(refusal.disabled(deskName, settingsUrl))];
	if (desk.state === "not_connected") {
		return [heading, section(refusal.deskNotConnected(deskName, settingsUrl))];
	}
	const paused = desk.state === "paused" ? context(home.paused(deskName)) : null;
	if (!link) {
		return [
			heading,
			paused,
			section(account.signIn(deskName, null)),
			actions([homeButton(home.connectButton, { kind: "connect", deskId }, { style: "primary" })]),
		];
	}
	return [
		heading,
		paused,
		...ticketBlocks(input, link),
		...settingsBlocks({ deskId, link, messages }),
		context(home.signedIn(link.agentName, deskName, sinceText(link.linkedAt, input))),
		actions([
			homeButton(home.disconnect, { kind: "disconnect", deskId }, { confirm: home.disconnectConfirm }),
		]),
	];
}

function sinceText(at: number, { locale, now }: HomeDeskInput) {
	return slackDate(at, "{date_short}", slackMessages(locale, null).ticket.age(toDistance(at, now)));
}

function ticketBlocks(input: HomeDeskInput, { tickets }: HomeLink): (AnyHomeTabBlock | null)[] {
	const { desk, locale, now, maxTickets, index } = input;
	const { deskId } = desk;
	const { home, list, ...messages } = slackMessages(locale, desk.provider);
	const newTicket = button(home.newTicket, { kind: "create", deskId }, { index: index + 1 });
	if ("problem" in tickets) {
		const again =
			tickets.problem === "auth"
				? homeButton(home.connectAgainButton, { kind: "connect", deskId }, { style: "primary" })
				: homeButton(home.reload, { kind: "reload", deskId });
		return [section(home.problem(tickets.problem)), actions([again])];
	}
	const shown = tickets.items.slice(0, maxTickets);
	const all = Math.max(tickets.total ?? 0, tickets.items.length);
	if (shown.length === 0) {
		return [section(list.empty("mine", null)), context(list.emptyHint("mine")), actions([newTicket])];
	}
	return [
		section(md`*${list.heading("mine", null, tickets.total === null ? null : all)}*`),
		...shown.map((ticket, row) =>
			section(
				rowText(ticket, now, { home, list, ...messages }, true),
				button(home.show, { kind: "show", deskId, ticketId: ticket.id }, { index: index * 100 + row + 1 }) ??
					undefined,
			),
		),
		all > shown.length ? context(home.moreTickets(shown.length, tickets.total)) : null,
		context(home.searchHint),
		actions([newTicket, homeButton(home.reload, { kind: "reload", deskId })]),
	];
}
