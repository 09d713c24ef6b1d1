import { DurableObject } from "cloudflare:workers";

/** One Salesforce org of one desk: its sync, one run at a time. */
export class Org extends DurableObject<Env> {
	async erase(): Promise<void> {
		await this.ctx.storage.deleteAll();
	}
}
