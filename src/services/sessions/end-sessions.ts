import { and, eq, gt, isNull } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { credentials } from "../../db/schema.ts";
import { sessions } from "../../db/schema-sign-in.ts";
import { recordChangeIf } from "../audit/record.ts";
import { isThere } from "./desk-sessions.ts";

/** What the desk says of somebody: no administrator any more, or that it doesn't take their sign-in. */
export type SessionEnd = "admin.role_lost" | "admin.sign_in_refused";

const SYSTEM = { kind: "system", id: null, name: null } as const;

/** Signs somebody out in every browser. */
export async function endSessionsOf(
	ctx: Context,
	person: { deskId: string; agentId: string },
	action: SessionEnd,
): Promise<void> {
	const { deskId, agentId } = person;
	const its = and(
		eq(sessions.deskId, deskId),
		eq(sessions.agentId, agentId),
		gt(sessions.expiresAt, ctx.now()),
	);
	const open = await ctx.db.select({ name: sessions.agentName }).from(sessions).where(its);
	const [first] = open;
	if (!first) return;
	const details = { agent: agentId, name: first.name, sessions: open.length };
	const change = { deskId, actor: SYSTEM, action, subject: `agent:${agentId}`, details };
	await ctx.db.batch([recordChangeIf(ctx, change, isThere(its)), ctx.db.delete(sessions).where(its)]);
	ctx.log.warn("sessions.ended", { desk: deskId, reason: action });
}

/** The same for whoever gave a grant. */
export async function endSessionsOfGrant(
	ctx: Context,
	credentialId: string | null,
	action: SessionEnd,
): Promise<void> {
	if (credentialId === null) return;
	const [person] = await ctx.db
		.select({ deskId: credentials.deskId, agentId: credentials.agentId })
		.from(credentials)
		.where(and(eq(credentials.id, credentialId), isNull(credentials.orgId)));
	if (person) await endSessionsOf(ctx, person, action);
}
