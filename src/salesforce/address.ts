import type { CrmEnvironment } from "./crm.ts";

/** Pinned: the newest version of a preview sandbox is one that production doesn't have yet. */
export const API_VERSION = "67.0";

const LOGIN_HOSTS: Readonly<Record<CrmEnvironment, string>> = {
	production: "login.salesforce.com",
	sandbox: "test.salesforce.com",
};

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const MY_DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL}){0,2}\\.my\\.salesforce\\.com$`);
const BARE_NAME = new RegExp(`^${LABEL}$`);
/** What the browser shows of an org once somebody is signed in. */
const PAGES = /^(.+)\.(?:lightning\.force\.com|my\.salesforce-setup\.com)$/;

/** A My Domain by name, by host or as a pasted page. Anything else could be somebody else's host. */
export function parseHost(environment: CrmEnvironment, input: string): string | null {
	const typed = input.trim().toLowerCase();
	if (typed === "") return LOGIN_HOSTS[environment];
	if (BARE_NAME.test(typed)) {
		return typed.includes("--") ? `${typed}.sandbox.my.salesforce.com` : `${typed}.my.salesforce.com`;
	}
	const host = /^(?:https:\/\/)?([a-z0-9.-]+)(?::443)?(?:[/?#].*)?$/.exec(typed)?.[1] ?? "";
	const ours = host.replace(PAGES, "$1.my.salesforce.com");
	return isSignInHost(ours) ? ours : null;
}

/** `https://login.salesforce.com/services/oauth2/…`. The last check before a secret leaves. */
export function signInUrl(host: string, path: string): URL {
	if (!isSignInHost(host)) throw new TypeError("not a Salesforce host");
	return new URL(`https://${host}/services/oauth2/${path}`);
}

/** The origin of an org's API as a sign-in told it; null when a token must not be sent there. */
export function parseInstanceUrl(text: string): string | null {
	const url = URL.parse(text);
	if (url === null) return null;
	if (url.protocol !== "https:" || url.host !== url.hostname || url.username || url.password) return null;
	if (!/^\/?$/.test(url.pathname) || url.search || url.hash) return null;
	return MY_DOMAIN.test(url.hostname) ? url.origin : null;
}

/** A path of the data API below the pinned version, its values already encoded. */
export function apiPath(path: string): string {
	return `/services/data/v${API_VERSION}${path}`;
}

export function recordUrl(instanceUrl: string, object: string, id: string): string {
	return `${instanceUrl}/lightning/r/${encodeURIComponent(object)}/${encodeURIComponent(id)}/view`;
}

function isSignInHost(host: string): boolean {
	return Object.values(LOGIN_HOSTS).includes(host) || MY_DOMAIN.test(host);
}
