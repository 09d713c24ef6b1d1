import { createHmac } from "node:crypto";
import type { WebhookRecord } from "./state.ts";
import type { WebhookEvent } from "./webhook-events.ts";

/** How the vendor reaches a webhook's endpoint: signed, with twelve seconds to answer. */
export type Deliver = (request: Request) => Promise<Response>;

export interface WebhookAnswer {
	/** null: no answer in time, or no connection. */
	status: number | null;
	retryAfterSeconds: number | null;
}

const ANSWER_LIMIT_MS = 12_000;

export async function sendWebhook(
	deliver: Deliver,
	webhook: WebhookRecord,
	event: WebhookEvent,
	invocation: string,
): Promise<WebhookAnswer> {
	// The app's clock is the real one, whatever the sandbox's says.
	const timestamp = new Date().toISOString().replace(/\.\d+Z$/, "Z");
	const request = new Request(webhook.endpoint, {
		method: "POST",
		headers: {
			"content-type": "application/json; charset=utf-8",
			"user-agent": "Zendesk Webhook",
			"x-zendesk-account-id": "22129",
			"x-zendesk-webhook-id": webhook.id,
			"x-zendesk-webhook-invocation-id": invocation,
			"x-zendesk-webhook-signature": signWebhook(webhook.secret, timestamp, event.body),
			"x-zendesk-webhook-signature-timestamp": timestamp,
		},
		body: event.body,
	});
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), ANSWER_LIMIT_MS);
	});
	const answering = deliver(request).then(async (response) => {
		await response.arrayBuffer();
		return response;
	});
	// An answer that comes after the limit may fail with nobody waiting for it.
	answering.catch(() => {});
	try {
		const response = await Promise.race([answering, late]);
		const retryAfter = response?.headers.get("retry-after") ?? null;
		return {
			status: response?.status ?? null,
			retryAfterSeconds: retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
		};
	} catch {
		return { status: null, retryAfterSeconds: null };
	} finally {
		clearTimeout(timer);
	}
}

export function signWebhook(secret: string, timestamp: string, body: string): string {
	return createHmac("sha256", secret).update(`${timestamp}${body}`).digest("base64");
}
