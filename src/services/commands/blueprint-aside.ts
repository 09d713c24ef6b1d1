import type { Blueprint } from "../../core/ticket-writing.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";

/** From the command's beginning: a ticket that took longer by itself waits for nothing more. */
const PATIENCE_MS = 800;

/** The blueprint's line on a card, read beside the ticket. A card without it is worth more than a late one. */
export function readBlueprintAside(
	helpDesk: Pick<HelpDesk, "blueprint">,
	now: () => number,
	patienceMs = PATIENCE_MS,
) {
	const deadline = now() + patienceMs;
	let reading: Promise<Blueprint | null> = Promise.resolve(null);
	return {
		/** The ticket's id is known. */
		begin(ticketId: string): void {
			reading = helpDesk.blueprint(ticketId).catch(() => null);
		},
		/** null: it has none, or none that could be read in time. */
		async result(): Promise<Blueprint | null> {
			let timer: ReturnType<typeof setTimeout> | undefined;
			const late = new Promise<null>((resolve) => {
				timer = setTimeout(() => resolve(null), Math.max(0, deadline - now()));
			});
			try {
				return await Promise.race([reading, late]);
			} finally {
				clearTimeout(timer);
			}
		},
	};
}
