import type { Context } from "hono";
import type { Clock } from "../../vendor.ts";
import type { Account, UserRecord } from "./state.ts";
import type { Grant } from "./token-book.ts";

export interface ZendeskEnv {
	Bindings: { account: Account; clock: Clock };
	Variables: { user: UserRecord; grant: Grant };
}

export type ZendeskContext = Context<ZendeskEnv>;
