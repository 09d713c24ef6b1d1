/**
 * The least that answers: to a command the signature, one read, a small JSON; to a webhook the signature, one write;
 * to a browser the session, one read, a small page.
 */
import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { html } from "hono/html";
import { importHmacKey, sha256Hex, verifyHmac } from "../../src/lib/crypto.ts";
import { fromBase64 } from "../../src/lib/encoding.ts";
import { isSignedBySlack } from "../../src/slack/verify.ts";
import { LOCALE, type PeerEnv, readCaller } from "./peer-env.ts";

let key: CryptoKey | null = null;
let webhookKey: CryptoKey | null = null;
let urls: string[] | null = null;

const app = new Hono<{ Bindings: PeerEnv }>();

app.post("/slack/commands", async (c) => {
	const fields = await verify(c.req.raw, c.env);
	if (!fields) return c.body(null, 401);
	const rows = await readCaller(c.env, (name) => fields.get(name) ?? "");
	return c.json({ response_type: "ephemeral", text: `help for ${rows[0]?.[LOCALE]}` });
});

/** And the same fetches as the product, side by side. */
app.post("/slack/commands/ticket", async (c) => {
	const fields = await verify(c.req.raw, c.env);
	if (!fields) return c.body(null, 401);
	const rows = await readCaller(c.env, (name) => fields.get(name) ?? "");
	urls ??= JSON.parse(c.env.TICKET_URLS) as string[];
	const number = fields.get("text") ?? "";
	const answers = await Promise.all(
		urls.map(async (url) => {
			const response = await fetch(url.replaceAll("{number}", number), {
				headers: { authorization: "Bearer x" },
			});
			return (await response.json()) as { ticket?: { subject?: string } };
		}),
	);
	const subject = answers.find(({ ticket }) => ticket)?.ticket?.subject;
	return c.json({ response_type: "ephemeral", text: `${subject} for ${rows[0]?.[LOCALE]}` });
});

app.post("/webhooks/zendesk/:desk", async (c) => {
	const id = await storeWebhook(c.req.raw, c.env, c.req.param("desk"));
	return c.body(null, id === null ? 401 : 200);
});

/** And the same message to the queue. */
app.post("/webhooks/zendesk/:desk/queue", async (c) => {
	const id = await storeWebhook(c.req.raw, c.env, c.req.param("desk"));
	if (id === null) return c.body(null, 401);
	await c.env.QUEUE.send({ kind: "look", id });
	return c.body(null, 200);
});

app.get("/admin/page", async (c) => {
	const token = getCookie(c, "deskbridge_session", "host") ?? "";
	const row = await c.env.DB.withSession("first-primary")
		.prepare("select agent_name as name from sessions where token_hash = ?1 and expires_at > ?2")
		.bind(await sha256Hex(token), Date.now())
		.first<{ name: string }>();
	if (!row) return c.body(null, 401);
	return c.html(html`<!doctype html><html lang="en"><title>Page</title><h1>${row.name}</h1></html>`);
});

/** null: not signed. */
async function storeWebhook(request: Request, env: PeerEnv, deskId: string): Promise<string | null> {
	const rawBody = await request.text();
	webhookKey ??= await importHmacKey(env.WEBHOOK_SECRET);
	const timestamp = request.headers.get("x-zendesk-webhook-signature-timestamp") ?? "";
	const signature = fromBase64(request.headers.get("x-zendesk-webhook-signature") ?? "");
	if (!signature || !(await verifyHmac(webhookKey, signature, timestamp + rawBody))) return null;
	const { id, detail } = JSON.parse(rawBody) as { id: string; detail: { id: string } };
	const now = Date.now();
	await env.DB.withSession("first-primary")
		.prepare(
			`insert into webhook_intake (id, desk_id, ticket_id, state, attempts, next_at, received_at)
			values (?1, ?2, ?3, 'waiting', 0, ?4, ?4) on conflict (id) do nothing`,
		)
		.bind(id, deskId, detail.id, now)
		.run();
	return id;
}

async function verify(request: Request, env: PeerEnv): Promise<URLSearchParams | null> {
	const rawBody = await request.text();
	key ??= await importHmacKey(env.SLACK_SIGNING_SECRET);
	const isSigned = await isSignedBySlack([key], request.headers, rawBody, Date.now());
	return isSigned ? new URLSearchParams(rawBody) : null;
}

export default app;
