import type { WebhookReader } from "../desk-feed.ts";

export const webhooks: WebhookReader = {
	isAuthentic: async () => false,
	parse: () => null,
	keySetUrl: () => null,
};
