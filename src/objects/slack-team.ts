import { DurableObject } from "cloudflare:workers";
import type { SlackTeamPort } from "../context.ts";
import type { NewDelivery } from "../core/delivery.ts";

/** Says things in one Slack team: in order, at its pace, each once. */
export class SlackTeam extends DurableObject<Env> implements SlackTeamPort {
	async accept(_deliveries: NewDelivery[]): Promise<void> {}
	async wake(): Promise<void> {}
	async sendAgain(_deliveryId: string): Promise<boolean> {
		return false;
	}
	async waiting(_workspaceId: string): Promise<number> {
		return 0;
	}
	async dropWorkspace(_workspaceId: string): Promise<void> {}
	async erase(): Promise<void> {}
}
