import { DurableObject } from "cloudflare:workers";
import type { DeskPort } from "../context.ts";

/** Hears of one desk's tickets: what was seen of each last, what changed, and whom to tell. */
export class Desk extends DurableObject<Env> implements DeskPort {
	async look(_ticketIds: string[]): Promise<void> {}
	async poll(): Promise<void> {}
	async dropWorkspace(_workspaceId: string): Promise<void> {}
	async erase(): Promise<void> {}
}
