/** Scheme and host as everybody outside reaches them; null when the text isn't that. */
export function parseOrigin(text: string): string | null {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		return null;
	}
	const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
	const local = url.hostname === "localhost";
	const safe = url.protocol === "https:" || (url.protocol === "http:" && local);
	return bare && safe && url.password === "" ? url.origin : null;
}
