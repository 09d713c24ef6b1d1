import type { Context } from "hono";
import type { Org } from "./org.ts";
import type { SimUser } from "./users.ts";

/** A call of the data API by somebody who is known. */
export interface ApiCall {
	org: Org;
	user: SimUser;
	/** Such as `67.0`. */
	version: string;
	/** Whether assignment rules run; they do unless the call says otherwise. */
	autoAssigns: boolean;
	/** Whether an alerting duplicate rule is overruled. */
	allowsDuplicates: boolean;
}

export interface SalesforceEnv {
	Bindings: {
		/** The org whose My Domain was called; null at the common login hosts. */
		org: Org | null;
		/** Every org that the called host signs people in to. */
		orgs: readonly Org[];
		/** Set for a part of a composite call: who called, already counted and let in. */
		caller: SimUser | null;
	};
	Variables: { call: ApiCall };
}

export type SalesforceContext = Context<SalesforceEnv>;
