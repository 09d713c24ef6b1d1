import type { ModalView } from "slack-web-api-client";
import type { Context } from "../../context.ts";
import type { Target } from "../../core/command.ts";
import type { Department, Ticket } from "../../core/ticket.ts";
import { allowedActions, type TicketActionName } from "../../core/ticket-actions.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { isVendorError } from "../../lib/errors.ts";
import { toRef, toTyped } from "../../services/commands/ask-desk.ts";
import { toFailure, toName } from "../../services/commands/failures.ts";
import { draftOperation } from "../../services/operations/operations.ts";
import type { MessageSource } from "../modal-state.ts";
import type { CreateValues, ReplyValues } from "../modal-values.ts";
import type { Mrkdwn } from "../mrkdwn.ts";
import { sentenceFor } from "../views/errors.ts";
import { buildAddToTicketModal } from "../views/modals/add-to-ticket.ts";
import {
	buildAssignModal,
	buildMoveModal,
	buildPriorityModal,
	buildStatusModal,
	buildTagsModal,
} from "../views/modals/change.ts";
import { buildCreateModal } from "../views/modals/create.ts";
import { buildNotPossible } from "../views/modals/outcome.ts";
import { buildProblemModal } from "../views/modals/problem.ts";
import { buildCommentModal, buildReplyModal } from "../views/modals/write.ts";
import { messagesOf } from "../views/view-context.ts";
import { openReached, type Reached, toOperationContext } from "./reach.ts";

export type TicketFormKind = "comment" | "reply" | "status" | "assign" | "priority" | "tags" | "move";

/** A form that somebody wants, first or again: `values` and `problem` are what it comes back with. */
export type FormRequest =
	| {
			kind: "create";
			values?: Partial<CreateValues>;
			department?: Department | null;
			source?: MessageSource | null;
			fileIds?: readonly string[];
			problem?: Mrkdwn | null;
			errors?: Record<string, string>;
	  }
	| {
			kind: TicketFormKind;
			target: Target;
			values?: Record<string, unknown>;
			fileIds?: readonly string[];
			problem?: Mrkdwn | null;
			errors?: Record<string, string>;
	  }
	| { kind: "add_to_ticket"; text: string; source: MessageSource | null; fileIds: readonly string[] };

const LOOKUP_TIMEOUT_MS = 10_000;

const NEEDS: Record<TicketFormKind, TicketActionName> = {
	comment: "comment",
	reply: "reply",
	status: "status",
	priority: "status",
	tags: "status",
	assign: "assign",
	move: "assign",
};

/** The form, or what stands in its place. Never throws for the desk's sake. */
export async function buildForm(ctx: Context, reached: Reached, form: FormRequest): Promise<ModalView> {
	const helpDesk = openReached(ctx, reached, LOOKUP_TIMEOUT_MS);
	try {
		if (form.kind === "add_to_ticket") {
			const { text, source, fileIds } = form;
			return buildAddToTicketModal({ ...reached.view, values: { text }, source, fileIds });
		}
		return form.kind === "create"
			? await buildCreateForm(helpDesk, reached, form)
			: await buildTicketForm(ctx, helpDesk, reached, form);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const { reference } = toFailure(ctx, toName(reached.desk), form.kind, error);
		return buildProblemModal({ ...reached.view, text: sentenceFor(error, { ...reached.view, reference }) });
	}
}

async function buildCreateForm(
	helpDesk: HelpDesk,
	{ view }: Reached,
	form: Extract<FormRequest, { kind: "create" }>,
): Promise<ModalView> {
	const { values, source, fileIds, problem, errors } = form;
	const department = form.department ?? (await findOnlyDepartment(helpDesk));
	return buildCreateModal({
		...view,
		department,
		form: department ? await helpDesk.ticketForm(department.id) : null,
		source: source ?? null,
		fileIds: fileIds ?? [],
		...(values ? { values } : {}),
		...(errors ? { errors } : {}),
		problem: problem ?? null,
	});
}

