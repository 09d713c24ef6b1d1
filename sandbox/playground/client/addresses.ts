import type { PlaygroundInfo } from "../info.ts";

/** A vendor's https address → the sandbox's page for it; any other address as it is. */
export function toSandboxHref(address: string, info: Pick<PlaygroundInfo, "vendorHosts">): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	const simulated =
		url.protocol === "https:" &&
		info.vendorHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
	return simulated ? `/vendors/${url.host}${url.pathname}${url.search}${url.hash}` : address;
}
