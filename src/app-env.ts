import type { SecureHeadersVariables } from "hono/secure-headers";
import type { Context } from "./context.ts";

/** What Hono handlers find on their context. */
export interface AppEnv {
	Bindings: Env;
	Variables: SecureHeadersVariables & {
		ctx: Context;
		/** Short id that a person may quote and the log carries. */
		requestId: string;
	};
}
