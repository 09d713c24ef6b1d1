import type { Clock } from "../vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../vendors/zendesk/simulator.ts";
import { createZoho, type ZohoSimulator } from "../vendors/zoho/zoho.ts";

export interface Desks {
	zendesk: ZendeskSimulator;
	zoho: ZohoSimulator;
}

export function createDesks(clock: Clock): Desks {
	return { zendesk: createZendesk({ clock }), zoho: createZoho({ clock }) };
}
