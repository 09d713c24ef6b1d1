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
	};
}
export type PageContext = HonoContext<AdminEnv>;
