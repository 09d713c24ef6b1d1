import { and, eq } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { CrmClient, CrmEnvironment } from "../../salesforce/crm.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import type { Org } from "../sync/find-org.ts";
import { orgSecretPlace } from "./client.ts";

export type OrgRegistration = { ok: true; orgId: string } | { ok: false; reason: "host" };

/** Keeps where an org is and the app that signs in to it; nothing is asked of Salesforce yet. */
export async function registerOrg(
	ctx: Context,
	input: {
		actor: Actor;
		deskId: string;
		name: string;
		environment: CrmEnvironment;
		host: string;
		client: CrmClient;
	},
): Promise<OrgRegistration> {
	const { deskId, name, environment, client } = input;
	const host = ctx.crm.parseHost(environment, input.host);
	if (!host) return { ok: false, reason: "host" };
	const id = ctx.newId();
	const now = ctx.now();
	await ctx.db.batch([
		ctx.db.insert(orgs).values({
			id,
			deskId,
			name,
			environment,
			host,
			clientId: client.clientId,
			clientSecretSealed: await ctx.sealer.seal(client.clientSecret, orgSecretPlace(id)),
			state: "registered",
			createdAt: now,
			updatedAt: now,
		}),
		recordChange(ctx, {
			deskId,
			actor: input.actor,
			action: "org.registered",
			subject: `org:${id}`,
			details: { name, environment, address: host },
		}),
	]);
	return { ok: true, orgId: id };
}

/** Another app or another address for the same org. An empty secret keeps the one there is. */
export async function replaceOrgClient(
	ctx: Context,
	org: Org,
	input: { actor: Actor; host: string; client: CrmClient },
): Promise<OrgRegistration> {
	const host = ctx.crm.parseHost(org.environment, input.host);
	if (!host) return { ok: false, reason: "host" };
	const { clientId, clientSecret } = input.client;
	const secret = clientSecret
		? { clientSecretSealed: await ctx.sealer.seal(clientSecret, orgSecretPlace(org.id)) }
		: {};
	await ctx.db.batch([
		ctx.db
			.update(orgs)
			.set({ host, clientId, ...secret, updatedAt: ctx.now() })
			.where(eq(orgs.id, org.id)),
		recordChange(ctx, {
			deskId: org.deskId,
			actor: input.actor,
			action: "org.client_replaced",
			subject: `org:${org.id}`,
			details: { from: org.host, to: host, secretReplaced: clientSecret !== "" },
		}),
	]);
	return { ok: true, orgId: org.id };
}

/** A registration that nobody signed in to is taken back. */
export async function dropRegistration(ctx: Context, org: Org, actor: Actor): Promise<void> {
	await ctx.db.batch([
		ctx.db.delete(orgs).where(and(eq(orgs.id, org.id), eq(orgs.state, "registered"))),
		recordChange(ctx, {
			deskId: org.deskId,
			actor,
			action: "org.registration_dropped",
			subject: `org:${org.id}`,
			details: { name: org.name },
		}),
	]);
}
