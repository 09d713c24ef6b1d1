import type { Context } from "../../context.ts";
import type { DeskIdentity, TokenGrant } from "../../desk/help-desk.ts";
import { recordChange } from "../audit/record.ts";
import { adoptGrant } from "../credentials/adopt-grant.ts";
import { prepareSession } from "../sessions/sessions.ts";
import type { FlowPayload } from "../sign-in/flows.ts";
import { refuseGrant } from "../sign-in/pending-grants.ts";
import type { Desk } from "./find-desk.ts";
import { recordAgreement } from "./record-agreement.ts";

/**
 * An administrator signs in to the pages of a connected desk; the answer is the session's cookie value. The
 * desk goes on with the grant it has. The new one is given back when it is the same person's; another
 * administrator's is kept for the workspaces they connect, and falls to Cron if they connect none.
 */
export async function signInToPages(
	ctx: Context,
	input: {
		desk: Desk;
		identity: DeskIdentity;
		grant: TokenGrant;
		agreement: FlowPayload<"desk_connect">["agreement"];
	},
): Promise<string> {
	const { desk, identity, grant, agreement } = input;
	const { agentId, name } = identity;
	if (agentId === desk.connectedByAgentId) await refuseGrant(ctx, { deskId: desk.id, grant });
	else await adoptGrant(ctx, { deskId: desk.id, agentId, grant });
	const session = await prepareSession(ctx, { deskId: desk.id, agentId, agentName: name });
	await ctx.db.batch([
		session.statement,
		...recordAgreement(ctx, { deskId: desk.id, identity, agreement }),
		recordChange(ctx, {
			deskId: desk.id,
			actor: { kind: "admin", id: agentId, name },
			action: "admin.signed_in",
			subject: `desk:${desk.id}`,
		}),
	]);
	return session.token;
}
