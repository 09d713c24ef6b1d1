import { eq, lt } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import { oauthFlows } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";
import { parseJson } from "../../lib/http.ts";

/** A round trip to a vendor's sign-in has ten minutes: Slack's codes live as long, the desks' two. */
export const FLOW_LIFETIME_MS = 10 * 60_000;

/** Given with this sign-in; null when the desk's agreement to the current text is on record. */
const agreementSchema = v.nullable(
	v.object({ textVersion: v.string(), locale: v.picklist(["en", "ja"]), agreedAt: v.number() }),
);

/** What each kind of round trip carries from its beginning to its return. */
const payloads = {
	/** An administrator connects (or takes over) a desk, or only signs in to the pages of a connected one. */
	desk_connect: v.object({
		deskId: v.string(),
		codeVerifier: v.string(),
		intent: v.picklist(["connect", "session"]),
		agreement: agreementSchema,
	}),
	/** A Slack user ties themselves to their agent. */
	agent_link: v.object({
		deskId: v.string(),
		codeVerifier: v.string(),
		teamId: v.string(),
		slackUserId: v.string(),
	}),
	/** An administrator connects a Slack workspace to a desk. */
	slack_install: v.object({ deskId: v.string(), agentId: v.string() }),
	/** An administrator connects a Salesforce org to a desk, or signs in to it anew. */
	org_connect: v.object({
		deskId: v.string(),
		orgId: v.string(),
		codeVerifier: v.string(),
		agentId: v.string(),
		agentName: v.string(),
		terms: v.object({ version: v.string(), agreedAt: v.number() }),
	}),
	/** A Slack user proves who they are before `pendingId` is confirmed. */
	slack_identity: v.object({ pendingId: v.string(), teamId: v.string(), slackUserId: v.string() }),
} as const;

export type FlowKind = keyof typeof payloads;
export type FlowPayload<K extends FlowKind> = v.InferOutput<(typeof payloads)[K]>;
export type Flow = { [K in FlowKind]: { kind: K; payload: FlowPayload<K> } }[FlowKind];

/** Begins a round trip for one browser; the answer is the `state` to send along. */
export async function beginFlow<K extends FlowKind>(
	ctx: Context,
	kind: K,
	browser: string,
	payload: FlowPayload<K>,
): Promise<string> {
	const state = randomToken();
	const stateHash = await sha256Hex(state);
	await ctx.db.insert(oauthFlows).values({
		stateHash,
		kind,
		browserHash: await sha256Hex(browser),
		payloadSealed: await ctx.sealer.seal(JSON.stringify(payload), flowPlace(stateHash)),
		expiresAt: ctx.now() + FLOW_LIFETIME_MS,
	});
	return state;
}

/**
 * Ends a round trip: null when the state is unknown, late, used before, or began in another browser. The row is
 * deleted by the one call that gets it; a wrong browser does not use it up.
 */
export async function endFlow(ctx: Context, state: string, browser: string | null): Promise<Flow | null> {
	if (!browser) return null;
	const stateHash = await sha256Hex(state);
	const browserHash = await sha256Hex(browser);
	const [found] = await ctx.db.select().from(oauthFlows).where(eq(oauthFlows.stateHash, stateHash));
	if (!found || found.browserHash !== browserHash || found.expiresAt <= ctx.now()) return null;
	const [taken] = await ctx.db.delete(oauthFlows).where(eq(oauthFlows.stateHash, stateHash)).returning();
	if (!taken) return null;
	const payload = parseJson(await ctx.sealer.open(taken.payloadSealed, flowPlace(stateHash)));
	return { kind: taken.kind, payload: v.parse(payloads[taken.kind], payload) } as Flow;
}

/** What a round trip is about, as far as its kind knows. */
export interface FlowPlace {
	deskId?: string;
	teamId?: string;
	orgId?: string;
}

/** There are few: they live ten minutes. */
const MAX_OPENED = 200;

/** Ends the round trips that are about what is gone. */
export async function dropFlowsOf(ctx: Context, isGone: (place: FlowPlace) => boolean): Promise<void> {
	const rows = await ctx.db.select().from(oauthFlows).limit(MAX_OPENED);
	for (const { stateHash, payloadSealed } of rows) {
		const place = parseJson(await ctx.sealer.open(payloadSealed, flowPlace(stateHash))) as FlowPlace;
		if (isGone(place)) await ctx.db.delete(oauthFlows).where(eq(oauthFlows.stateHash, stateHash));
	}
}

export function dropExpiredFlows(ctx: Context) {
	return ctx.db.delete(oauthFlows).where(lt(oauthFlows.expiresAt, ctx.now()));
}

function flowPlace(stateHash: string) {
	return { table: "oauth_flows", column: "payload_sealed", row: stateHash, desk: "" };
}
