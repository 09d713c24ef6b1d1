import type { ProviderName } from "../../desk/help-desk.ts";

/** Where a desk's sign-in comes back to: entered at the vendor, sent with every sign-in. */
export function callbackAddress(origin: string, provider: ProviderName): string {
	return `${origin}/oauth/${provider}/callback`;
}
