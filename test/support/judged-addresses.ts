/** What is right for an address, whoever asks. */
export type Judgement =
	/** Answered to anybody; holds nothing of a desk. */
	| "open"
	/** Slack's and the desks': only with their signature. */
	| "signed"
	/** Whoever has given the setup token; all others are led to where it is asked for. */
	| "setup"
	/** Takes the setup token itself. */
	| "token"
	/** Begins a desk's sign-in: who comes back is judged there. A desk that nobody has connected is for setup. */
	| "sign-in"
	/** Goes on where this browser began: every other one has nothing there. */
	| "begun"
	/** An administrator's, of their own desk: what another one has is not there. */
	| "session"
	/** Ends whatever session there is. */
	| "sign-out";

/** Every address of the app; `appAddresses` says which there are. */
export const JUDGED: Record<string, Judgement> = {
	"GET /": "open",
	"GET /healthz": "open",
	"GET /continue": "open",
	"GET /setup": "open",
	"GET /admin/sign-in": "open",
	"POST /slack/commands": "signed",
	"POST /slack/interactions": "signed",
	"POST /slack/options": "signed",
	"POST /slack/events": "signed",
	"POST /webhooks/zendesk/:desk": "signed",
	"POST /webhooks/zoho/:desk": "signed",
	"GET /webhooks/zoho/:desk": "open",
	"POST /setup/token": "token",
	"POST /setup/origin": "setup",
	"POST /setup/slack": "setup",
	"GET /setup/manifest.json": "setup",
	"GET /setup/desks/new/:provider": "setup",
	"POST /setup/desks/new/:provider": "setup",
	"GET /setup/desks/:desk": "setup",
	"POST /setup/desks/:desk": "setup",
	"POST /setup/desks/:desk/remove": "setup",
	"GET /admin/desks/:desk/agreement": "sign-in",
	"POST /admin/desks/:desk/agreement": "sign-in",
	"POST /admin/desks/:desk/sign-in": "sign-in",
	"GET /admin/confirm/:pending": "begun",
	"POST /admin/confirm/:pending": "begun",
	"POST /admin/confirm/:pending/again": "begun",
	"GET /oauth/:provider/callback": "begun",
	"GET /slack/oauth/callback": "begun",
	"GET /oauth/salesforce/callback": "begun",
	"GET /link": "begun",
	"POST /link": "begun",
	"GET /link/confirm/:pending": "begun",
	"POST /link/confirm/:pending": "begun",
	"POST /link/cancel/:pending": "begun",
	"POST /admin/sign-out": "sign-out",
	"GET /admin": "session",
	"GET /slack/install": "session",
	"GET /admin/activity": "session",
	"GET /admin/activity/problems": "session",
	"GET /admin/activity/deliveries.csv": "session",
	"GET /admin/activity/problems.csv": "session",
	"GET /admin/activity/deliveries/:id": "session",
	"POST /admin/activity/deliveries/:id/again": "session",
	"POST /admin/activity/deliveries/:id/ignore": "session",
	"POST /admin/activity/problems/ignore": "session",
	"GET /admin/activity/webhooks": "session",
	"POST /admin/activity/webhooks/look-again": "session",
	"GET /admin/activity/errors": "session",
	"GET /admin/activity/audit": "session",
	"GET /admin/activity/audit.csv": "session",
	"GET /admin/workspaces/:id": "session",
	"GET /admin/workspaces/:id/where": "session",
	"POST /admin/workspaces/:id/where/all": "session",
	"POST /admin/workspaces/:id/where/each": "session",
	"GET /admin/workspaces/:id/channels": "session",
	"GET /admin/workspaces/:id/what": "session",
	"POST /admin/workspaces/:id/what": "session",
	"GET /admin/workspaces/:id/filters": "session",
	"POST /admin/workspaces/:id/filters": "session",
	"GET /admin/workspaces/:id/when": "session",
	"POST /admin/workspaces/:id/when": "session",
	"GET /admin/workspaces/:id/look": "session",
	"POST /admin/workspaces/:id/look": "session",
	"GET /admin/workspaces/:id/disable": "session",
	"GET /admin/workspaces/:id/delete": "session",
	"POST /admin/workspaces/:id/delete": "session",
	"GET /admin/workspaces/:id/deliveries": "session",
	"POST /admin/workspaces/:id/deliveries": "session",
	"POST /admin/workspaces/:id/check": "session",
	"POST /admin/workspaces/:id/test": "session",
	"POST /admin/workspaces/:id/state": "session",
	"GET /admin/desk": "session",
	"POST /admin/desk/check": "session",
	"GET /admin/desk/pause": "session",
	"POST /admin/desk/pause": "session",
	"POST /admin/desk/resume": "session",
	"GET /admin/desk/remove-slack": "session",
	"POST /admin/desk/remove-slack": "session",
	"GET /admin/desk/erase": "session",
	"POST /admin/desk/erase": "session",
	"GET /admin/agents": "session",
	"GET /admin/agents/:id/unlink": "session",
	"POST /admin/agents/:id/unlink": "session",
	"GET /admin/sessions": "session",
	"POST /admin/sessions": "session",
	"POST /admin/sessions/others": "session",
	"GET /admin/salesforce": "session",
	"GET /admin/salesforce/new": "session",
	"POST /admin/salesforce/new": "session",
	"GET /admin/salesforce/:org": "session",
	"GET /admin/salesforce/:org/disconnect": "session",
	"POST /admin/salesforce/:org/disconnect": "session",
	"POST /admin/salesforce/:org/features": "session",
	"GET /admin/salesforce/:org/rename": "session",
	"POST /admin/salesforce/:org/rename": "session",
	"POST /admin/salesforce/:org/restore": "session",
	"GET /admin/salesforce/:org/runs": "session",
	"POST /admin/salesforce/:org/runs/start": "session",
	"POST /admin/salesforce/:org/runs/stop": "session",
	"POST /admin/salesforce/:org/runs/resume": "session",
	"GET /admin/salesforce/:org/sign-in": "session",
	"POST /admin/salesforce/:org/sign-in": "session",
};

/** The page's script: its name changes with what is in it, and it is the same for all. */
export const isScript = (line: string): boolean => /^GET \/assets\/[\w.-]+$/.test(line);
