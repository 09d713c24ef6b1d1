import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { agentLinks, desks } from "../../db/schema.ts";
import { eraseIfUnused } from "../agent-links/unlink-agent.ts";
import { recordChange } from "../audit/record.ts";
import { adoptGrant, eraseCredential } from "../credentials/adopt-grant.ts";
import { ensureListening } from "../hearing/listen.ts";
import { prepareSession } from "../sessions/sessions.ts";
import { type PendingPayload, refuseGrant } from "../sign-in/pending-grants.ts";
import { type Desk, findDesk } from "./find-desk.ts";
import { recordAgreement } from "./record-agreement.ts";

export type Connection =
	| { ok: true; deskId: string; sessionToken: string }
	| { ok: false; reason: "desk_gone" }
	/** `name`: of the desk that has this portal, or of the portal this desk belongs to. */
	| { ok: false; reason: "portal_taken" | "other_portal"; name: string };

/** The administrator confirmed the portal: from here on the desk stands on their grant. */
export async function connectDesk(
	ctx: Context,
	pending: PendingPayload<"desk_connect">,
): Promise<Connection> {
	const desk = await findDesk(ctx.db, pending.deskId);
	const refusal = desk
		? await findRefusal(ctx, desk, pending.portal.id)
		: ({ ok: false, reason: "desk_gone" } as const);
	if (!desk || refusal) {
		await refuseGrant(ctx, pending);
		return refusal ?? { ok: false, reason: "desk_gone" };
	}
	const { identity, grant } = pending;
	const credentialId = await adoptGrant(ctx, { deskId: desk.id, agentId: identity.agentId, grant });
	const session = await prepareSession(ctx, {
		deskId: desk.id,
		agentId: identity.agentId,
		agentName: identity.name,
	});
	try {
		await ctx.db.batch([
			updateDesk(ctx, desk, pending, credentialId),
			moveLinks(ctx, desk, pending, credentialId),
			recordConnection(ctx, desk, pending),
			session.statement,
			...recordAgreement(ctx, pending),
		]);
	} catch (error) {
		await eraseCredential(ctx, credentialId);
		// Two desks were confirmed for one portal at the same moment: the index let one through.
		const late = await findRefusal(ctx, desk, pending.portal.id);
		if (late) return late;
		throw error;
	}
	if (desk.credentialId) await eraseIfUnused(ctx, desk.credentialId);
	await ensureListening(ctx, desk.id);
	return { ok: true, deskId: desk.id, sessionToken: session.token };
}

async function findRefusal(ctx: Context, desk: Desk, portalId: string) {
	if (desk.portalId && desk.portalId !== portalId) {
		return { ok: false, reason: "other_portal", name: desk.name } as const;
	}
	const [other] = await ctx.db
		.select({ name: desks.name })
		.from(desks)
		.where(
			and(
				eq(desks.provider, desk.provider),
				eq(desks.address, desk.address),
				eq(desks.portalId, portalId),
				ne(desks.id, desk.id),
			),
		);
	return other ? ({ ok: false, reason: "portal_taken", name: other.name } as const) : null;
}

function updateDesk(
	ctx: Context,
	desk: Desk,
	{ portal, identity }: PendingPayload<"desk_connect">,
	credentialId: string,
) {
	const now = ctx.now();
	return ctx.db
		.update(desks)
		.set({
			portalId: portal.id,
			name: portal.name || desk.name,
			portalUrl: portal.url,
			edition: portal.edition,
			state: "connected",
			credentialId,
			connectedByAgentId: identity.agentId,
			connectedByName: identity.name,
			adminCheckedAt: now,
			updatedAt: now,
		})
		.where(eq(desks.id, desk.id));
}

/** The same person's Slack accounts go on with the newer grant. */
function moveLinks(
	ctx: Context,
	desk: Desk,
	{ identity }: PendingPayload<"desk_connect">,
	credentialId: string,
) {
	return ctx.db
		.update(agentLinks)
		.set({ credentialId, agentName: identity.name, role: "admin" })
		.where(and(eq(agentLinks.deskId, desk.id), eq(agentLinks.agentId, identity.agentId)));
}

function recordConnection(ctx: Context, desk: Desk, { portal, identity }: PendingPayload<"desk_connect">) {
	return recordChange(ctx, {
		deskId: desk.id,
		actor: { kind: "admin", id: identity.agentId, name: identity.name },
		action: desk.credentialId ? "desk.reconnected" : "desk.connected",
		subject: `desk:${desk.id}`,
		details: { portal: portal.id, from: desk.connectedByAgentId, to: identity.agentId },
	});
}
