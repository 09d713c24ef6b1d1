import type { Context } from "hono";
import type { Clock } from "../../vendor.ts";
import type { Account, TicketRecord, UserRecord } from "./state.ts";
import type { Grant } from "./token-book.ts";

export interface ZendeskEnv {
	Bindings: {
		account: Account;
		clock: Clock;
		/** Tells whoever watches that a ticket was written, and by whom. */
		tell(ticket: TicketRecord, kind: "created" | "replied" | "changed", by: number): void;
	};
	Variables: { user: UserRecord; grant: Grant };
}

export type ZendeskContext = Context<ZendeskEnv>;
