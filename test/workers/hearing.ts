import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createApp } from "../../src/app.ts";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import { desks, slackTeams, workspaces } from "../../src/db/schema.ts";
import { deskWebhooks } from "../../src/db/schema-hearing.ts";
import type { ProviderName } from "../../src/desk/help-desk.ts";
import { webhookSecretPlace } from "../../src/services/hearing/webhook-secret.ts";

export const ORIGIN = "https://desk.example";

/** What the Worker asked of its database and its queue. */
export interface Asked {
	writes: string[];
	reads: string[];
	/** Bodies of each send. */
	sends: unknown[][];
}

/** The Worker's environment, with everything counted that a webhook may cost; nothing reaches the queue. */
export function createCountedEnv(): { env: Env; asked: Asked } {
	const asked: Asked = { writes: [], reads: [], sends: [] };
	const counted = (session: D1DatabaseSession) => ({
		prepare(query: string) {
			const isWrite = /^\s*(insert|update|delete)/i.test(query);
			(isWrite ? asked.writes : asked.reads).push(query);
			return session.prepare(query);
		},
		batch: (statements: D1PreparedStatement[]) => session.batch(statements),
	});
	const queue = {
		async sendBatch(messages: { body: unknown }[]) {
			asked.sends.push(messages.map(({ body }) => body));
		},
	};
	const DB = { withSession: (constraint: string) => counted(env.DB.withSession(constraint)) };
	return { env: { ...env, DB, QUEUE: queue } as unknown as Env, asked };
}

/** One request to the Worker in `environment`. */
export async function ask(environment: Env, path: string, init: RequestInit = {}): Promise<Response> {
	const execution = createExecutionContext();
	const answer = await createApp().fetch(new Request(ORIGIN + path, init), environment, execution);
	await waitOnExecutionContext(execution);
	return answer;
}

/** A context whose time stands at `now` and whose queue and objects are the test's. */
export function createTestContext(over: Partial<Context> = {}): Context {
	const ctx = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });
	return { ...ctx, enqueue: async () => {}, ...over };
}

export interface SeededDesk {
	provider?: ProviderName;
	state?: "registered" | "connected" | "needs_sign_in" | "deleting";
	listeningAt?: number | null;
	/** null: the desk has no subscription. */
	webhook?: { id: string; secret: string | null } | null;
	webhookState?: "active" | "refused" | "failing";
}

/** A desk with one workspace, as it is once somebody listens; answers its id. */
export async function seedDesk(ctx: Context, given: SeededDesk = {}): Promise<string> {
	const { provider = "zendesk", state = "connected", listeningAt = 1 } = given;
	const { webhook = { id: "webhook-1", secret: "s3cret" }, webhookState = "active" } = given;
	const id = ctx.newId();
	const row = { createdAt: 1, updatedAt: 1 };
	await ctx.db.insert(desks).values({
		...row,
		id,
		provider,
		address: provider === "zendesk" ? "acme" : "eu",
		portalId: `portal-${id}`,
		name: "Acme",
		clientId: "c",
		clientSecretSealed: "",
		state,
		listeningAt,
		// Only what a test makes due is due.
		nextPollAt: listeningAt === null ? null : Number.MAX_SAFE_INTEGER,
		adminCheckedAt: Number.MAX_SAFE_INTEGER,
	});
	await seedWorkspace(ctx, id);
	if (webhook) {
		await ctx.db.insert(deskWebhooks).values({
			deskId: id,
			state: webhookState,
			webhookId: webhook.id,
			secretSealed: webhook.secret && (await ctx.sealer.seal(webhook.secret, webhookSecretPlace(id))),
			nextCheckAt: Number.MAX_SAFE_INTEGER,
		});
	}
	return id;
}

async function seedWorkspace(ctx: Context, deskId: string): Promise<void> {
	const teamId = `T${deskId}`;
	const team = { objectId: ctx.newId(), name: "Acme", appId: "A1", botUserId: "U1", botTokenSealed: "" };
	await ctx.db.insert(slackTeams).values({
		...team,
		teamId,
		scopes: "",
		state: "active",
		installedAt: 1,
		updatedAt: 1,
	});
	await ctx.db.insert(workspaces).values({
		id: ctx.newId(),
		deskId,
		teamId,
		state: "active",
		isDefault: true,
		connectedByUserId: "U0MINA0001",
		createdAt: 1,
		updatedAt: 1,
	});
}

/** Rows of webhook_intake of one desk, oldest first. */
export async function intakeOf(deskId: string) {
	const query = "select ticket_id, state, attempts from webhook_intake where desk_id = ? order by rowid";
	const { results } = await env.DB.prepare(query).bind(deskId).all();
	return results as { ticket_id: string; state: string; attempts: number }[];
}

/** As Zendesk signs: Base64 of HMAC-SHA256 over the time and the body. */
export async function signAsZendesk(secret: string, body: string, at = Date.now()) {
	const timestamp = new Date(at).toISOString();
	const key = await crypto.subtle.importKey(
		"raw",
		new TextEncoder().encode(secret),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["sign"],
	);
	const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(timestamp + body));
	return {
		"content-type": "application/json",
		"x-zendesk-webhook-signature-timestamp": timestamp,
		"x-zendesk-webhook-signature": btoa(String.fromCharCode(...new Uint8Array(signed))),
	};
}

export function zendeskEvent(id: string, ticketId: string): string {
	return JSON.stringify({
		id,
		type: "zen:event-type:ticket.status_changed",
		subject: `zen:ticket:${ticketId}`,
		detail: { id: ticketId },
	});
}
