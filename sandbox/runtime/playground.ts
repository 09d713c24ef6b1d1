import { createPlaygroundInfo } from "../playground/info.ts";
import { createPlayground } from "../playground/routes.ts";
import { toZendeskPanel, toZohoPanel } from "./desk-panels.ts";
import type { Sandbox } from "./sandbox.ts";

/** What the vendors' site shows at `/`. */
export function openPlayground(sandbox: Sandbox): (request: Request) => Promise<Response> {
	const app = createPlayground({
		slack: sandbox.slack,
		desks: { zendesk: toZendeskPanel(sandbox.zendesk), zoho: toZohoPanel(sandbox.zoho) },
		info: createPlaygroundInfo(sandbox.origin),
	});
	return async (request) => app.fetch(request);
}
