import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { StoryDesk } from "./story-desks.ts";

/** A ticket as the desk itself has it, in words that both desks share. */
export interface DeskTicket {
	number: string;
	subject: string;
	status: string;
	priority: string | null;
	requester: string | null;
	assignee: string | null;
	department: string | null;
	tags: string[] | null;
	messages: { author: string; isPublic: boolean; text: string }[];
}

export interface DeskMail {
	to: string[];
	cc: string[];
	text: string;
	attachments: string[];
}

/** As the desk has it, without asking the app. */
export function readTicket(sandbox: Sandbox, desk: Pick<StoryDesk, "vendor">, number: string): DeskTicket {
	if (desk.vendor === "zendesk") {
		const ticket = sandbox.zendesk.ticket(Number(number));
		if (!ticket) throw new Error(`no ticket ${number}`);
		const { subject, status, priority, requester, assignee, group, comments } = ticket;
		return {
			number,
			subject,
			status,
			priority,
			requester: requester.name,
			assignee: assignee?.name ?? null,
			department: group?.name ?? null,
			tags: null,
			messages: comments.map(({ author, public: isPublic, text }) => ({
				author: author.name,
				isPublic,
				text,
			})),
		};
	}
	const { subject, status, priority, requester, assignee, department, tags, messages } =
		sandbox.zoho.ticket(number);
	return {
		number,
		subject,
		status,
		priority,
		requester,
		assignee,
		department,
		tags,
		messages: messages.map(({ author, kind, text }) => ({ author, isPublic: kind !== "comment", text })),
	};
}

/** The ticket that was created last. */
export function newestNumber(sandbox: Sandbox, desk: Pick<StoryDesk, "vendor">): string {
	const numbers =
		desk.vendor === "zendesk"
			? sandbox.zendesk.tickets().map(({ id }) => id)
			: sandbox.zoho.tickets().map(({ number }) => Number(number));
	return String(Math.max(...numbers));
}

/** Every mail that the desk has sent to customers, oldest first. */
export function mailsOf(sandbox: Sandbox, desk: Pick<StoryDesk, "vendor">): DeskMail[] {
	return desk.vendor === "zendesk" ? sandbox.zendesk.outbox() : sandbox.zoho.outbox();
}
