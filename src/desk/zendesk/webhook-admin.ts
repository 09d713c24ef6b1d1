import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { WebhookKeys, WebhookOutcome, WebhookRefusal } from "../desk-feed.ts";
import type { ZendeskClient } from "./client.ts";
import { signingSecretAnswer, webhookAnswer, webhooksAnswer, type ZendeskWebhook } from "./schema-feed.ts";

/** What feeds the product's events. Each further type would cost the account and us a request per change. */
const SUBSCRIPTIONS: readonly string[] = [
	"created",
	"comment_added",
	"status_changed",
	"custom_status_changed",
	"priority_changed",
	"agent_assignment_changed",
	"group_assignment_changed",
].map((type) => `zen:event-type:ticket.${type}`);

const MAX_LIST_PAGES = 5;

interface Wanted {
	address: string;
	name: string;
}

export async function ensureWebhook(
	client: ZendeskClient,
	wanted: Wanted,
	known: WebhookKeys | null,
): Promise<WebhookOutcome> {
	try {
		const listed = await listByName(client, wanted.name);
		const ours = listed.filter(({ endpoint }) => endpoint === wanted.address);
		const current = (await findKnown(client, listed, known)) ?? ours[0] ?? null;
		const { id, repaired } = await ensureRight(client, wanted, current);
		for (const { id: other } of ours) {
			if (other !== id && other !== current?.id) await removeWebhook(client, other);
		}
		const secret = await readSecret(client, id);
		const isAsKnown = known?.id === id && known.secret === secret;
		return { ok: true, keys: { id, secret }, repaired: repaired || !isAsKnown };
	} catch (error) {
		const reason = isVendorError(error) ? toRefusal(error) : null;
		if (reason === null) throw error;
		return { ok: false, reason };
	}
}

export async function removeWebhook(client: ZendeskClient, id: string): Promise<void> {
	try {
		await client.write({ method: "DELETE", pattern: "/webhooks/{id}", path: path`/webhooks/${id}` });
	} catch (error) {
		if (!isVendorError(error) || error.kind !== "not_found") throw error;
	}
}

async function listByName(client: ZendeskClient, name: string): Promise<ZendeskWebhook[]> {
	const found: ZendeskWebhook[] = [];
	let after: Record<string, string> = {};
	for (let page = 0; page < MAX_LIST_PAGES; page++) {
		const { webhooks, meta } = await client.read({
			pattern: "/webhooks",
			query: { "filter[name_contains]": name, "page[size]": "100", ...after },
			schema: webhooksAnswer,
		});
		found.push(...webhooks);
		if (!meta?.has_more || !meta.after_cursor) break;
		after = { "page[after]": meta.after_cursor };
	}
	return found;
}

/** An administrator may have given it another name. */
async function findKnown(
	client: ZendeskClient,
	listed: readonly ZendeskWebhook[],
	known: WebhookKeys | null,
): Promise<ZendeskWebhook | null> {
	if (!known) return null;
	const found = listed.find(({ id }) => id === known.id);
	if (found) return found;
	try {
		const request = { pattern: "/webhooks/{id}", path: path`/webhooks/${known.id}`, schema: webhookAnswer };
		return (await client.read(request)).webhook;
	} catch (error) {
		if (isVendorError(error) && error.kind === "not_found") return null;
		throw error;
	}
}

async function ensureRight(
	client: ZendeskClient,
	wanted: Wanted,
	current: ZendeskWebhook | null,
): Promise<{ id: string; repaired: boolean }> {
	if (!current) return { id: await create(client, wanted), repaired: true };
	if (isRight(current, wanted)) return { id: current.id, repaired: false };
	try {
		await client.write({
			method: "PATCH",
			pattern: "/webhooks/{id}",
			path: path`/webhooks/${current.id}`,
			json: { webhook: { status: "active", ...toTarget(wanted) } },
		});
		return { id: current.id, repaired: true };
	} catch (error) {
		// A webhook of a trigger can't be made one of events: it makes room for a new one, once there is one.
		if (!isVendorError(error) || !["invalid", "not_found"].includes(error.kind)) throw error;
		const id = await create(client, wanted);
		await removeWebhook(client, current.id);
		return { id, repaired: true };
	}
}

function isRight(webhook: ZendeskWebhook, { address }: Wanted): boolean {
	const subscriptions = new Set(webhook.subscriptions);
	return (
		webhook.status === "active" &&
		webhook.endpoint === address &&
		webhook.http_method === "POST" &&
		webhook.request_format === "json" &&
		subscriptions.size === SUBSCRIPTIONS.length &&
		SUBSCRIPTIONS.every((type) => subscriptions.has(type))
	);
}

async function create(client: ZendeskClient, wanted: Wanted): Promise<string> {
	const { webhook } = await client.create({
		method: "POST",
		pattern: "/webhooks",
		json: { webhook: { name: wanted.name, status: "active", ...toTarget(wanted) } },
		schema: webhookAnswer,
	});
	return webhook.id;
}

function toTarget({ address }: Wanted) {
	return { endpoint: address, http_method: "POST", request_format: "json", subscriptions: SUBSCRIPTIONS };
}

async function readSecret(client: ZendeskClient, id: string): Promise<string> {
	const { signing_secret } = await client.read({
		pattern: "/webhooks/{id}/signing_secret",
		path: path`/webhooks/${id}/signing_secret`,
		schema: signingSecretAnswer,
	});
	return signing_secret.secret;
}

/** null: nothing about webhooks, so that it is told as every other error. */
function toRefusal({ kind, status, code, fields }: VendorError): WebhookRefusal | null {
	// The whole endpoint is missing where the plan lacks the feature.
	if (kind === "forbidden") return status === 404 ? "edition" : "rights";
	if (kind !== "invalid") return null;
	return [code ?? "", ...Object.keys(fields)].some((word) => /endpoint|url/i.test(word))
		? "address"
		: "limit";
}
