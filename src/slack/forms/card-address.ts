import type { Context } from "../../context.ts";
import { SealError } from "../../lib/crypto.ts";

interface Person {
	teamId: string;
	userId: string;
}

/** Slack's address of the card whose button opens a form, as the form may carry it: it is a secret. */
export function sealCardAddress(ctx: Context, person: Person, responseUrl: string): Promise<string> {
	return ctx.sealer.seal(responseUrl, placeOf(person));
}

/** null for a form that no card opened. An address that can't be read any more costs nothing but a fresh card. */
export async function openCardAddress(
	ctx: Context,
	person: Person,
	card: string | undefined,
): Promise<string | null> {
	if (!card) return null;
	try {
		return await ctx.sealer.open(card, placeOf(person));
	} catch (error) {
		if (!(error instanceof SealError)) throw error;
		return null;
	}
}

function placeOf({ teamId, userId }: Person) {
	return { table: "modals", column: "card", row: `${teamId}:${userId}`, desk: "" };
}
