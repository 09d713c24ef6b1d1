import { heldByBlueprint } from "./api-blueprint.ts";
import { requireTicket } from "./api-tickets.ts";
import { holdsAction, holdsField } from "./blueprints.ts";
import {
	createChecker,
	isMailAddress,
	refuseLightAgents,
	requireBody,
	takeUploads,
	textOfHtml,
} from "./body.ts";
import { type ApiRequest, type Endpoint, forbidden } from "./endpoints.ts";
import { presentComment, presentThread } from "./present-conversation.ts";
import { type SimItem, type SimTicket, STATUSES, setStatus, toHtml } from "./state.ts";

const UPDATE = [["Desk.tickets.UPDATE"]];
const TYPES = ["plainText", "html"];

export const messageEndpoints: Endpoint[] = [
	{
		method: "POST",
		path: "/tickets/:ticketId{[0-9]+}/comments",
		scopes: UPDATE,
		weight: 1,
		query: { parentConversationId: /^\d+$/ },
		answer(request) {
			const ticket = requireTicket(request);
			const body = requireBody(request, ["content", "contentType", "isPublic", "attachmentIds"]);
			const checker = createChecker(body);
			const content = checker.text("content", { max: 32_000, required: true }) ?? "";
			const type = checker.text("contentType", { among: TYPES }) ?? "html";
			const attach = takeUploads(request, checker, "attachmentIds");
			if (body.isPublic !== undefined && typeof body.isPublic !== "boolean") {
				checker.wrong("isPublic", "invalid", "isPublic must be true or false");
			}
			checker.done();
			// Left out, a setting of the person decides; here it says public.
			const isPublic = body.isPublic !== false;
			if (request.viewer.role === "light" && isPublic) throw forbidden();
			if (holdsAction(ticket, "COMMENT")) throw heldByBlueprint();
			const item = addItem(request, ticket, content, type, {
				kind: "comment",
				isPublic,
				attachments: attach(),
			});
			return presentComment(request.state, ticket, item);
		},
	},
	{
		method: "POST",
		path: "/tickets/:ticketId{[0-9]+}/sendReply",
		scopes: UPDATE,
		weight: 1,
		query: { parentConversationId: /^\d+$/ },
		answer: sendReply,
	},
];

const REPLY = [
	"channel",
	"fromEmailAddress",
	"to",
	"cc",
	"bcc",
	"content",
	"contentType",
	"isForward",
	"ticketStatus",
	"attachmentIds",
];

function sendReply(request: ApiRequest): object {
	const ticket = requireTicket(request);
	refuseLightAgents(request);
	const { state, now } = request;
	const body = requireBody(request, REPLY);
	const checker = createChecker(body);
	checker.text("channel", { required: true, among: ["EMAIL"] });
	const content = checker.text("content", { max: 16_000_000, required: true }) ?? "";
	const type = checker.text("contentType", { among: TYPES }) ?? "html";
	const from = checker.text("fromEmailAddress", { required: true }) ?? "";
	const to = checkList(checker.text("to", { max: 13_000, required: true }));
	const cc = checkList(checker.text("cc", { max: 13_000 }));
	const status = checker.text("ticketStatus", { among: Object.keys(STATUSES) });
	const mayUse = state.mailboxes.some(
		({ address, departmentId, isVerified, isActive }) =>
			address === from && departmentId === ticket.departmentId && isVerified && isActive,
	);
	if (from !== "" && !mayUse) {
		checker.wrong("fromEmailAddress", "invalid", "This address is not verified for the department");
	}
	if (to === null) checker.wrong("to", "invalid", "to has something that is no address");
	if (cc === null) checker.wrong("cc", "invalid", "cc has something that is no address");
	const attach = takeUploads(request, checker, "attachmentIds");
	checker.done();
	if (holdsAction(ticket, "REPLY") || (status && holdsField(ticket, "status"))) throw heldByBlueprint();
	const headers = { from, to: (to ?? []).join(","), cc: (cc ?? []).join(",") };
	const attachments = attach();
	const item = addItem(request, ticket, content, type, {
		kind: "thread",
		isPublic: true,
		attachments,
		...headers,
	});
	if (status) setStatus(ticket, status, now);
	state.outbox.push({
		ticketId: ticket.id,
		ticketNumber: ticket.number,
		from,
		to: to ?? [],
		cc: cc ?? [],
		subject: `Re: [#${ticket.number}] ${ticket.subject}`,
		text: item.text,
		attachments,
		at: now,
	});
	request.changed();
	// On its way; whoever reads it again finds it sent.
	return { ...presentThread(state, ticket, item, false), status: "PENDING" };
}

/** [] for an absent list, null for one that holds anything but addresses. */
function checkList(list: string | null): string[] | null {
	if (list === null) return [];
	const parts = list.split(/[,;]/).map((part) => part.trim());
	return parts.every(isMailAddress) ? parts : null;
}

function addItem(
	{ state, now, viewer, changed }: ApiRequest,
	ticket: SimTicket,
	content: string,
	type: string,
	given: Pick<SimItem, "kind" | "isPublic" | "attachments"> & { from?: string; to?: string; cc?: string },
): SimItem {
	const isPlain = type === "plainText";
	const item: SimItem = {
		...given,
		id: state.nextId(),
		direction: "out",
		isDraft: false,
		agentId: viewer.id,
		text: isPlain ? content : textOfHtml(content),
		html: isPlain ? toHtml(content) : content,
		isPlain,
		at: now,
	};
	ticket.items.push(item);
	ticket.modifiedAt = now;
	changed();
	return item;
}
