import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import { accessTokenPlace } from "../../src/db/credentials.ts";
import { credentials, desks } from "../../src/db/schema.ts";
import { adoptGrant, eraseCredential } from "../../src/services/credentials/adopt-grant.ts";
import { clientSecretPlace } from "../../src/services/desks/client-secret.ts";
import { ALEX, CLIENT, createWorld, signIn, type World } from "../unit/desk/zendesk/session.ts";

let ctx: Context;
let world: World;
/** What happens to the next refresh on its way: nothing, lost before or after the vendor acted, or an error page. */
let refreshFate: "arrives" | "answer lost" | "refused with 503";
let refreshes: number;

beforeEach(() => {
	ctx = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
	world = createWorld();
	refreshFate = "arrives";
	refreshes = 0;
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input as URL, init as RequestInit);
		const isRefresh = request.url.endsWith("/oauth/tokens");
		if (isRefresh) refreshes += 1;
		if (isRefresh && refreshFate === "refused with 503") return new Response("<html>", { status: 503 });
		const answer = await world.zendesk.fetch(request);
		if (isRefresh && refreshFate === "answer lost") throw new TypeError("connection lost");
		return answer;
	});
});

afterEach(() => {
	vi.restoreAllMocks();
});

async function connect() {
	const deskId = ctx.newId();
	const now = ctx.now();
	await ctx.db.insert(desks).values({
		id: deskId,
		provider: "zendesk",
		address: "acme",
		portalId: `acme-${deskId}`,
		name: "Acme",
		clientId: CLIENT.clientId,
		clientSecretSealed: await ctx.sealer.seal(CLIENT.clientSecret, clientSecretPlace(deskId)),
		state: "connected",
		createdAt: now,
		updatedAt: now,
	});
	const grant = await signIn(world, ALEX);
	const id = await adoptGrant(ctx, { deskId, agentId: String(ALEX), grant });
	return { id, deskId, grant, object: env.CREDENTIALS.getByName(id) };
}

async function rowOf(id: string) {
	const [row] = await ctx.db.select().from(credentials).where(eq(credentials.id, id));
	return row;
}

