import type { TicketRef } from "../../core/ticket.ts";
import type { DeskAddress } from "../help-desk.ts";

const SUBDOMAIN = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";
const WHOLE_SUBDOMAIN = new RegExp(`^${SUBDOMAIN}$`);
/** A subdomain alone, with its host name, or a pasted page of it. Anything else may be another host. */
const INPUT = new RegExp(
	`^(?:(${SUBDOMAIN})|(?:https://)?(${SUBDOMAIN})\\.zendesk\\.com(?::443)?(?:/.*)?)$`,
	"i",
);
const HOST = new RegExp(`^(${SUBDOMAIN})\\.zendesk\\.com$`);
const TICKET_PATHS = [
	/^\/agent\/(?:#\/)?tickets\/(\d+)(?:\/|$)/,
	/^\/tickets\/(\d+)\/?$/,
	/^\/(?:hc\/(?:[a-z]{2}(?:-[a-z0-9]+)?\/)?)?requests\/(\d+)\/?$/i,
];

export function parseAddress(input: string): string | null {
	const match = INPUT.exec(input.trim());
	return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/** `https://acme.zendesk.com/…`. The last check before a token leaves: a subdomain can't name another host. */
export function accountUrl({ address }: Pick<DeskAddress, "address">, path: string): URL {
	if (!WHOLE_SUBDOMAIN.test(address)) throw new TypeError("not a Zendesk subdomain");
	return new URL(`https://${address}.zendesk.com${path}`);
}

export function ticketUrl(desk: Pick<DeskAddress, "address">, ticketId: string): string {
	return accountUrl(desk, `/agent/tickets/${encodeURIComponent(ticketId)}`).href;
}

export function ticketHosts(desk: DeskAddress): string[] {
	return [accountUrl(desk, "/").hostname];
}

export function parseTicketUrl(desk: DeskAddress, url: URL): TicketRef | "foreign" | null {
	const subdomain = HOST.exec(url.hostname)?.[1];
	if (!subdomain || url.port !== "" || url.username !== "") return null;
	// The oldest console addresses keep the ticket behind the hash.
	const path = url.hash.startsWith("#/") ? `${url.pathname}${url.hash}` : url.pathname;
	const digits = TICKET_PATHS.map((pattern) => pattern.exec(path)?.[1]).find(Boolean);
	const ref = digits ? parseTicketNumber(digits) : null;
	if (!ref) return null;
	return subdomain === desk.address ? ref : "foreign";
}

/** Full-width digits too; a Zendesk ticket's number is its id. */
export function parseTicketNumber(digits: string): TicketRef | null {
	const number = digits.normalize("NFKC").replace(/^0+/, "");
	return /^\d{1,18}$/.test(number) ? { by: "number", number } : null;
}

/** Ids come back from where they were stored; anything but digits is a mistake of ours, not a person's input. */
export function requireId(id: string): string {
	if (!/^\d+$/.test(id)) throw new TypeError("not a Zendesk id");
	return id;
}
