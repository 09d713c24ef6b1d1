const CALLBACK_PATH = "/oauth/salesforce/callback";
const LOCAL_HOSTS = ["localhost", "127.0.0.1"];

/** Registered is the product's callback, wherever it runs: https, or http on this machine. */
export function isRegisteredRedirect(redirectUri: string): boolean {
	if (!URL.canParse(redirectUri)) return false;
	const { protocol, hostname, pathname, hash, search } = new URL(redirectUri);
	const isSafe = protocol === "https:" || (protocol === "http:" && LOCAL_HOSTS.includes(hostname));
	return isSafe && pathname === CALLBACK_PATH && hash === "" && search === "";
}
