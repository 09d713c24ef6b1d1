import type { ModalView } from "slack-web-api-client";
import type { Context } from "../../context.ts";
import type { Ticket } from "../../core/ticket.ts";
import { allowedActions } from "../../core/ticket-actions.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import type { Deed, DeedKind } from "../../locales/slack/acting-messages.ts";
import { openSlack } from "../../services/agent-links/slack-person.ts";
import type { Operation } from "../../services/operations/operations.ts";
import type { Outcome } from "../../services/operations/run-operation.ts";
import { toActionRefusal } from "../action-refusal.ts";
import { respond } from "../client.ts";
import type { SlackMessage } from "../views/blocks.ts";
import { buildDoneModal, buildNotPossible, buildUnknownModal } from "../views/modals/outcome.ts";
import { toStatusChoice } from "../views/modals/ticket-line.ts";
import { buildActionRefusal, buildDone, buildUnknown } from "../views/outcomes.ts";
import { buildTicketCard } from "../views/ticket-card.ts";
import { messagesOf, type ViewContext } from "../views/view-context.ts";
import { keepText, textOf } from "./keep-text.ts";
import { tell } from "./open-form.ts";
import { showAgain } from "./show-again.ts";
import { tellBelowMessage } from "./tell-below-message.ts";

const RESPOND_TIMEOUT_MS = 5_000;

type Frame = ViewContext & { deskId: string; channelId: string | null };

/** Says how an operation ended: in its form while that is open, else by message. Never throws for Slack's sake. */
export async function presentOutcome(ctx: Context, operation: Operation, outcome: Outcome): Promise<void> {
	const { locale, channelId } = operation;
	const { desk } = outcome;
	const provider = desk?.provider ?? "zendesk";
	const view = { locale, provider, deskName: desk?.name ?? "", now: ctx.now() };
	const frame = { ...view, deskId: operation.deskId, channelId: channelId || null };
	switch (outcome.kind) {
		case "done":
			return presentDone(ctx, operation, frame, outcome);
		case "unknown":
			return presentUnknown(ctx, operation, frame, outcome);
		case "refused":
			return presentRefused(ctx, operation, frame, outcome.error, outcome.reference);
		case "not_allowed":
			return showAgain(ctx, operation, null);
	}
}

async function presentDone(
	ctx: Context,
	operation: Operation,
	frame: Frame,
	{ ticket, ticketId, role }: Extract<Outcome, { kind: "done" }>,
): Promise<void> {
	// Done, but the desk doesn't show it just now: the id will do.
	const named = ticket ?? { id: ticketId, number: ticketId, subject: "", url: "" };
	const done = { ...frame, ticket: named, deed: toDeed(operation, ticket, frame) };
	const isShown = await updateForm(ctx, operation, buildDoneModal(done));
	if (operation.responseUrl && ticket) await refreshCard(ctx, operation, frame, ticket, role);
	else if (!isShown) await tell(ctx, operation, buildDone(done));
	if (ticket) await tellBelowMessage(ctx, operation, { ...frame, ticket });
}

async function presentUnknown(
	ctx: Context,
	operation: Operation,
	frame: Frame,
	{ ticket, seen }: Extract<Outcome, { kind: "unknown" }>,
): Promise<void> {
	const what = toDeedKind(operation);
	const { written, id: operationId } = operation;
	const targets = written.kind === "reply" ? written.input.targets : null;
	const recipients = targets ? [...targets.to, ...targets.cc].map(({ address }) => address) : [];
	const unknown = { ...frame, ticket, what, recipients, seen, operationId };
	if (!(await updateForm(ctx, operation, buildUnknownModal(unknown)))) {
		await tell(ctx, operation, buildUnknown(unknown));
	}
}

async function presentRefused(
	ctx: Context,
	operation: Operation,
	frame: Frame,
	error: VendorError,
	reference: string,
): Promise<void> {
	const refusal = toActionRefusal(error);
	if (!refusal) return showAgain(ctx, operation, { error, reference });
	const { written } = operation;
	const view = keepText(buildNotPossible({ ...frame, ticket: null, refusal }), written);
	if (await updateForm(ctx, operation, view)) return;
	const text = textOf(written);
	await tell(ctx, operation, buildActionRefusal({ ...frame, ticket: null, refusal, text }));
}

/** false when the form is not open any more (or never was). */
export async function updateForm(ctx: Context, operation: Operation, view: ModalView): Promise<boolean> {
	if (!operation.viewId) return false;
	try {
		const slack = await openSlack(ctx, operation.teamId);
		if (!slack) return false;
		await slack.updateView(operation.viewId, view);
		return true;
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.info("slack.form_gone", { code: error.code });
		return false;
	}
}

/** The card whose button began it shows the ticket as it is now. */
async function refreshCard(
	ctx: Context,
	operation: Operation,
	frame: Frame,
	ticket: Ticket,
	role: "admin" | "agent" | "commenter",
): Promise<void> {
	const { closedIsFinal } = ctx.provider(frame.provider);
	const card: SlackMessage = buildTicketCard({
		...frame,
		ticket,
		actions: allowedActions(role, ticket.status.category, closedIsFinal),
	});
	try {
		const call = ctx.call(RESPOND_TIMEOUT_MS);
		await respond(operation.responseUrl ?? "", card, { replaceOriginal: true }, call);
	} catch (error) {
		if (!isVendorError(error)) throw error;
		ctx.log.info("slack.card_gone", { code: error.code });
	}
}

function toDeed({ written }: Operation, ticket: Ticket | null, frame: Frame): Deed {
	if (written.kind === "create") return { kind: "created" };
	if (written.kind === "comment") return { kind: "commented" };
	if (written.kind === "reply") {
		const { targets, status } = written.input;
		const recipients = [...(targets?.to ?? []), ...(targets?.cc ?? [])].map(({ address }) => address);
		return { kind: "replied", recipients, status: status ? statusName(ticket, frame) : null };
	}
	const { input } = written;
	if (input.status !== undefined) return { kind: "status", status: statusName(ticket, frame) };
	if (input.priority !== undefined) return { kind: "priority", priority: priorityName(ticket, frame) };
	if (input.departmentId !== undefined) return { kind: "moved", department: ticket?.department?.name ?? "" };
	if (input.assigneeId !== undefined) return { kind: "assigned", assignee: ticket?.assignee?.name ?? null };
	return { kind: "tags", added: input.addTags ?? [], removed: input.removeTags ?? [] };
}

function statusName(ticket: Ticket | null, frame: Frame): string {
	return ticket ? toStatusChoice({ id: "", ...ticket.status }, messagesOf(frame)).label : "";
}

function priorityName(ticket: Ticket | null, frame: Frame): string {
	const priority = ticket?.priority;
	if (priority?.label) return priority.label;
	return priority?.level ? messagesOf(frame).acting.priorityName(priority.level) : "";
}

function toDeedKind({ written }: Operation): DeedKind {
	if (written.kind === "create") return "created";
	if (written.kind === "comment") return "commented";
	return written.kind === "reply" ? "replied" : "status";
}
