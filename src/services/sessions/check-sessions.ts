import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { credentials, desks } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import type { Desk } from "../desks/find-desk.ts";
import { tokensOf } from "../desks/open-desk.ts";
import { endSessionsOf } from "./end-sessions.ts";

const CALL_TIMEOUT_MS = 10_000;
/** Each takes up to three calls. Of more, others are taken the next time. */
const MAX_PEOPLE = 10;

/** The newest grant of a person at their desk that still works. An org's isn't the desk's. */
const GRANT = sql<string | null>`(select c.id from credentials c
	where c.desk_id = s.desk_id and c.agent_id = s.agent_id and c.org_id is null and c.state = 'active'
	order by c.updated_at desc limit 1)`;

interface Person {
	agentId: string;
	credentialId: string | null;
}

/**
 * Whether those who are signed in to a desk's pages still are its administrators, each asked with their own grant.
 * Whoever connected the desk is looked at apart from it, as long as it is connected.
 */
export async function checkSessions(ctx: Context, deskId: string): Promise<void> {
	const [desk] = await ctx.db.select().from(desks).where(eq(desks.id, deskId));
	if (!desk || desk.state === "deleting") return;
	const known = desk.state === "connected" ? desk.connectedByAgentId : null;
	const people = await ctx.db.all<Person>(sql`
		select s.agent_id as agentId, ${GRANT} as credentialId from sessions s
		where s.desk_id = ${deskId} and s.expires_at > ${ctx.now()} and s.agent_id <> ${known ?? ""}
		group by s.agent_id order by random() limit ${MAX_PEOPLE}`);
	await Promise.all(people.map((person) => checkPerson(ctx, desk, person)));
}

async function checkPerson(ctx: Context, desk: Desk, { agentId, credentialId }: Person): Promise<void> {
	const person = { deskId: desk.id, agentId };
	const credential = credentialId && (await findActive(ctx, credentialId));
	if (!credential) return endSessionsOf(ctx, person, "admin.sign_in_refused");
	const provider = ctx.provider(desk.provider);
	try {
		const tokens = tokensOf(ctx, desk.id, credential);
		const { isAdmin } = await provider.open(desk, tokens, ctx.call(CALL_TIMEOUT_MS)).identify();
		if (!isAdmin) await endSessionsOf(ctx, person, "admin.role_lost");
	} catch (error) {
		if (!isVendorError(error)) throw error;
		const isRefused = error.kind === "auth" || error.kind === "forbidden";
		if (isRefused) return endSessionsOf(ctx, person, "admin.sign_in_refused");
		// Asked again in an hour.
		ctx.log.warn("session.role_unknown", { desk: desk.id, kind: error.kind, code: error.code });
	}
}

async function findActive(ctx: Context, credentialId: string) {
	const [row] = await ctx.db
		.select()
		.from(credentials)
		.where(and(eq(credentials.id, credentialId), eq(credentials.state, "active")));
	return row ?? null;
}