describe("a grant's object", () => {
	it("publishes the first access token, sealed, as generation 1", async () => {
		const { id, deskId, grant } = await connect();
		const row = await rowOf(id);
		expect(row).toMatchObject({ state: "active", generation: 1, accessExpiresAt: grant.accessExpiresAt });
		expect(await ctx.sealer.open(row?.accessTokenSealed ?? "", accessTokenPlace(id, deskId))).toBe(
			grant.accessToken,
		);
	});

	it("plans its renewal at a third of the refresh token's life", async () => {
		const { id, grant } = await connect();
		const lifetime = (grant.refreshExpiresAt ?? 0) - ctx.now();
		const planned = ((await rowOf(id))?.renewAt ?? 0) - ctx.now();
		expect(planned / lifetime).toBeCloseTo(1 / 3, 2);
	});

	it("refreshes once for twenty callers at once, and all get the new token", async () => {
		const { id } = await connect();
		const tokens = await Promise.all(Array.from({ length: 20 }, () => ctx.credentials.renew(id, 1)));
		expect(refreshes).toBe(1);
		expect(new Set(tokens.map(({ token }) => token)).size).toBe(1);
		expect(tokens[0]?.generation).toBe(2);
		expect((await rowOf(id))?.generation).toBe(2);
	});

	it("answers a late caller with the token that is there already", async () => {
		const { id } = await connect();
		const renewed = await ctx.credentials.renew(id, 1);
		expect(await ctx.credentials.renew(id, 1)).toEqual(renewed);
		expect(refreshes).toBe(1);
	});

	it("renews for a caller whose token failed while a late one is being answered with that very token", async () => {
		const { id } = await connect();
		const [late, failed] = await Promise.all([ctx.credentials.renew(id, 0), ctx.credentials.renew(id, 1)]);
		expect([late.generation, failed.generation]).toEqual([1, 2]);
		expect(refreshes).toBe(1);
	});

	it("asks for one new sign-in and never replays the spent token when the answer of a refresh was lost", async () => {
		const { id, deskId } = await connect();
		await ctx.db.update(desks).set({ credentialId: id }).where(eq(desks.id, deskId));
		refreshFate = "answer lost";
		await expect(ctx.credentials.renew(id, 1)).rejects.toMatchObject({ name: "VendorError", kind: "auth" });
		refreshFate = "arrives";
		await expect(ctx.credentials.renew(id, 1)).rejects.toMatchObject({ kind: "auth" });
		expect(refreshes).toBe(1);
		expect(await rowOf(id)).toMatchObject({ state: "needs_sign_in", accessTokenSealed: null, renewAt: null });
		const [desk] = await ctx.db.select().from(desks).where(eq(desks.id, deskId));
		expect(desk?.state).toBe("needs_sign_in");
	});

	it("asks for a new sign-in after it was killed between sending the refresh token and storing the answer", async () => {
		const { id, object } = await connect();
		await runInDurableObject(object, (_, state) => state.storage.kv.put("spent", true));
		await expect(ctx.credentials.renew(id, 1)).rejects.toMatchObject({
			kind: "auth",
			code: "refresh_token_spent",
		});
		expect(refreshes).toBe(0);
	});

	it("tries again after the vendor answered that it could not", async () => {
		const { id } = await connect();
		refreshFate = "refused with 503";
		await expect(ctx.credentials.renew(id, 1)).rejects.toMatchObject({ kind: "unavailable" });
		refreshFate = "arrives";
		expect((await ctx.credentials.renew(id, 1)).generation).toBe(2);
	});

	it("asks for a new sign-in when the refresh token was revoked at the vendor", async () => {
		const { id } = await connect();
		world.zendesk.revokeAll(ALEX);
		await expect(ctx.credentials.renew(id, 1)).rejects.toMatchObject({ kind: "auth" });
		expect((await rowOf(id))?.state).toBe("needs_sign_in");
	});

	it("hands the new token to the database by alarm when the database had missed it", async () => {
		const { id, object } = await connect();
		await ctx.credentials.renew(id, 1);
		await ctx.db.update(credentials).set({ generation: 1 }).where(eq(credentials.id, id));
		await runInDurableObject(object, (_, state) => state.storage.setAlarm(Date.now() + 60_000));
		expect(await runDurableObjectAlarm(object)).toBe(true);
		expect((await rowOf(id))?.generation).toBe(2);
	});

	it("keeps nothing readable, and nothing that another grant could open", async () => {
		const [one, other] = [await connect(), await connect()];
		const pair = await runInDurableObject(one.object, (_, state) => state.storage.kv.get<string>("pair"));
		expect(pair).not.toContain(one.grant.accessToken);
		await runInDurableObject(other.object, (_, state) => state.storage.kv.put("pair", pair));
		await expect(ctx.credentials.renew(other.id, 1)).rejects.toThrow("sealed for another place");
	});

	it("is the same grant after it was sealed anew", async () => {
		const { id, deskId, grant } = await connect();
		const before = await rowOf(id);
		await ctx.credentials.reseal(id);
		const row = await rowOf(id);
		expect(row?.accessTokenSealed).not.toBe(before?.accessTokenSealed);
		expect(await ctx.sealer.open(row?.accessTokenSealed ?? "", accessTokenPlace(id, deskId))).toBe(
			grant.accessToken,
		);
		expect((await ctx.credentials.renew(id, 1)).generation).toBe(2);
	});

	it("revokes at the vendor and forgets when it is erased", async () => {
		const { id, grant, object } = await connect();
		await eraseCredential(ctx, id);
		const me = new Request("https://acme.zendesk.com/api/v2/groups", {
			headers: { authorization: `Bearer ${grant.accessToken}`, accept: "application/json" },
		});
		expect((await world.zendesk.fetch(me)).status).toBe(401);
		expect(await rowOf(id)).toBeUndefined();
		expect(await runInDurableObject(object, (_, state) => [...state.storage.kv.list()])).toEqual([]);
	});

	it("refuses to work for a grant that the database does not know", async () => {
		await expect(ctx.credentials.renew("unknown", 1)).rejects.toMatchObject({
			kind: "auth",
			code: "credential_gone",
		});
	});
});
