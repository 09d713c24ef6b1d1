import { and, eq, ne, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import {
	agentLinks,
	auditLog,
	commands,
	mappings,
	operations,
	slackTeams,
	slackUsers,
	workspaces,
} from "../../db/schema.ts";
import { signInLinks } from "../../db/schema-sign-in.ts";
import { isVendorError } from "../../lib/errors.ts";
import { eraseIfUnused } from "../agent-links/unlink-agent.ts";
import { stopListening } from "../hearing/listen.ts";
import { dropFlowsOf } from "../sign-in/flows.ts";
import { dropGrantsOf } from "../sign-in/pending-grants.ts";
import { openBotToken } from "./bot-token.ts";

/** An invocation has 50 subrequests on the free plan; giving a grant back takes five. */
const LINKS_AT_ONCE = 5;
/** Rows of a log that one statement deletes. */
export const ROWS_AT_ONCE = 5_000;
const REVOKE_TIMEOUT_MS = 5_000;

type WorkspaceRow = typeof workspaces.$inferSelect;

/**
 * Clears away what is left of a workspace that was deleted. Every step may be repeated, and the row that says what
 * there is to do goes last, so a kill in between is made up for by the next call. Answers whether it is done.
 * `keepTeam`: the app was just installed again, so its token is not to be given back.
 */
export async function finishDeletion(
	ctx: Context,
	workspaceId: string,
	options: { keepTeam?: boolean } = {},
): Promise<boolean> {
	const [workspace] = await ctx.db
		.select()
		.from(workspaces)
		.where(and(eq(workspaces.id, workspaceId), eq(workspaces.state, "deleting")));
	if (!workspace) return true;
	const { deskId, teamId } = workspace;
	const [team] = await ctx.db.select().from(slackTeams).where(eq(slackTeams.teamId, teamId));
	if (team) await ctx.slackTeam(team.objectId).dropWorkspace(workspaceId);
	// The desk's object keeps nothing of one workspace: what waits there is routed by those there are then.
	if (!(await dropLinks(ctx, workspace))) return false;
	await dropGrantsOf(ctx, (one) => one.deskId === deskId && one.teamId === teamId);
	await dropFlowsOf(ctx, (one) => one.teamId === teamId && (one.deskId ?? deskId) === deskId);
	if (!(await dropDeliveries(ctx, workspace))) return false;
	await dropRows(ctx, workspace);
	if (!(await hasOther(ctx, eq(workspaces.deskId, deskId), workspaceId))) await stopListening(ctx, deskId);
	const isLast = !(await hasOther(ctx, eq(workspaces.teamId, teamId), workspaceId));
	if (team && isLast && !options.keepTeam) await removeTeam(ctx, team, workspaceId);
	await ctx.db.delete(workspaces).where(eq(workspaces.id, workspaceId));
	ctx.log.info("workspace.deleted", { workspace: workspaceId });
	return true;
}

/** Answers whether none is left. */
async function dropLinks(ctx: Context, { deskId, teamId }: WorkspaceRow): Promise<boolean> {
	const links = await ctx.db
		.select({ id: agentLinks.id, credentialId: agentLinks.credentialId })
		.from(agentLinks)
		.where(and(eq(agentLinks.deskId, deskId), eq(agentLinks.teamId, teamId)))
		.limit(LINKS_AT_ONCE);
	for (const { id, credentialId } of links) {
		await ctx.db.batch([
			ctx.db.delete(auditLog).where(eq(auditLog.subject, `agent_link:${id}`)),
			ctx.db.delete(agentLinks).where(eq(agentLinks.id, id)),
		]);
		try {
			await eraseIfUnused(ctx, credentialId);
		} catch (error) {
			// A grant that nothing stands on is given back by Cron.
			ctx.log.warn("credential.erase_failed", { credential: credentialId, error: (error as Error).name });
		}
	}
	return links.length < LINKS_AT_ONCE;
}

async function dropDeliveries(ctx: Context, { id }: WorkspaceRow): Promise<boolean> {
	const { meta } = await ctx.db.run(sql`
		delete from deliveries where rowid in (
			select rowid from deliveries where workspace_id = ${id} limit ${ROWS_AT_ONCE})`);
	return meta.changes < ROWS_AT_ONCE;
}

async function dropRows(ctx: Context, { id, deskId, teamId }: WorkspaceRow): Promise<void> {
	const its = sql`desk_id = ${deskId} and team_id = ${teamId}`;
	const nobody = sql`desk_id is null and team_id = ${teamId}
		and not exists (select 1 from workspaces w where w.team_id = ${teamId} and w.state <> 'deleting')`;
	await ctx.db.batch([
		ctx.db.delete(mappings).where(its),
		ctx.db.delete(operations).where(its),
		ctx.db.delete(signInLinks).where(its),
		ctx.db.delete(commands).where(its),
		// Those that waited for a choice among the team's desks.
		ctx.db.delete(commands).where(nobody),
		// What is kept is the row that says who deleted it, and when.
		ctx.db.delete(auditLog).where(sql`desk_id = ${deskId} and action <> 'workspace.deleted'
			and (subject = ${`workspace:${id}`} or instr(coalesce(details, ''), ${teamId}) > 0)`),
	]);
}

async function hasOther(ctx: Context, its: ReturnType<typeof eq>, workspaceId: string): Promise<boolean> {
	const [other] = await ctx.db
		.select({ id: workspaces.id })
		.from(workspaces)
		.where(and(its, ne(workspaces.id, workspaceId)))
		.limit(1);
	return other !== undefined;
}

/** No desk is left that uses the app there. */
async function removeTeam(
	ctx: Context,
	team: typeof slackTeams.$inferSelect,
	workspaceId: string,
): Promise<void> {
	const { teamId } = team;
	try {
		const token = await openBotToken(ctx, team);
		if (token) await ctx.slack(token, ctx.call(REVOKE_TIMEOUT_MS)).revoke();
	} catch (error) {
		// The page says where the app can be removed by hand.
		ctx.log.warn("workspace.revoke_failed", { kind: isVendorError(error) ? error.kind : "unknown" });
	}
	await ctx.slackTeam(team.objectId).erase();
	const nobody = sql`team_id = ${teamId}
		and not exists (select 1 from workspaces w where w.team_id = ${teamId} and w.id <> ${workspaceId})`;
	await ctx.db.batch([ctx.db.delete(slackUsers).where(nobody), ctx.db.delete(slackTeams).where(nobody)]);
}
