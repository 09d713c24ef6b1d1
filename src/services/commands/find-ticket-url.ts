import type { Context } from "../../context.ts";
import type { CallerDesk } from "../../db/callers.ts";

export type UrlMatch =
	| { kind: "desk"; desk: CallerDesk }
	/** A ticket of the same vendor, but of a desk this workspace is not connected to. */
	| { kind: "foreign"; desk: CallerDesk }
	| { kind: "none" };

/** The desk that a pasted address belongs to, whatever the channel says. */
export function findTicketUrl(ctx: Context, desks: readonly CallerDesk[], address: string): UrlMatch {
	const url = URL.canParse(address) ? new URL(address) : null;
	let foreign: CallerDesk | null = null;
	for (const desk of url ? desks : []) {
		const ref = url && ctx.provider(desk.provider).parseTicketUrl(desk, url);
		if (ref === "foreign") foreign ??= desk;
		else if (ref) return { kind: "desk", desk };
	}
	return foreign ? { kind: "foreign", desk: foreign } : { kind: "none" };
}
