import { requireTicket } from "./api-tickets.ts";
import { DIGITS, type Endpoint, includeOf, limitOf, listPage, notFound, oneOf, someOf } from "./endpoints.ts";
import { presentComment, presentMentions, presentThread, presentThreadRow } from "./present-conversation.ts";
import type { SimItem } from "./state.ts";

const READ = [["Desk.tickets.READ"]];
const PAGING = { from: DIGITS, limit: DIGITS };

const newestFirst = (items: SimItem[]) => items.toReversed();

export const conversationEndpoints: Endpoint[] = [
	{
		path: "/tickets/:ticketId{[0-9]+}/conversations",
		scopes: READ,
		weight: 3,
		query: PAGING,
		answer(request) {
			const ticket = requireTicket(request);
			const limit = limitOf(request.query, 1, 200);
			const page = listPage(newestFirst(ticket.items), request.query, limit);
			const rows = page?.map((item) =>
				item.kind === "thread"
					? { type: "thread", ...presentThreadRow(request.state, ticket, item) }
					: { type: "comment", ...presentComment(request.state, ticket, item) },
			);
			return rows ? { data: rows } : null;
		},
	},
	{
		path: "/tickets/:ticketId{[0-9]+}/threads",
		scopes: READ,
		weight: 3,
		query: { ...PAGING, sortBy: oneOf("sendDateTime") },
		answer(request) {
			const ticket = requireTicket(request);
			const limit = limitOf(request.query, 1, 200);
			const threads = ticket.items.filter(({ kind }) => kind === "thread");
			const sorted = request.query.get("sortBy") === "sendDateTime" ? threads : newestFirst(threads);
			const page = listPage(sorted, request.query, limit);
			return page && { data: page.map((item) => presentThreadRow(request.state, ticket, item)) };
		},
	},
	{
		path: "/tickets/:ticketId{[0-9]+}/threads/:threadId{[0-9]+}",
		scopes: READ,
		weight: 1,
		query: { include: someOf("plainText") },
		answer(request) {
			const ticket = requireTicket(request);
			const thread = ticket.items.find(({ id, kind }) => kind === "thread" && id === request.params.threadId);
			if (!thread) throw notFound();
			return presentThread(request.state, ticket, thread, includeOf(request.query).has("plainText"));
		},
	},
	{
		path: "/tickets/:ticketId{[0-9]+}/latestThread",
		scopes: READ,
		weight: 1,
		query: { include: someOf("plainText") },
		answer(request) {
			const ticket = requireTicket(request);
			const thread = ticket.items.findLast(({ kind, isDraft }) => kind === "thread" && !isDraft);
			return thread
				? presentThread(request.state, ticket, thread, includeOf(request.query).has("plainText"))
				: null;
		},
	},
	{
		path: "/tickets/:ticketId{[0-9]+}/comments",
		scopes: READ,
		weight: 3,
		query: { ...PAGING, sortBy: oneOf("commentedTime"), include: someOf("mentions", "plainText") },
		answer(request) {
			const ticket = requireTicket(request);
			const limit = limitOf(request.query, 1, 100);
			const include = includeOf(request.query);
			const comments = ticket.items.filter(({ kind }) => kind === "comment");
			const sorted = request.query.get("sortBy") === "-commentedTime" ? newestFirst(comments) : comments;
			const page = listPage(sorted, request.query, limit);
			const rows = page?.map((item) => ({
				...presentComment(request.state, ticket, item),
				...(include.has("mentions") ? { mention: presentMentions(request.state, ticket, item) } : {}),
				...(include.has("plainText") ? { plainText: item.text } : {}),
			}));
			return rows ? { data: rows } : null;
		},
	},
];
