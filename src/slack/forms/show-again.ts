import type { Context } from "../../context.ts";
import type { VendorError } from "../../lib/errors.ts";
import type { Operation } from "../../services/operations/operations.ts";
import { toFormErrors } from "../action-refusal.ts";
import { presentAnswer } from "../present.ts";
import { sentenceFor } from "../views/errors.ts";
import { buildProblemModal } from "../views/modals/problem.ts";
import { buildProblem } from "../views/outcomes.ts";
import { messagesOf } from "../views/view-context.ts";
import { buildForm, type FormRequest } from "./build-form.ts";
import { keepText, textOf } from "./keep-text.ts";
import { tell } from "./open-form.ts";
import { updateForm } from "./present-outcome.ts";
import { reach } from "./reach.ts";

/**
 * The form comes back with its input and the reason on top: nothing that a person wrote is lost to a refusal.
 * Somebody who is not signed in (any more) is told what to do about that instead.
 */
export async function showAgain(
	ctx: Context,
	operation: Operation,
	failure: { error: VendorError; reference: string } | null,
): Promise<void> {
	const reached = await reach(ctx, operation, operation.deskId);
	if (reached.kind === "answer") {
		const answer = await presentAnswer(ctx, reached.request, reached.answer);
		const { locale } = reached.request;
		const frame = { locale, provider: "zendesk", deskName: "", now: ctx.now() } as const;
		const said = buildProblemModal({ ...frame, text: { mrkdwn: answer.text } });
		await updateForm(ctx, operation, keepText(said, operation.written));
		return tell(ctx, operation, answer);
	}
	const problem = failure
		? sentenceFor(failure.error, { ...reached.view, reference: failure.reference })
		: null;
	const errors = failure ? toMissing(failure.error, messagesOf(reached.view).formProblem.required) : {};
	const request = toFormRequest(operation);
	const form = request && (await buildForm(ctx, reached, { ...request, problem, errors }));
	const { written } = operation;
	const isShown = form !== null && (await updateForm(ctx, operation, keepText(form, written)));
	if (isShown || !problem) return;
	await tell(ctx, operation, buildProblem(problem, textOf(written)));
}

/** What the desk misses is said at the field; its other reasons are in the sentence on top. */
function toMissing({ fields }: VendorError, required: string): Record<string, string> {
	const missing = Object.keys(fields).filter((name) => fields[name] === "missing");
	return toFormErrors(Object.fromEntries(missing.map((name) => [name, required])));
}

type Again = Exclude<FormRequest, { kind: "add_to_ticket" }>;

function toFormRequest({ written, ticketId }: Operation): Again | null {
	if (written.kind === "create") {
		const { requester, departmentId, attachments, source, ...values } = written.input;
		return {
			kind: "create",
			department: { id: departmentId, name: departmentId },
			values: { ...values, departmentId, requesterEmail: requester.email },
			fileIds: attachments,
			source,
		};
	}
	if (!ticketId) return null;
	const target = { by: "digits", digits: ticketId } as const;
	if (written.kind === "update") {
		const { input } = written;
		if (input.status !== undefined) return { kind: "status", target, values: { status: input.status } };
		if (input.priority !== undefined)
			return { kind: "priority", target, values: { priority: input.priority } };
		if (input.departmentId !== undefined) return { kind: "move", target };
		if (input.assigneeId !== undefined) return { kind: "assign", target };
		return { kind: "tags", target, values: { add: input.addTags ?? [], remove: input.removeTags ?? [] } };
	}
	const { text, attachments } = written.input;
	return { kind: written.kind, target, values: { text }, fileIds: attachments };
}
