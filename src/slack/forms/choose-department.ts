import type { Context } from "../../context.ts";
import { isVendorError } from "../../lib/errors.ts";
import { BLOCK } from "../modal-ids.ts";
import { readInputs } from "../modal-inputs.ts";
import { parseModalState } from "../modal-state.ts";
import type { BlockActions } from "../schema.ts";
import { buildForm } from "./build-form.ts";
import { openBot } from "./open-form.ts";
import { reach } from "./reach.ts";

/** A department was chosen in the form for a new ticket: its own mandatory fields appear, what was typed stays. */
export async function chooseDepartment(ctx: Context, payload: BlockActions): Promise<void> {
	const [element] = payload.actions;
	const option = element?.selected_option;
	const teamId = payload.team?.id ?? payload.user.team_id;
	const { view } = payload;
	const state = view ? parseModalState(view) : null;
	if (!view || !option || !teamId || state?.modal !== "create") return;
	const place = { teamId, userId: payload.user.id, channelId: state.channelId ?? "", responseUrl: null };
	const reached = await reach(ctx, place, state.deskId);
	if (reached.kind === "answer") return;
	const inputs = readInputs(view.state.values);
	const { source, fileIds } = state;
	const form = await buildForm(ctx, reached, {
		kind: "create",
		department: { id: option.value, name: option.text?.text ?? option.value },
		values: {
			requesterEmail: inputs.text(BLOCK.requester),
			subject: inputs.text(BLOCK.subject),
			description: inputs.text(BLOCK.description),
		},
		source,
		fileIds,
	});
	try {
		await (await openBot(ctx, reached)).updateView(view.id, form);
	} catch (error) {
		// The person closed the form, or changed it again meanwhile.
		if (!isVendorError(error)) throw error;
		ctx.log.info("slack.form_gone", { code: error.code });
	}
}
