import { ZOHO_ACCOUNT } from "../../seed/accounts.ts";
import { iso } from "./present-ticket.ts";
import type { SimContact, SimItem, SimTicket, ZohoState } from "./state.ts";

const API = `https://desk.zoho.${ZOHO_ACCOUNT.dataCentre}/api/v1`;
const agentOf = (state: ZohoState, id: string | null) =>
	state.agents.find((agent) => agent.id === id) ?? null;

/** Snippets in lists are one line of at most this many characters. */
const SUMMARY_LENGTH = 100;

export function presentThreadRow(state: ZohoState, ticket: SimTicket, item: SimItem) {
	return {
		...commonThread(state, ticket, item),
		summary: [...item.text.replace(/\s+/g, " ")].slice(0, SUMMARY_LENGTH).join(""),
	};
}

export function presentThread(state: ZohoState, ticket: SimTicket, item: SimItem, plainText: boolean) {
	return {
		...presentThreadRow(state, ticket, item),
		content: item.html,
		isContentTruncated: false,
		attachments: presentAttachments(ticket, item),
		...(plainText ? { plainText: item.text } : {}),
	};
}

function commonThread(state: ZohoState, ticket: SimTicket, item: SimItem) {
	const agent = agentOf(state, item.agentId);
	const customer = ticket.contact?.email ?? "unknown@customers.example";
	const mailbox = mailboxOf(state, ticket);
	return {
		id: item.id,
		channel: "EMAIL",
		direction: item.direction,
		status: item.isDraft ? "DRAFT" : "SUCCESS",
		visibility: "public",
		contentType: "text/html",
		createdTime: iso(item.at),
		author: agent
			? {
					id: agent.id,
					name: agent.name,
					firstName: agent.firstName,
					lastName: agent.lastName,
					type: "AGENT",
					email: agent.email,
					photoURL: null,
				}
			: presentCustomer(ticket.contact),
		to: item.to ?? (item.direction === "in" ? mailbox : customer),
		cc: item.cc ?? "",
		bcc: "",
		fromEmailAddress: item.from ?? (item.direction === "in" ? customer : mailbox),
		...(item.replyTo === undefined ? {} : { replyTo: item.replyTo }),
		hasAttach: item.attachments.length > 0,
		attachmentCount: String(item.attachments.length),
		isForward: false,
		isDescriptionThread: ticket.items[0] === item,
		canReply: item.canReply ?? true,
	};
}

/** The department's own address, as customers know it. */
function mailboxOf(state: ZohoState, { departmentId }: SimTicket): string {
	const own = state.mailboxes.filter((mailbox) => mailbox.departmentId === departmentId);
	return own.find(({ isVerified, isActive }) => isVerified && isActive)?.address ?? "support@acme.example";
}

function presentCustomer(contact: SimContact | null) {
	if (!contact) return null;
	const { id, firstName, lastName, email } = contact;
	const name = [firstName, lastName].filter(Boolean).join(" ");
	return { id, name, firstName, lastName, type: "END_USER", email, photoURL: null };
}

function presentAttachments(ticket: SimTicket, item: SimItem) {
	return item.attachments.map((name, index) => ({
		id: `${item.id.slice(0, -3)}${900 + index}`,
		name,
		size: "48213",
		href: `${API}/tickets/${ticket.id}/threads/${item.id}/attachments/${900 + index}/content`,
	}));
}

export function presentComment(state: ZohoState, ticket: SimTicket, item: SimItem) {
	const agent = agentOf(state, item.agentId);
	return {
		id: item.id,
		content: item.isPlain ? item.text : item.html,
		contentType: item.isPlain ? "plainText" : "html",
		isPublic: item.isPublic,
		commentedTime: iso(item.at),
		modifiedTime: null,
		commenterId: agent?.id ?? ticket.contact?.id ?? null,
		commenter: agent
			? {
					id: agent.id,
					name: agent.name,
					firstName: agent.firstName,
					lastName: agent.lastName,
					type: "AGENT",
					roleName: agent.role === "light" ? "LightAgent" : "Agent",
					email: agent.email,
					photoURL: null,
				}
			: presentCustomer(ticket.contact),
		attachments: [],
	};
}

/** The people a text mentions, as `include=mentions` adds them. */
export function presentMentions(state: ZohoState, ticket: SimTicket, item: SimItem) {
	return [...item.text.matchAll(/zsu\[@user:(\d+)\]zsu/g)].flatMap((match) => {
		const agent = state.agents.find(({ zuid, orgId }) => zuid === match[1] && orgId === ticket.orgId);
		if (!agent) return [];
		return [
			{
				firstName: agent.firstName,
				lastName: agent.lastName,
				photoURL: null,
				offSet: String(match.index),
				length: String(match[0].length),
				id: agent.id,
				type: "AGENT",
				email: agent.email,
				zuid: agent.zuid,
			},
		];
	});
}
