import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { StoryDesk } from "./story-desks.ts";

/** What a desk has of something that was written: each text of a test is its own. */
export function tracesOf(sandbox: Sandbox, desk: StoryDesk, text: string) {
	const isZendesk = desk.vendor === "zendesk";
	const mails = isZendesk ? sandbox.zendesk.outbox() : sandbox.zoho.outbox();
	const tickets = isZendesk ? sandbox.zendesk.tickets() : sandbox.zoho.tickets();
	return {
		mails: mails.filter((mail) => mail.text.includes(text)).length,
		comments: commentsOf(sandbox, desk, desk.number).filter((comment) => comment.includes(text)).length,
		tickets: tickets.filter(({ subject }) => subject === text).length,
	};
}

function commentsOf(sandbox: Sandbox, desk: StoryDesk, number: string): string[] {
	return desk.vendor === "zendesk"
		? (sandbox.zendesk.ticket(Number(number))?.comments ?? [])
				.filter((comment) => !comment.public)
				.map((comment) => comment.text)
		: sandbox.zoho
				.ticket(number)
				.messages.filter(({ kind }) => kind === "comment")
				.map((message) => message.text);
}

/** Every mail that has left for a customer. */
export function countMails(sandbox: Sandbox, desk: StoryDesk): number {
	return (desk.vendor === "zendesk" ? sandbox.zendesk : sandbox.zoho).outbox().length;
}

/** Where a desk is written to, as faults match it. */
export const WRITES = {
	zendesk: {
		comment: "PUT https://acme.zendesk.com/api/v2/tickets/1042",
		reply: "PUT https://acme.zendesk.com/api/v2/tickets/1042",
		create: "POST https://acme.zendesk.com/api/v2/tickets",
		update: "PUT https://acme.zendesk.com/api/v2/tickets/1042",
	},
	zoho: {
		comment: "/comments",
		reply: "/sendReply",
		create: "POST https://desk.zoho.eu/api/v1/tickets",
		update: "PATCH https://desk.zoho.eu/api/v1/tickets/",
	},
} as const;
