import type { ProviderName } from "../desk/help-desk.ts";
import { DATA_CENTRES } from "../desk/zoho/data-centres.ts";

/** In the order in which they are offered. */
export const PROVIDERS: readonly ProviderName[] = ["zendesk", "zoho"];

export function parseProvider(text: string): ProviderName | null {
	return PROVIDERS.find((provider) => provider === text) ?? null;
}

/** What Zoho's address is chosen from. */
export const DATA_CENTRE_KEYS: readonly string[] = DATA_CENTRES.map(({ key }) => key);
