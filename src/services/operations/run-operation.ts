import type { Context } from "../../context.ts";
import type { Ticket } from "../../core/ticket.ts";
import { type Caller, type CallerDesk, type CallerLink, findCaller } from "../../db/callers.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import type { DeskName } from "../commands/answer.ts";
import { toFailure, toName } from "../commands/failures.ts";
import { openDesk } from "../desks/open-desk.ts";
import { uploadAttachments } from "./attachments.ts";
import { isRepeatable, type WrittenInput } from "./input.ts";
import {
	claimOperation,
	heldOperationMs,
	type Operation,
	recoverOperation,
	settleOperation,
} from "./operations.ts";
import { type SeenAfter, seeAfter } from "./see-after.ts";

const CALL_TIMEOUT_MS = 12_000;
const DEADLINE_MS = 25_000;

/** How an operation ended, in the product's words. */
export type Outcome =
	| { kind: "done"; desk: DeskName; ticketId: string; ticket: Ticket | null; role: CallerLink["role"] }
	/** The desk said no: the form comes back with the reason. */
	| { kind: "refused"; desk: DeskName; error: VendorError; reference: string }
	/** Nothing was sent: the person is not signed in (any more), or the workspace is off. */
	| { kind: "not_allowed"; reason: "not_linked" | "disabled"; desk: DeskName | null }
	/** The answer was lost: what the desk shows now, for the person to judge. */
	| { kind: "unknown"; desk: DeskName; ticket: Ticket | null; seen: SeenAfter };

export type PresentOutcome = (ctx: Context, operation: Operation, outcome: Outcome) => Promise<void>;

/**
 * Does what a person sent, once. May be called for any id, any number of times. Answers how many milliseconds
 * another attempt still holds the row; null when nothing is left to do.
 */
export async function runOperation(
	ctx: Context,
	id: string,
	present: PresentOutcome,
): Promise<number | null> {
	const claim = await claimAny(ctx, id);
	if (!claim) return heldOperationMs(ctx, id);
	const { operation, isDead } = claim;
	const caller = await findCaller(ctx.db.$client, operation);
	const desk = caller.desks.find((one) => one.id === operation.deskId) ?? null;
	const outcome =
		isDead && desk ? await lookAfter(ctx, desk, operation) : await attempt(ctx, caller, desk, operation);
	if (!isDead) {
		const ticketId = outcome.kind === "done" ? outcome.ticketId : undefined;
		await settleOperation(ctx, id, outcome.kind === "not_allowed" ? "refused" : outcome.kind, ticketId);
	}
	if (outcome.kind === "unknown") {
		ctx.log.warn("operation.unknown", { operation: id, kind: operation.kind, desk: operation.deskId });
	}
	await present(ctx, operation, outcome);
	return null;
}

type Claim = { operation: Operation; isDead: boolean };

async function claimAny(ctx: Context, id: string): Promise<Claim | null> {
	const queued = await claimOperation(ctx, id);
	if (queued) return { operation: queued, isDead: false };
	const recovered = await recoverOperation(ctx, id);
	if (!recovered) return null;
	if (recovered.state === "unknown") return { operation: recovered, isDead: true };
	const operation = await claimOperation(ctx, id);
	return operation ? { operation, isDead: false } : null;
}

async function attempt(
	ctx: Context,
	caller: Caller,
	desk: CallerDesk | null,
	operation: Operation,
): Promise<Outcome> {
	if (!desk || caller.team?.state !== "active")
		return { kind: "not_allowed", reason: "disabled", desk: null };
	const name = toName(desk);
	if (desk.workspace.state === "disabled") return { kind: "not_allowed", reason: "disabled", desk: name };
	if (desk.link?.credential.state !== "active")
		return { kind: "not_allowed", reason: "not_linked", desk: name };
	const signal = AbortSignal.timeout(DEADLINE_MS);
	const helpDesk = openDesk(ctx, desk, desk.link, ctx.call(CALL_TIMEOUT_MS, signal));
	const { written } = operation;
	let isSending = false;
	try {
		const files = "attachments" in written.input ? written.input.attachments : [];
		const attachments = await uploadAttachments(ctx, helpDesk, operation.teamId, files);
		isSending = true;
		const ticketId = await writeSurely(() => write(helpDesk, operation, written, attachments), written);
		const ticket = await readBack(helpDesk, ticketId);
		return { kind: "done", desk: name, ticketId, ticket, role: desk.link.role };
	} catch (error) {
		if (!isVendorError(error)) throw error;
		if (error.kind === "auth") return { kind: "not_allowed", reason: "not_linked", desk: name };
		if (isSending && mayHaveArrived(error)) return lookAfter(ctx, desk, operation);
		return { ...toFailure(ctx, name, operation.kind, error), kind: "refused" };
	}
}

/** A change whose answer was lost is made once more, with the same result. Everything else reaches somebody. */
async function writeSurely(attempt: () => Promise<string>, { kind }: WrittenInput): Promise<string> {
	try {
		return await attempt();
	} catch (error) {
		if (!isVendorError(error) || !mayHaveArrived(error) || !isRepeatable(kind)) throw error;
		return attempt();
	}
}

/** Answers the ticket's id. Throws `VendorError`. */
async function write(
	desk: HelpDesk,
	{ id, ticketId }: Operation,
	written: WrittenInput,
	attachments: string[],
): Promise<string> {
	if (written.kind === "create") {
		const { source: _source, ...ticket } = written.input;
		return (await desk.createTicket({ ...ticket, attachments }, id)).id;
	}
	if (!ticketId) throw new Error("an operation on a ticket was queued without it");
	switch (written.kind) {
		case "comment":
			await desk.addComment(ticketId, { text: written.input.text, attachments });
			break;
		case "reply": {
			const { text, status, targets } = written.input;
			if (!targets) throw new Error("a reply was queued without confirmed recipients");
			await desk.sendReply(ticketId, { text, attachments, status, targets });
			break;
		}
		case "update":
			await desk.update(ticketId, toChanges(written.input));
	}
	return ticketId;
}

/** What is there now: the card for "done", the last messages for "was it sent?". Reading never fails an operation. */
async function readBack(desk: HelpDesk, ticketId: string): Promise<Ticket | null> {
	return desk.findTicket({ by: "id", id: ticketId }).catch(() => null);
}

async function lookAfter(ctx: Context, desk: CallerDesk, operation: Operation): Promise<Outcome> {
	const name = toName(desk);
	const { ticketId } = operation;
	if (!desk.link) return { kind: "unknown", desk: name, ticket: null, seen: null };
	const helpDesk = openDesk(ctx, desk, desk.link, ctx.call(CALL_TIMEOUT_MS));
	const [ticket, seen] = await Promise.all([
		ticketId ? readBack(helpDesk, ticketId) : null,
		seeAfter(helpDesk, operation),
	]);
	return { kind: "unknown", desk: name, ticket, seen };
}

/** Whoever writes at a desk reports what may have been done without a status. */
function mayHaveArrived({ status, kind }: VendorError): boolean {
	return status === null && (kind === "unavailable" || kind === "aborted");
}

function toChanges(input: Extract<WrittenInput, { kind: "update" }>["input"]) {
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
