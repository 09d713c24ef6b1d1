import { and, desc, eq, isNull } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks, credentials } from "../../db/schema.ts";
import type { Desk } from "../desks/find-desk.ts";
import type { WorkspaceInput } from "./connect-workspace.ts";

/** The desk's own grant when this administrator gave it, else one they gave when they signed in to the pages. */
export async function findAdminCredential(ctx: Context, desk: Desk, agentId: string): Promise<string | null> {
	if (desk.connectedByAgentId === agentId) return desk.credentialId;
	const [own] = await ctx.db
		.select({ id: credentials.id })
		.from(credentials)
		.where(
			and(
				eq(credentials.deskId, desk.id),
				isNull(credentials.orgId),
				eq(credentials.agentId, agentId),
				eq(credentials.state, "active"),
			),
		)
		.orderBy(desc(credentials.createdAt))
		.limit(1);
	return own?.id ?? null;
}

/** What the installer's link stands on so far. */
export async function findLinkedCredential(ctx: Context, { desk, team, installation }: WorkspaceInput) {
	const [link] = await ctx.db
		.select({ credentialId: agentLinks.credentialId })
		.from(agentLinks)
		.where(
			and(
				eq(agentLinks.deskId, desk.id),
				eq(agentLinks.teamId, team.id),
				eq(agentLinks.slackUserId, installation.authed_user.id),
			),
		);
	return link?.credentialId ?? null;
}

/** Both accounts were signed in to in this browser just now, so the administrator needs no link of their own. */
export function upsertAdminLink(
	ctx: Context,
	{ desk, admin, team, installation }: WorkspaceInput,
	credentialId: string,
) {
	const linked = {
		agentId: admin.agentId,
		agentName: admin.agentName,
		role: "admin" as const,
		credentialId,
		witnessUserId: null,
		linkedAt: ctx.now(),
	};
	return ctx.db
		.insert(agentLinks)
		.values({
			id: ctx.newId(),
			deskId: desk.id,
			teamId: team.id,
			slackUserId: installation.authed_user.id,
			...linked,
		})
		.onConflictDoUpdate({
			target: [agentLinks.deskId, agentLinks.teamId, agentLinks.slackUserId],
			set: linked,
		});
}
