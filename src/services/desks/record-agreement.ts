import type { Context } from "../../context.ts";
import { agreements } from "../../db/schema.ts";
import type { PendingPayload } from "../sign-in/pending-grants.ts";

/** The statement that records who agreed, when and to which text; none when nothing was agreed to this time. */
export function recordAgreement(
	ctx: Context,
	given: Pick<PendingPayload<"desk_connect">, "deskId" | "identity" | "agreement">,
) {
	const { deskId, identity, agreement } = given;
	if (!agreement) return [];
	const { agentId, name: agentName } = identity;
	return [ctx.db.insert(agreements).values({ id: ctx.newId(), deskId, agentId, agentName, ...agreement })];
}
