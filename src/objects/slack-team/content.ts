import type { DeliveryContent, NewDelivery } from "../../core/delivery.ts";
import type { Notice } from "../../core/ticket-event.ts";
import type { Sealer } from "../../lib/crypto.ts";

/** What a post or card needs to be written, sealed where it waits. */
export type Content = Pick<NewDelivery, "desk" | "locale" | "content">;

/** Names where it is: moved to another row or desk it does not open. */
interface Owner {
	id: string;
	desk_id: string;
}

export function sealContent(sealer: Sealer, owner: Owner, { desk, locale, content }: Content) {
	return sealer.seal(JSON.stringify({ desk, locale, content }), placeOf(owner));
}

/** Throws `SealError`. */
export async function openContent(sealer: Sealer, owner: Owner, sealed: string): Promise<Content> {
	return JSON.parse(await sealer.open(sealed, placeOf(owner))) as Content;
}

export function noticeOf(content: DeliveryContent): Notice | null {
	return content.kind === "notice" ? content.notice : null;
}

function placeOf({ id, desk_id }: Owner) {
	return { table: "slack_team_object", column: "content", row: id, desk: desk_id };
}
