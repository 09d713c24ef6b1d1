import type { Context as HonoContext } from "hono";
import type { AppEnv } from "../app-env.ts";
import type { Locale } from "../core/locale.ts";
import type { Session } from "../services/sessions/sessions.ts";

/** What the pages add to a request. */
export interface AdminEnv {
	Bindings: Env;
	Variables: AppEnv["Variables"] & {
		locale: Locale;
		/** Set behind `requireSession`. */
		session: Session;
		/** The desk refused a call of this page: whoever reads it may be signed out by now. */
		isDoubted?: boolean;
	};
}
export type PageContext = HonoContext<AdminEnv>;
