import type { Context } from "../../context.ts";
import { submitOperation } from "../../services/operations/operations.ts";
import { presentAnswer } from "../present.ts";
import { tell } from "./open-form.ts";
import { type Place, reach, toOperationContext } from "./reach.ts";

/** "Assign to me": at once, without a form. A second press of the same button changes nothing. */
export async function assignToMe(
	ctx: Context,
	place: Place,
	target: { deskId: string; ticketId: string },
	press: { key: string; viewId: string | null },
): Promise<void> {
	const reached = await reach(ctx, place, target.deskId);
	if (reached.kind === "answer") {
		return tell(ctx, place, await presentAnswer(ctx, reached.request, reached.answer));
	}
	const about = toOperationContext(reached, target.ticketId);
	const written = { kind: "update", input: { assigneeId: reached.link.agentId } } as const;
	await submitOperation(ctx, about, written, { key: press.key, viewId: press.viewId ?? "" });
}
