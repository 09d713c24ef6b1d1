/** The one table between the vendors' real addresses and where the browser finds them in the sandbox. */
export interface AddressTable {
	/** The Worker's site. */
	readonly origin: string;
	/** The vendors' site. */
	readonly vendorOrigin: string;
	ownsHost(host: string): boolean;
	/** `https://slack.com/x` → `http://127.0.0.1:PORT/vendors/slack.com/x`; anything else stays as it is. */
	toSandbox(address: string): string;
	/** The vendor's real URL for a path of the vendors' site; null when it belongs to no vendor. */
	toVendor(path: string): URL | null;
	/** A source list of a Content-Security-Policy, vendors' hosts replaced. */
	toSandboxPolicy(policy: string): string;
	/** Links, forms and refreshes of a page. `host` is the page's own when a vendor serves it. */
	toSandboxHtml(html: string, host: string | null): string;
}

const PREFIX = "/vendors/";

function wildcardHosts(wildcard: string | undefined, host: string): string[] {
	return wildcard ? ["acme", "accounts", "desk"].map((name) => `${name}.${host}`) : [host];
}

export function createAddressTable(ports: {
	origin: string;
	vendorOrigin: string;
	ownsHost: (host: string) => boolean;
}): AddressTable {
	const { origin, vendorOrigin, ownsHost } = ports;

	function toSandbox(address: string): string {
		const [, host, rest] = /^https:\/\/([a-z0-9.-]+)(.*)$/is.exec(address) ?? [];
		if (!host || !ownsHost(host.toLowerCase())) return address;
		return `${vendorOrigin}${PREFIX}${host.toLowerCase()}${rest ?? ""}`;
	}

	return {
		origin,
		vendorOrigin,
		ownsHost,
		toSandbox,
		toVendor(path) {
			if (!path.startsWith(PREFIX)) return null;
			const [, host, rest] = /^([a-z0-9.-]+)(\/.*|\?.*)?$/is.exec(path.slice(PREFIX.length)) ?? [];
			if (!host || !ownsHost(host)) return null;
			return new URL(`https://${host}${rest ?? "/"}`);
		},
		toSandboxPolicy(policy) {
			// A wildcard source such as https://*.zendesk.com stands for the hosts of that vendor.
			return policy.replace(/https:\/\/(\*\.)?([a-z0-9.-]+)/gi, (source, wildcard, host) =>
				wildcardHosts(wildcard, host).some(ownsHost) ? vendorOrigin : source,
			);
		},
		toSandboxHtml(html, host) {
			const map = (address: string) =>
				toSandbox(host && /^\/(?!\/)/.test(address) ? `https://${host}${address}` : address);
			return html
				.replace(
					/(\s(?:href|action|formaction)\s*=\s*)(["'])(.*?)\2/gis,
					(_, name: string, quote: string, address: string) => `${name}${quote}${map(address)}${quote}`,
				)
				.replace(
					/(<meta[^>]+content\s*=\s*["']\d+;\s*url=)([^"']*)/gi,
					(_, start: string, address: string) => `${start}${map(address)}`,
				);
		},
	};
}
