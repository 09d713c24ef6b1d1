import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ZENDESK_CHANNEL, ZOHO_CHANNEL } from "./slack-story.ts";

/** What the seed has in one desk, as far as stories tell of it. */
export interface StoryDesk {
	name: "Zendesk" | "Zoho Desk";
	vendor: "zendesk" | "zoho";
	/** Commands in this channel mean this desk. */
	channel: string;
	/** What a ticket is called in Japanese. */
	ticketJa: string;
	/** A ticket that Alex and Mina see, and Priya and Kenji don't. */
	number: "1042";
	subject: string;
	requester: string;
	/** Part of its last message. */
	lastMessage: string;
	/** A ticket that Priya sees. */
	priyas: string;
	/** A ticket that Kenji sees, and its subject. */
	kenjis: { number: string; subject: string };
	/** A ticket with a conversation of several pages, visible to Alex. */
	long: string;
	/** Words with several pages of results. */
	frequentWord: string;
	url(sandbox: Sandbox, number: string): string;
	/** The same ticket in somebody else's desk. */
	foreignUrl: string;
}

export const DESKS: readonly StoryDesk[] = [
	{
		name: "Zendesk",
		vendor: "zendesk",
		channel: ZENDESK_CHANNEL,
		ticketJa: "チケット",
		number: "1042",
		subject: "Invoice 2026-1187 shows the wrong tax",
		requester: "Aya Mori · Globex KK",
		lastMessage: "The credit note is fine, thank you.",
		priyas: "1031",
		kenjis: { number: "1050", subject: "倉庫のハンディ端末が全台オフラインになっています" },
		long: "1020",
		frequentWord: "invoice",
		url: (_sandbox, number) => `https://acme.zendesk.com/agent/tickets/${number}`,
		foreignUrl: "https://globex.zendesk.com/agent/tickets/1042",
	},
	{
		name: "Zoho Desk",
		vendor: "zoho",
		channel: ZOHO_CHANNEL,
		ticketJa: "問い合わせ",
		number: "1042",
		subject: "Cannot sign in after changing my password",
		requester: "Laura Mendes · Initech Logistics",
		lastMessage: "Signed out everywhere, but tablet 5 still refuses.",
		priyas: "4680",
		kenjis: { number: "4709", subject: "パスワード変更後にログインできない" },
		long: "4680",
		frequentWord: "invoice",
		url: (sandbox, number) =>
			`https://desk.zoho.eu/agent/acmesupport/support/tickets/details/${zohoId(sandbox, number)}`,
		foreignUrl: "https://desk.zoho.eu/agent/acmelabs/research/tickets/details/520000000000507693",
	},
];

/** Zoho's internal id of a ticket. */
export function zohoId(sandbox: Sandbox, number: string): string {
	const ticket = sandbox.zoho.tickets().find((one) => one.number === number);
	if (!ticket) throw new Error(`no ticket ${number} in Zoho Desk`);
	return ticket.id;
}
