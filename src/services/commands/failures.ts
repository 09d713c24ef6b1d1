import type { Context } from "../../context.ts";
import type { CallerDesk } from "../../db/callers.ts";
import type { VendorError } from "../../lib/errors.ts";
import { noteVendorError } from "../activity/vendor-errors.ts";
import type { Answer, DeskName } from "./answer.ts";

/** A desk's failure as an answer, logged once with the reference that the person sees. */
export function toFailure(
	ctx: Context,
	desk: DeskName,
	verb: string,
	error: VendorError,
): Extract<Answer, { kind: "failed" }> {
	const reference = toReference(ctx.newId());
	const { kind, code, status, operation } = error;
	ctx.later(noteVendorError(ctx, desk.id, error));
	ctx.log.warn("command.failed", { reference, desk: desk.id, verb, kind, code, status, operation });
	return { kind: "failed", desk, error, reference };
}

/** What nobody expected, logged without its message: that may quote what it was given. */
export function toUnexpected(ctx: Context, desk: DeskName, verb: string, error: unknown): Answer {
	const reference = toReference(ctx.newId());
	const name = error instanceof Error ? error.name : typeof error;
	ctx.log.error("command.broken", { reference, desk: desk.id, verb, error: name });
	return { kind: "unexpected", reference };
}

export function refuse(refusal: Extract<Answer, { kind: "refused" }>["refusal"]): Answer {
	return { kind: "refused", refusal };
}

export function toName({ id, provider, name }: CallerDesk): DeskName {
	return { id, provider, name };
}

/** Short enough to be read out on the telephone. */
function toReference(id: string): string {
	return id
		.replace(/[^a-zA-Z0-9]/g, "")
		.slice(0, 6)
		.toUpperCase();
}
