import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { ApiError, recordNotFound } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toWebhookJson } from "../serialize-hearing.ts";
import type { WebhookRecord } from "../state.ts";
import { parseWebhook, parseWebhookChanges, refuseOtherKind, type WebhookInput } from "../webhook-input.ts";

export const webhookRoutes = new Hono<ZendeskEnv>()
	.get("/webhooks", needs("read", "webhooks"), adminsOnly, (c) => {
		const words = c.req.query("filter[name_contains]")?.toLowerCase() ?? "";
		const status = c.req.query("filter[status]");
		const found = [...c.env.account.webhooks.values()].filter(
			(webhook) =>
				webhook.name.toLowerCase().includes(words) && (status === undefined || webhook.status === status),
		);
		const { items, envelope } = paginate(c, found);
		return c.json({ webhooks: items.map(toWebhookJson), ...envelope });
	})
	.post("/webhooks", needs("write", "webhooks"), adminsOnly, async (c) => {
		const { account } = c.env;
		const input = parseWebhook(await c.req.text());
		if (account.maxWebhooks !== null && account.webhooks.size >= account.maxWebhooks) {
			throw new ApiError(422, {
				errors: [{ code: "WebhookLimitExceeded", title: "The account has as many webhooks as it may have" }],
			});
		}
		const webhook = createWebhook(c, input);
		account.webhooks.set(webhook.id, webhook);
		return c.json({ webhook: toWebhookJson(webhook) }, 201);
	})
	.get("/webhooks/:id", needs("read", "webhooks"), adminsOnly, (c) =>
		c.json({ webhook: toWebhookJson(requireWebhook(c)) }),
	)
	.put("/webhooks/:id", needs("write", "webhooks"), adminsOnly, async (c) => {
		change(c, requireWebhook(c), parseWebhook(await c.req.text()));
		return c.body(null, 204);
	})
	.patch("/webhooks/:id", needs("write", "webhooks"), adminsOnly, async (c) => {
		change(c, requireWebhook(c), parseWebhookChanges(await c.req.text()));
		return c.body(null, 204);
	})
	.delete("/webhooks/:id", needs("write", "webhooks"), adminsOnly, (c) => {
		c.env.account.webhooks.delete(requireWebhook(c).id);
		return c.body(null, 204);
	})
	.get("/webhooks/:id/signing_secret", needs("read", "webhooks"), adminsOnly, (c) =>
		c.json({ signing_secret: { algorithm: "SHA256", secret: requireWebhook(c).secret } }),
	)
	.post("/webhooks/:id/signing_secret", needs("write", "webhooks"), adminsOnly, (c) => {
		const webhook = requireWebhook(c);
		webhook.secret = newSecret();
		return c.json({ signing_secret: { algorithm: "SHA256", secret: webhook.secret } }, 201);
	});

function createWebhook(c: ZendeskContext, input: WebhookInput): WebhookRecord {
	const now = c.env.clock.now();
	return {
		...input,
		id: newId(now),
		secret: newSecret(),
		createdBy: c.var.user.id,
		createdAt: now,
		updatedAt: now,
	};
}

function change(c: ZendeskContext, webhook: WebhookRecord, changes: Partial<WebhookInput>): void {
	if (changes.subscriptions) refuseOtherKind(webhook.subscriptions, changes.subscriptions);
	Object.assign(webhook, changes, { updatedAt: c.env.clock.now() });
}

function requireWebhook(c: ZendeskContext): WebhookRecord {
	const webhook = c.env.account.webhooks.get(c.req.param("id") ?? "");
	if (!webhook) throw recordNotFound();
	return webhook;
}

/** 26 characters, the time first. */
function newId(now: number): string {
	const random = crypto.getRandomValues(new Uint8Array(16));
	const tail = [...random].map((byte) => (byte % 36).toString(36)).join("");
	return `${now.toString(36).padStart(10, "0")}${tail}`.toUpperCase();
}

function newSecret(): string {
	return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
}