/** A choice of one is no choice. */
async function findOnlyDepartment(helpDesk: HelpDesk): Promise<Department | null> {
	const departments = await helpDesk.departments();
	return departments.length === 1 ? (departments[0] ?? null) : null;
}

async function buildTicketForm(
	ctx: Context,
	helpDesk: HelpDesk,
	reached: Reached,
	form: Extract<FormRequest, { kind: TicketFormKind }>,
): Promise<ModalView> {
	const { view, link, desk } = reached;
	const ref = toRef(ctx, desk, form.target);
	const ticket = ref && (await helpDesk.findTicket(ref));
	if (!ticket) {
		return buildProblemModal({
			...view,
			text: messagesOf(view).refusal.ticketNotFound(toTyped(form.target)),
		});
	}
	const allowed = allowedActions(
		link.role,
		ticket.status.category,
		ctx.provider(desk.provider).closedIsFinal,
	);
	if (!allowed.includes(NEEDS[form.kind])) {
		const refusal = { reason: allowed.length === 0 ? "closed" : "comments_only" } as const;
		return buildNotPossible({ ...view, ticket, refusal, offerComment: allowed.includes("comment") });
	}
	const { problem = null, values = {}, errors = {} } = form;
	const frame = { ...view, ticket, problem, values, errors };
	switch (form.kind) {
		case "comment":
			return buildCommentModal({ ...frame, fileIds: form.fileIds ?? [] });
		case "reply":
			return buildReplyForm(ctx, helpDesk, reached, ticket, form);
		case "status":
			return buildStatusForm(helpDesk, frame, allowed.includes("comment"));
		case "priority":
			return buildPriorityModal({ ...frame, priorities: await helpDesk.priorities(ticket.id) });
		case "assign":
			return buildAssignModal(frame);
		case "move":
			return buildMoveModal(frame);
		case "tags":
			return buildTagsModal({ ...frame, tags: null });
	}
}

/** Where a blueprint leaves no status to choose, what it allows instead. */
async function buildStatusForm(
	helpDesk: HelpDesk,
	frame: Omit<Parameters<typeof buildStatusModal>[0], "statuses">,
	offerComment: boolean,
): Promise<ModalView> {
	const statuses = await helpDesk.statuses(frame.ticket.id);
	const blueprint = statuses.length === 0 ? await helpDesk.blueprint(frame.ticket.id) : null;
	if (!blueprint) return buildStatusModal({ ...frame, statuses });
	const transitions = blueprint.transitions.map(({ name }) => name);
	return buildNotPossible({ ...frame, refusal: { reason: "blueprint", transitions }, offerComment });
}

/** Who would be reached is read now, shown, and kept: only these are ever sent to. */
async function buildReplyForm(
	ctx: Context,
	helpDesk: HelpDesk,
	reached: Reached,
	ticket: Ticket,
	form: Extract<FormRequest, { kind: TicketFormKind }>,
): Promise<ModalView> {
	const { view } = reached;
	const [targets, statuses] = await Promise.all([
		helpDesk.replyTargets(ticket.id),
		helpDesk.statuses(ticket.id).catch(() => []),
	]);
	if (!targets || targets.to.length === 0) {
		return buildNotPossible({ ...view, ticket, refusal: { reason: "no_recipient" }, offerComment: true });
	}
	const attachments = [...(form.fileIds ?? [])];
	const input = { text: "", attachments, status: null, targets };
	const about = toOperationContext(reached, ticket.id);
	const operationId = await draftOperation(ctx, about, { kind: "reply", input });
	const values = (form.values ?? {}) as Partial<ReplyValues>;
	return buildReplyModal({
		...view,
		ticket,
		targets,
		statuses,
		operationId,
		values,
		fileIds: attachments,
		problem: form.problem ?? null,
	});
}
