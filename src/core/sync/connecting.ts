/** What a checklist of an org finds. `session_locked` and `session_refused` show only by their symptoms. */
export type PreflightProblem =
	| "api_disabled"
	| "api_only_user"
	| "missing_rights"
	| "environment_mismatch"
	| "no_refresh_token"
	| "session_locked"
	| "session_refused"
	| "version_too_old"
	| "user_inactive";

/** Why an org could not be connected. `preflight`: something has to be changed first, the checklist says what. */
export type OrgRefusal = "denied" | "code_refused" | "client_refused" | "unavailable" | "gone" | "preflight";
