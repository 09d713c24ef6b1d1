import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { desks } from "../../db/schema.ts";
import type { OAuthClient, ProviderName } from "../../desk/help-desk.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import { clientSecretPlace } from "./client-secret.ts";

export type Registration = { ok: true; deskId: string } | { ok: false; reason: "address" | "taken" };

/** Keeps a desk's address and OAuth client; nothing is asked of the vendor yet. */
export async function registerDesk(
	ctx: Context,
	input: { actor: Actor; provider: ProviderName; address: string; client: OAuthClient },
): Promise<Registration> {
	const { provider, client } = input;
	const address = ctx.provider(provider).parseAddress(input.address);
	if (!address) return { ok: false, reason: "address" };
	// A Zendesk address is one account. A Zoho address is a data centre: its portal is known after the sign-in.
	if (provider === "zendesk" && (await isRegistered(ctx, provider, address))) {
		return { ok: false, reason: "taken" };
	}
	const id = ctx.newId();
	const now = ctx.now();
	const clientSecretSealed = await ctx.sealer.seal(client.clientSecret, clientSecretPlace(id));
	await ctx.db.batch([
		ctx.db.insert(desks).values({
			id,
			provider,
			address,
			name: address,
			clientId: client.clientId,
			clientSecretSealed,
			state: "registered",
			createdAt: now,
			updatedAt: now,
		}),
		recordChange(ctx, {
			deskId: id,
			actor: input.actor,
			action: "desk.registered",
			subject: `desk:${id}`,
			details: { provider, address },
		}),
	]);
	return { ok: true, deskId: id };
}

/** Another OAuth client for the same desk. An empty secret keeps the one there is. */
export async function replaceClient(
	ctx: Context,
	input: { actor: Actor; deskId: string; client: OAuthClient },
): Promise<void> {
	const { deskId, client } = input;
	const secret = client.clientSecret
		? { clientSecretSealed: await ctx.sealer.seal(client.clientSecret, clientSecretPlace(deskId)) }
		: {};
	await ctx.db.batch([
		ctx.db
			.update(desks)
			.set({ clientId: client.clientId, ...secret, updatedAt: ctx.now() })
			.where(eq(desks.id, deskId)),
		recordChange(ctx, {
			deskId,
			actor: input.actor,
			action: "desk.client_replaced",
			subject: `desk:${deskId}`,
			details: { secretReplaced: client.clientSecret !== "" },
		}),
	]);
}

async function isRegistered(ctx: Context, provider: ProviderName, address: string): Promise<boolean> {
	const [found] = await ctx.db
		.select({ id: desks.id })
		.from(desks)
		.where(and(eq(desks.provider, provider), eq(desks.address, address), ne(desks.state, "deleting")));
	return found !== undefined;
}
