import type { Clock } from "../vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../vendors/zendesk/simulator.ts";
import { createZoho, type ZohoSimulator } from "../vendors/zoho/zoho.ts";

export interface Desks {
	zendesk: ZendeskSimulator;
	zoho: ZohoSimulator;
}

/** `deliver`: how a vendor's webhooks reach the Worker. */
export function createDesks(clock: Clock, deliver: (request: Request) => Promise<Response>): Desks {
	return { zendesk: createZendesk({ clock, deliver }), zoho: createZoho({ clock, deliver }) };
}
