import { type HTMLElement, parse } from "node-html-parser";

/** A very small browser without JavaScript: cookies per site, redirects across sites, links and forms. */
export interface Browser {
	readonly page: Page;
	open(address: string): Promise<Page>;
	/** Follows the link whose text or address contains `name`. */
	follow(name: string | RegExp): Promise<Page>;
	/** Presses a submit button, found by its text, name, value or form's address, with these fields filled in. */
	submit(button: string | RegExp, fields?: Record<string, string>): Promise<Page>;
	/** As `submit`, but the answer as it is: redirects are not followed. */
	submitOnly(button: string | RegExp, fields?: Record<string, string>): Promise<Response>;
	/** Cookies of one site, such as `localhost:8787`. */
	cookies(host: string): ReadonlyMap<string, string>;
	clearCookies(host?: string): void;
	/** Every address asked for, in order. */
	readonly visited: readonly string[];
}

export interface Page {
	url: URL;
	status: number;
	headers: Headers;
	html: string;
	/** What a person reads, spaces collapsed. */
	text: string;
	root: HTMLElement;
}

interface Cookie {
	name: string;
	value: string;
	path: string;
	sameSite: string;
}

interface Submission {
	url: URL;
	init: RequestInit;
}

const MAX_REDIRECTS = 20;

export function createBrowser(options: { language?: string; fetch?: typeof fetch } = {}): Browser {
	const send = options.fetch ?? fetch;
	const jars = new Map<string, Cookie[]>();
	const visited: string[] = [];
	let page: Page | null = null;

	function current(): Page {
		if (!page) throw new Error("no page is open");
		return page;
	}

	/** `isCrossSite`: somewhere between the page a person looked at and this address lies another site. */
	async function ask(url: URL, init: RequestInit, isCrossSite: boolean): Promise<Response> {
		visited.push(`${init.method ?? "GET"} ${url.href}`);
		const headers = new Headers(init.headers);
		headers.set("accept", "text/html");
		headers.set("accept-language", options.language ?? "en");
		headers.set("sec-fetch-mode", "navigate");
		headers.set("sec-fetch-dest", "document");
		headers.set("sec-fetch-site", !page ? "none" : isCrossSite ? "cross-site" : "same-origin");
		if (init.method === "POST") headers.set("origin", page?.url.origin ?? "null");
		const cookies = (jars.get(url.host) ?? []).filter(({ path, sameSite }) => {
			if (!url.pathname.startsWith(path)) return false;
			return !isCrossSite || sameSite === "none" || (sameSite === "lax" && init.method !== "POST");
		});
		if (cookies.length > 0) {
			headers.set("cookie", cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
		}
		const response = await send(url, { ...init, headers, redirect: "manual" });
		keepCookies(url, response);
		return response;
	}

	function keepCookies(url: URL, response: Response): void {
		for (const line of response.headers.getSetCookie()) {
			const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
			const name = pair.slice(0, pair.indexOf("="));
			const value = pair.slice(pair.indexOf("=") + 1);
			const attribute = (wanted: string) =>
				attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
			const path = attribute("path") ?? "/";
			const expires = attribute("expires");
			const isGone = attribute("max-age") === "0" || (expires && Date.parse(expires) < Date.now());
			const others = (jars.get(url.host) ?? []).filter((known) => known.name !== name || known.path !== path);
			const sameSite = (attribute("samesite") ?? "lax").toLowerCase();
			jars.set(url.host, isGone || value === "" ? others : [...others, { name, value, path, sameSite }]);
		}
	}

	async function go(start: URL, first: RequestInit, formPolicy: FormPolicy | null = null): Promise<Page> {
		let url = start;
		let init = first;
		let isCrossSite = false;
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			if (formPolicy) allowForm(formPolicy, url);
			isCrossSite ||= page !== null && page.url.hostname !== url.hostname;
			const response = await ask(url, init, isCrossSite);
			const location = response.headers.get("location");
			if (response.status < 300 || response.status >= 400 || location === null) {
				page = await toPage(url, response);
				const next = refreshOf(page);
				if (!next) return page;
				// A page that sends on by itself is no part of the form's redirects any more.
				formPolicy = null;
				isCrossSite = false;
				url = next;
				init = { method: "GET" };
				continue;
			}
			await response.body?.cancel();
			url = new URL(location, url);
			// Like a browser, 307 and 308 keep the method; everything else becomes a GET.
			if (response.status !== 307 && response.status !== 308) init = { method: "GET" };
		}
		throw new Error(`more than ${MAX_REDIRECTS} redirects, the last to ${url.href}`);
	}

	return {
		get page() {
			return current();
		},
		visited,
		open: (address) => go(new URL(address, page?.url), { method: "GET" }),
		follow(name) {
			const links = current().root.querySelectorAll("a[href]");
			const link = links.find((one) => matches(name, [one.text, one.getAttribute("href")]));
			if (!link) throw new Error(`no link ${name} on ${describe(current())}`);
			return go(new URL(link.getAttribute("href") ?? "", current().url), { method: "GET" });
		},
		submit(button, fields) {
			const { url, init } = buildSubmission(current(), button, fields ?? {});
			return go(url, init, toFormPolicy(current()));
		},
		submitOnly(button, fields) {
			const { url, init } = buildSubmission(current(), button, fields ?? {});
			return ask(url, init, current().url.hostname !== url.hostname);
		},
		cookies: (host) => new Map((jars.get(host) ?? []).map(({ name, value }) => [name, value])),
		clearCookies(host) {
			if (host) jars.delete(host);
			else jars.clear();
		},
	};
}

