import type { TicketRef } from "../../core/ticket.ts";
import type { DeskAddress } from "../help-desk.ts";
import { findDataCentre, findDataCentreByHost } from "./data-centres.ts";

/** `eu`, `EU`, `desk.zoho.eu` or `https://desk.zoho.eu/…` → `eu`; null when it is no data centre of the table. */
export function parseAddress(input: string): string | null {
	const text = input.trim().toLowerCase();
	const host = /^https:\/\/([^/?#]+)/.exec(text)?.[1] ?? text.replace(/\/$/, "");
	return (findDataCentre(text) ?? findDataCentreByHost(host))?.key ?? null;
}

/** Ticket numbers have up to nine digits, internal ids at least twelve; between the two there is nothing. */
export function parseTicketNumber(digits: string): TicketRef | null {
	if (!/^\d{1,19}$/.test(digits)) return null;
	if (digits.length >= 12) return { by: "id", id: digits };
	const number = digits.replace(/^0+(?=\d)/, "");
	return number.length <= 9 ? { by: "number", number } : null;
}

/**
 * `…/support/<portal>/ShowHomePage.do#Cases/dv/<id>` and `…/agent/<portal>/<department>/tickets/details/<id>`.
 * The portal's short name is only known once the desk is connected (`portalUrl`). Without it an address of the
 * same data centre counts as ours: the id is then looked up with this organisation's token, which finds nothing
 * of anybody else's.
 */
export function parseTicketUrl(desk: DeskAddress, url: URL): TicketRef | "foreign" | null {
	const id = ticketIdOf(url);
	if (id === null || url.protocol !== "https:") return null;
	const own = desk.portalUrl ? toPortal(desk.portalUrl) : null;
	const centre = findDataCentreByHost(url.host);
	// A portal may have a host of its own; of those we know only this desk's.
	if (!centre) return own && url.host === own.host ? { by: "id", id } : null;
	if (url.host !== centre.deskHost) return null;
	if (centre.key !== desk.address) return "foreign";
	const portal = portalNameOf(url);
	if (own?.name && portal && portal !== own.name) return "foreign";
	return { by: "id", id };
}

/** A portal may have a host of its own beside its data centre's. */
export function ticketHosts(desk: DeskAddress): string[] {
	const own = desk.portalUrl ? toPortal(desk.portalUrl)?.host : undefined;
	const hosts = [findDataCentre(desk.address)?.deskHost, own].flatMap((host) => host?.toLowerCase() ?? []);
	return [...new Set(hosts)];
}

/** The last run of digits that is long enough for an id; `dv/` can also carry an encrypted id, which is of no use. */
function ticketIdOf({ pathname, hash }: URL): string | null {
	return `${pathname}${hash}`.match(/(?<![\w-])\d{12,19}(?![\w-])/g)?.at(-1) ?? null;
}

function portalNameOf({ pathname }: URL): string | null {
	return /^\/(?:support|agent|portal)\/([^/]+)/i.exec(pathname)?.[1]?.toLowerCase() ?? null;
}

function toPortal(portalUrl: string): { host: string; name: string | null } | null {
	if (!URL.canParse(portalUrl)) return null;
	const url = new URL(portalUrl);
	return { host: url.host, name: portalNameOf(url) };
}
