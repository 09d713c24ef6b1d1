import { eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks, commands, credentials } from "../../db/schema.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import { eraseCredential } from "../credentials/adopt-grant.ts";

/** Unties a Slack user from their agent; false when they were not tied. The grant goes back when nothing else stands on it. */
export async function unlinkAgent(ctx: Context, linkId: string, actor: Actor): Promise<boolean> {
	const [link] = await ctx.db.select().from(agentLinks).where(eq(agentLinks.id, linkId));
	if (!link) return false;
	const person = sql`desk_id = ${link.deskId} and team_id = ${link.teamId} and user_id = ${link.slackUserId}`;
	await ctx.db.batch([
		ctx.db.delete(agentLinks).where(eq(agentLinks.id, linkId)),
		ctx.db.delete(commands).where(person),
		recordChange(ctx, {
			deskId: link.deskId,
			actor,
			action: "agent_link.removed",
			subject: `agent_link:${linkId}`,
			details: { team: link.teamId, slackUser: link.slackUserId, agent: link.agentId },
		}),
	]);
	await eraseIfUnused(ctx, link.credentialId);
	return true;
}

/** A grant is shared by the desk connection and its administrator's links: it stays while one of them is left. */
export async function eraseIfUnused(ctx: Context, credentialId: string): Promise<void> {
	const [used] = await ctx.db
		.select({ id: credentials.id })
		.from(credentials)
		.where(
			sql`id = ${credentialId} and (
				exists (select 1 from desks d where d.credential_id = ${credentialId})
				or exists (select 1 from agent_links l where l.credential_id = ${credentialId}))`,
		);
	if (!used) await eraseCredential(ctx, credentialId);
}