/** Where a page sends the browser by itself, at once. */
function refreshOf({ url, headers, root }: Page): URL | null {
	const meta = root
		.querySelectorAll("meta[http-equiv]")
		.find((one) => one.getAttribute("http-equiv")?.toLowerCase() === "refresh");
	const refresh = headers.get("refresh") ?? meta?.getAttribute("content") ?? "";
	const [, seconds, address] = /^\s*(\d+)\s*;\s*url=['"]?([^'"]+)/i.exec(refresh) ?? [];
	return address && Number(seconds) <= 5 ? new URL(address, url) : null;
}

/** Where a page's forms may go, redirects included. */
interface FormPolicy {
	page: URL;
	sources: string[];
}

function toFormPolicy({ url, headers }: Page): FormPolicy | null {
	const policy = headers.get("content-security-policy") ?? "";
	const directive = policy.split(";").find((one) => one.trim().startsWith("form-action"));
	return directive ? { page: url, sources: directive.trim().split(/\s+/).slice(1) } : null;
}

function allowForm({ page, sources }: FormPolicy, url: URL): void {
	const isAllowed = sources.some((source) => (source === "'self'" ? page.origin : source) === url.origin);
	if (!isAllowed) throw new Error(`form-action of ${page.href} (${sources.join(" ")}) stops ${url.href}`);
}

async function toPage(url: URL, response: Response): Promise<Page> {
	const html = await response.text();
	const root = parse(html);
	const readable = parse(html);
	for (const hidden of readable.querySelectorAll("style, script, head")) hidden.remove();
	const text = (readable.querySelector("body") ?? readable).structuredText.replace(/\s+/g, " ").trim();
	return { url, status: response.status, headers: response.headers, html, text, root };
}

function buildSubmission(page: Page, button: string | RegExp, fields: Record<string, string>): Submission {
	const { form, pressed } = findForm(page, button);
	const data = new URLSearchParams(valuesOf(form));
	for (const [name, value] of Object.entries(fields)) {
		if (!form.querySelector(`[name="${name}"]`)) {
			throw new Error(`no field ${name} in the form of ${button} on ${describe(page)}`);
		}
		data.set(name, value);
	}
	const name = pressed.getAttribute("name");
	if (name) data.set(name, pressed.getAttribute("value") ?? "");
	const action = pressed.getAttribute("formaction") ?? form.getAttribute("action") ?? page.url.href;
	const url = new URL(action, page.url);
	const method = (pressed.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toUpperCase();
	if (method !== "POST") {
		url.search = data.toString();
		return { url, init: { method: "GET" } };
	}
	const headers = { "content-type": "application/x-www-form-urlencoded" };
	return { url, init: { method, headers, body: data.toString() } };
}

/** By the button first; else the first button of a form whose action or name fits. */
function findForm(page: Page, wanted: string | RegExp): { form: HTMLElement; pressed: HTMLElement } {
	const forms = page.root.querySelectorAll("form").map((form) => ({ form, buttons: submitButtons(form) }));
	for (const { form, buttons } of forms) {
		const pressed = buttons.find((one) =>
			matches(wanted, [one.text, one.getAttribute("name"), one.getAttribute("value")]),
		);
		if (pressed) return { form, pressed };
	}
	for (const { form, buttons } of forms) {
		const [pressed] = buttons;
		if (pressed && matches(wanted, [form.getAttribute("action"), form.getAttribute("name")])) {
			return { form, pressed };
		}
	}
	throw new Error(`no button or form ${wanted} on ${describe(page)}`);
}

function submitButtons(form: HTMLElement): HTMLElement[] {
	const buttons = form.querySelectorAll("button, input[type=submit]");
	return buttons.filter((one) => one.getAttribute("type") !== "button");
}

/** What the form would send untouched. */
function valuesOf(form: HTMLElement): [string, string][] {
	const values: [string, string][] = [];
	for (const field of form.querySelectorAll("input, select, textarea")) {
		const name = field.getAttribute("name");
		const type = field.getAttribute("type") ?? "text";
		if (!name || field.hasAttribute("disabled") || ["submit", "button", "file"].includes(type)) continue;
		if (field.tagName === "SELECT") {
			const options = field.querySelectorAll("option");
			const chosen = options.find((one) => one.hasAttribute("selected")) ?? options[0];
			if (chosen) values.push([name, chosen.getAttribute("value") ?? chosen.text]);
		} else if (field.tagName === "TEXTAREA") values.push([name, field.text]);
		else if (type === "checkbox" || type === "radio") {
			if (field.hasAttribute("checked")) values.push([name, field.getAttribute("value") ?? "on"]);
		} else values.push([name, field.getAttribute("value") ?? ""]);
	}
	return values;
}

function matches(wanted: string | RegExp, candidates: (string | null | undefined)[]): boolean {
	return candidates.some((one) => {
		const text = one?.replace(/\s+/g, " ").trim() ?? "";
		return typeof wanted === "string" ? text !== "" && text.includes(wanted) : wanted.test(text);
	});
}

function describe(page: Page): string {
	return `${page.url.href} (${page.status}): ${page.text.slice(0, 200)}`;
}
