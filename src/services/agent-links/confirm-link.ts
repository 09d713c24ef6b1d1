import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks } from "../../db/schema.ts";
import type { DeskIdentity, ProviderName } from "../../desk/help-desk.ts";
import { recordChangeIf } from "../audit/record.ts";
import { releaseCommands } from "../commands/deferred.ts";
import { adoptGrant } from "../credentials/adopt-grant.ts";
import { findDesk } from "../desks/find-desk.ts";
import { type PendingPayload, peekGrant, refuseGrant, takeGrant } from "../sign-in/pending-grants.ts";
import { findSlackPerson, type SlackPerson } from "./slack-person.ts";
import { eraseIfUnused } from "./unlink-agent.ts";

/** What the confirmation page names before anything is kept. */
export interface PendingLinkView {
	person: SlackPerson;
	agentName: string;
	agentEmail: string | null;
	portalName: string;
}

/** null when it is answered already, late, of another browser, or the Slack user is not proven. */
export async function describePendingLink(
	ctx: Context,
	pendingId: string,
	browser: string | null,
): Promise<PendingLinkView | null> {
	const pending = await peekGrant(ctx, pendingId, browser);
	if (pending?.kind !== "agent_link" || !pending.payload.slackUserProven) return null;
	const { teamId, slackUserId, identity, portal } = pending.payload;
	const person = await findSlackPerson(ctx, teamId, slackUserId);
	return { person, agentName: identity.name, agentEmail: identity.email, portalName: portal.name };
}

export interface ConfirmedLink {
	linkId: string;
	deskId: string;
	deskName: string;
	provider: ProviderName;
	teamId: string;
	slackUserId: string;
	agentName: string;
	agentEmail: string | null;
	/** How many commands are answered now. */
	released: number;
}

/** Ties the Slack user to the agent and lets what they asked for go on. null as for `describePendingLink`. */
export async function confirmAgentLink(
	ctx: Context,
	pendingId: string,
	browser: string | null,
): Promise<ConfirmedLink | null> {
	const seen = await peekGrant(ctx, pendingId, browser);
	if (seen?.kind !== "agent_link" || !seen.payload.slackUserProven) return null;
	const taken = await takeGrant(ctx, pendingId, browser);
	if (taken?.kind !== "agent_link") return null;
	const { payload } = taken;
	const desk = await findDesk(ctx.db, payload.deskId);
	if (!desk) return null;
	const linkId = await saveLink(ctx, payload);
	if (!linkId) return null;
	const { teamId, slackUserId, identity } = payload;
	const released = await releaseCommands(ctx, { deskId: desk.id, teamId, userId: slackUserId });
	return {
		linkId,
		deskId: desk.id,
		deskName: desk.name,
		provider: desk.provider,
		teamId,
		slackUserId,
		agentName: identity.name,
		agentEmail: identity.email,
		released,
	};
}

/** "Cancel": the grant goes back. */
export async function cancelAgentLink(
	ctx: Context,
	pendingId: string,
	browser: string | null,
): Promise<void> {
	const taken = await takeGrant(ctx, pendingId, browser);
	if (taken) await refuseGrant(ctx, taken.payload);
}

/** null where the workspace was removed meanwhile: then the grant goes back. */
async function saveLink(ctx: Context, payload: PendingPayload<"agent_link">): Promise<string | null> {
	const { deskId, teamId, slackUserId, identity, grant } = payload;
	const [previous] = await ctx.db
		.select()
		.from(agentLinks)
		.where(
			and(
				eq(agentLinks.deskId, deskId),
				eq(agentLinks.teamId, teamId),
				eq(agentLinks.slackUserId, slackUserId),
			),
		);
	const credentialId = await adoptGrant(ctx, { deskId, agentId: identity.agentId, grant });
	const id = previous?.id ?? ctx.newId();
	const values = {
		agentId: identity.agentId,
		agentName: identity.name,
		role: toLinkRole(identity),
		credentialId,
		witnessUserId: null,
		linkedAt: ctx.now(),
	};
	const isThere = sql`exists (select 1 from workspaces w
		where w.desk_id = ${deskId} and w.team_id = ${teamId} and w.state <> 'deleting')`;
	const [saved] = await ctx.db.batch([
		ctx.db
			.insert(agentLinks)
			// In the order of the table's columns.
			.select(sql`
				select ${id}, ${deskId}, ${teamId}, ${slackUserId}, ${values.agentId}, ${values.agentName},
					${values.role}, ${credentialId}, null, '{}', null, null, 'UTC', ${values.linkedAt}
				where ${isThere}`)
			.onConflictDoUpdate({
				target: [agentLinks.deskId, agentLinks.teamId, agentLinks.slackUserId],
				set: values,
			})
			.returning({ id: agentLinks.id }),
		recordChangeIf(
			ctx,
			{
				deskId,
				actor: { kind: "agent", id: identity.agentId, name: identity.name },
				action: "agent_link.created",
				subject: `agent_link:${id}`,
				details: { team: teamId, slackUser: slackUserId },
			},
			isThere,
		),
	]);
	const isSaved = saved.length > 0;
	const unused = isSaved ? previous?.credentialId : credentialId;
	if (unused) await eraseIfUnused(ctx, unused);
	return isSaved ? id : null;
}

export function toLinkRole(identity: DeskIdentity): "admin" | "agent" | "commenter" {
	if (identity.isAdmin) return "admin";
	return identity.commentsOnly ? "commenter" : "agent";
}
