import type { ProviderName } from "../../desk/help-desk.ts";

/** What a locale's sentences are made with. */
export interface Words {
	provider: ProviderName | null;
	/** The desk's vendor, or what stands for it before a desk is known. */
	vendor: string;
	/** The vendor's own word for a ticket. */
	ticket: string;
}
