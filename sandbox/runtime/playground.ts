import { createPlaygroundInfo } from "../playground/info.ts";
import { createPlayground } from "../playground/routes.ts";
import { createCrmSync } from "./crm-sync.ts";
import { toSalesforcePanel } from "./salesforce-panel.ts";
import type { Sandbox } from "./sandbox.ts";
import { toZendeskPanel } from "./zendesk-panel.ts";
import { toZohoPanel } from "./zoho-panel.ts";

/** What the vendors' site shows at `/`. */
export function openPlayground(sandbox: Sandbox): (request: Request) => Promise<Response> {
	const app = createPlayground({
		slack: sandbox.slack,
		desks: { zendesk: toZendeskPanel(sandbox.zendesk), zoho: toZohoPanel(sandbox.zoho, sandbox.clock) },
		crm: toSalesforcePanel(sandbox.salesforce, sandbox.clock),
		sync: createCrmSync(sandbox),
		info: createPlaygroundInfo(sandbox.origin),
		now: () => sandbox.clock.now(),
	});
	return async (request) => app.fetch(request);
}
