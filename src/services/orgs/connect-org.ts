import { and, eq, inArray, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { RESUMED_BY_HAND } from "../../core/sync/settings.ts";
import { orgs } from "../../db/schema-sync.ts";
import { recordChange } from "../audit/record.ts";
import { adoptGrant, eraseCredential } from "../credentials/adopt-grant.ts";
import type { FlowPayload } from "../sign-in/flows.ts";
import type { Org } from "../sync/find-org.ts";
import { parseFeatures } from "../sync/org-settings.ts";
import { soon } from "./check-connection.ts";
import { openOrgClient, orgSecretPlace, toTokenGrant } from "./client.ts";
import { giveBack, type OrgReturn } from "./sign-in-to-org.ts";

export type OrgConnection =
	| { ok: true; orgId: string; wasKnown: boolean }
	/** `name`: of the org of this desk that has it, or of the org that this one is. */
	| { ok: false; reason: "already_connected" | "other_org"; name: string };

type Passed = Extract<OrgReturn, { ok: true }>;

/**
 * Keeps the grant of an org that passed the checklist. A new org has every feature off; one that was connected before has
 * its settings and links back, with what must be switched on again still off.
 */
export async function connectOrg(
	ctx: Context,
	passed: Passed,
	by: Pick<FlowPayload<"org_connect">, "agentId" | "agentName" | "terms">,
): Promise<OrgConnection> {
	const { org, grant } = passed;
	const { id: organizationId } = passed.preflight.organization;
	if (org.organizationId !== null && !isSameId(org.organizationId, organizationId)) {
		await giveBack(ctx, org, grant);
		return { ok: false, reason: "other_org", name: org.organizationName ?? org.name };
	}
	const known = await findKnown(ctx, org, organizationId);
	if (known && known.state !== "disconnected") {
		await giveBack(ctx, org, grant);
		return { ok: false, reason: "already_connected", name: known.name };
	}
	const kept = known ? await inherit(ctx, known, org) : org;
	await store(ctx, kept, passed, by);
	return { ok: true, orgId: kept.id, wasKnown: kept.organizationId !== null };
}

/** Ids are told apart by their first 15 characters. */
function isSameId(one: string, other: string): boolean {
	return one.slice(0, 15) === other.slice(0, 15);
}

async function findKnown(ctx: Context, org: Org, organizationId: string): Promise<Org | null> {
	const [known] = await ctx.db
		.select()
		.from(orgs)
		.where(
			and(
				eq(orgs.deskId, org.deskId),
				eq(orgs.organizationId, organizationId),
				ne(orgs.id, org.id),
				ne(orgs.state, "deleting"),
			),
		);
	return known ?? null;
}

/** The org of before goes on, with the app that was registered for it now. */
async function inherit(ctx: Context, known: Org, registered: Org): Promise<Org> {
	const { clientId, clientSecret } = await openOrgClient(ctx, registered);
	const { host, environment } = registered;
	const clientSecretSealed = await ctx.sealer.seal(clientSecret, orgSecretPlace(known.id));
	await ctx.db.batch([
		ctx.db.update(orgs).set({ host, environment, clientId, clientSecretSealed }).where(eq(orgs.id, known.id)),
		ctx.db.delete(orgs).where(and(eq(orgs.id, registered.id), eq(orgs.state, "registered"))),
	]);
	return { ...known, host, environment, clientId, clientSecretSealed };
}

async function store(
	ctx: Context,
	org: Org,
	{ grant, preflight }: Passed,
	{ agentId, agentName, terms }: Pick<FlowPayload<"org_connect">, "agentId" | "agentName" | "terms">,
): Promise<void> {
	const { organization, user } = preflight;
	const now = ctx.now();
	const credentialId = await adoptGrant(ctx, {
		deskId: org.deskId,
		orgId: org.id,
		agentId: grant.userId,
		grant: toTokenGrant(grant, now),
	});
	const wasOn = org.state === "disconnected";
	const features = parseFeatures(org.features);
	const off = Object.fromEntries(RESUMED_BY_HAND.map((feature) => [feature, false]));
	try {
		await ctx.db.batch([
			ctx.db
				.update(orgs)
				.set({
					state: "connected",
					trouble: null,
					troubleAt: null,
					organizationId: organization.id,
					organizationName: organization.name,
					edition: organization.edition,
					instanceUrl: grant.instanceUrl,
					credentialId,
					username: user.username,
					connectedByAgentId: agentId,
					connectedByName: agentName,
					connectedAt: now,
					termsVersion: terms.version,
					termsByName: agentName,
					termsAt: terms.agreedAt,
					nextSyncAt: soon(now),
					...(wasOn && {
						featuresBefore: org.features,
						features: JSON.stringify({ ...features, ...off }),
						nextSyncAt: null,
					}),
					nextCheckAt: now,
					updatedAt: now,
				})
				.where(eq(orgs.id, org.id)),
			recordChange(ctx, {
				deskId: org.deskId,
				actor: { kind: "admin", id: agentId, name: agentName },
				action: org.credentialId || wasOn ? "org.reconnected" : "org.connected",
				subject: `org:${org.id}`,
				details: { name: org.name, from: org.username, to: user.username, terms: terms.version },
			}),
		]);
	} catch (error) {
		await eraseCredential(ctx, credentialId);
		throw error;
	}
	if (org.credentialId) await eraseOld(ctx, org.credentialId);
}

async function eraseOld(ctx: Context, credentialId: string): Promise<void> {
	const [used] = await ctx.db
		.select({ id: orgs.id })
		.from(orgs)
		.where(inArray(orgs.credentialId, [credentialId]));
	if (!used) await eraseCredential(ctx, credentialId);
}
