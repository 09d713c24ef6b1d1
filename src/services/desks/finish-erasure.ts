import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import {
	agentLinks,
	agreements,
	auditLog,
	commands,
	credentials,
	desks,
	mappings,
	operations,
} from "../../db/schema.ts";
import { deskWebhooks, vendorErrors, webhookIntake } from "../../db/schema-hearing.ts";
import { sessions, signInLinks } from "../../db/schema-sign-in.ts";
import { orgs } from "../../db/schema-sync.ts";
import { eraseCredential } from "../credentials/adopt-grant.ts";
import { stopListening } from "../hearing/listen.ts";
import { finishOrgRemoval } from "../orgs/finish-org-removal.ts";
import { dropFlowsOf } from "../sign-in/flows.ts";
import { dropFormsOf } from "../sign-in/kept-forms.ts";
import { dropGrantsOf } from "../sign-in/pending-grants.ts";
import { finishDeletion, ROWS_AT_ONCE } from "../workspaces/finish-deletion.ts";
import { workspacesOf } from "./remove-slack.ts";

/** An invocation has 50 subrequests on the free plan; giving a grant back takes three. */
const GRANTS_AT_ONCE = 8;

/** Everything that has a desk's id; the desk's own row goes after them. */
const TABLES = [
	mappings,
	agentLinks,
	commands,
	operations,
	signInLinks,
	sessions,
	agreements,
	deskWebhooks,
	webhookIntake,
	vendorErrors,
];

/**
 * Clears away what is left of a desk that is being erased. May be repeated; the desk's row goes last. Answers
 * whether it is done: the rest is for another invocation.
 */
export async function finishErasure(ctx: Context, deskId: string): Promise<boolean> {
	const [desk] = await ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(and(eq(desks.id, deskId), eq(desks.state, "deleting")));
	if (!desk) return true;
	const [workspaceId, ...others] = await workspacesOf(ctx, deskId);
	if (workspaceId) {
		const isDone = await finishDeletion(ctx, workspaceId);
		if (!isDone || others.length > 0) return false;
	}
	const [org] = await ctx.db.select({ id: orgs.id }).from(orgs).where(eq(orgs.deskId, deskId)).limit(1);
	if (org) {
		// Each is enough for an invocation; a workspace was, too.
		if (!workspaceId) await finishOrgRemoval(ctx, org.id);
		return false;
	}
	await stopListening(ctx, deskId);
	await dropGrantsOf(ctx, (one) => one.deskId === deskId);
	await dropFlowsOf(ctx, (one) => one.deskId === deskId);
	await dropFormsOf(ctx, deskId);
	const grants = await ctx.db
		.select({ id: credentials.id })
		.from(credentials)
		.where(eq(credentials.deskId, deskId))
		.limit(GRANTS_AT_ONCE);
	for (const { id } of grants) await eraseCredential(ctx, id);
	if (grants.length === GRANTS_AT_ONCE) return false;
	const { meta } = await ctx.db.run(sql`
		delete from deliveries where rowid in (
			select rowid from deliveries where desk_id = ${deskId} limit ${ROWS_AT_ONCE})`);
	if (meta.changes === ROWS_AT_ONCE) return false;
	await ctx.desk(deskId).erase();
	await ctx.db.batch([
		// What is kept is the row that says who erased it, and when.
		ctx.db.delete(auditLog).where(and(eq(auditLog.deskId, deskId), ne(auditLog.action, "desk.erased"))),
		...TABLES.map((table) => ctx.db.delete(table).where(eq(table.deskId, deskId))),
		ctx.db.delete(desks).where(eq(desks.id, deskId)),
	]);
	ctx.log.info("desk.erased", { desk: deskId });
	return true;
}
