import type { ProviderName } from "../desk/help-desk.ts";
import { DATA_CENTRES } from "../desk/zoho/data-centres.ts";
import { vendorName } from "../locales/slack/vendor-name.ts";
import type { Desk } from "../services/desks/find-desk.ts";

/** In the order in which they are offered. */
export const PROVIDERS: readonly ProviderName[] = ["zendesk", "zoho"];

export function parseProvider(text: string): ProviderName | null {
	return PROVIDERS.find((provider) => provider === text) ?? null;
}

/** A desk by its name, or by its address while nobody has signed in to its portal. */
export function deskLabel(desk: Desk): string {
	if (desk.portalId !== null) return desk.name;
	return desk.provider === "zendesk"
		? `${desk.address}.zendesk.com`
		: `${vendorName(desk.provider)} (${desk.address.toUpperCase()})`;
}

/** What Zoho's address is chosen from. */
export const DATA_CENTRE_KEYS: readonly string[] = DATA_CENTRES.map(({ key }) => key);
