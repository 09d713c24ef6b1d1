import { eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import { GAP_FILLER_MS, ONLY_WAY_MS } from "../hearing/poll-due.ts";
import type { Desk } from "./find-desk.ts";
import type { Webhook } from "./standing.ts";

/** How far a desk is set up, as far as rows tell. */
export interface SetupState {
	/** Somebody besides the connecting administrator is linked. */
	hasColleagues: boolean;
	webhook: Webhook | null;
	pollMs: number;
}

export async function findSetupState(ctx: Context, desk: Desk): Promise<SetupState> {
	const { state, reason, webhookId, checkedAt, nextCheckAt } = deskWebhooks;
	const [row] = await ctx.db
		.select({
			webhook: { state, reason, webhookId, checkedAt, nextCheckAt },
			hasColleagues: sql<number>`exists (select 1 from agent_links l
				where l.desk_id = ${desk.id} and l.agent_id <> ${desk.connectedByAgentId ?? ""})`,
		})
		.from(desks)
		.leftJoin(deskWebhooks, eq(deskWebhooks.deskId, desks.id))
		.where(eq(desks.id, desk.id));
	const webhook = row?.webhook ?? null;
	return {
		hasColleagues: row?.hasColleagues === 1,
		webhook,
		pollMs: webhook?.state === "active" ? GAP_FILLER_MS : ONLY_WAY_MS,
	};
}
