/**
 * Every D1 table. What each is for and how long a row lives is in docs/data.md.
 * Columns named `*_at` are milliseconds since 1970; columns named `*_sealed` are opened by `lib/crypto` only.
 */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** What `/setup` takes: the public origin and the Slack app. */
export const settings = sqliteTable("settings", {
	name: text("name").primaryKey(),
	/** Sealed for secrets, plain for the rest; `core/settings` says which is which. */
	value: text("value").notNull(),
	updatedAt: integer("updated_at").notNull(),
});

export const desks = sqliteTable(
	"desks",
	{
		id: text("id").primaryKey(),
		provider: text("provider", { enum: ["zendesk", "zoho"] }).notNull(),
		/** Zendesk subdomain or Zoho data centre. */
		address: text("address").notNull(),
		/** Zoho organisation id or Zendesk subdomain; null until an administrator has confirmed the portal. */
		portalId: text("portal_id"),
		name: text("name").notNull(),
		portalUrl: text("portal_url"),
		clientId: text("client_id").notNull(),
		clientSecretSealed: text("client_secret_sealed").notNull(),
		state: text("state", { enum: ["registered", "connected", "needs_sign_in", "deleting"] }).notNull(),
		credentialId: text("credential_id"),
		connectedByAgentId: text("connected_by_agent_id"),
		connectedByName: text("connected_by_name"),
		adminCheckedAt: integer("admin_checked_at"),
		/** The vendor's word for the edition; null when it doesn't tell. */
		edition: text("edition"),
		/** Its Slack integration is paused: no channel messages, direct messages or digests. */
		pausedAt: integer("paused_at"),
		/** From when on what happens is told of; null while nobody listens. */
		listeningAt: integer("listening_at"),
		/** When Cron lets the desk be polled again. */
		nextPollAt: integer("next_poll_at"),
		createdAt: integer("created_at").notNull(),
		updatedAt: integer("updated_at").notNull(),
	},
	(t) => [
		uniqueIndex("desks_portal").on(t.provider, t.address, t.portalId).where(sql`portal_id is not null`),
	],
);

/** One OAuth grant. The pair itself lives in the `Credential` object of the same id; here is what reads need. */
export const credentials = sqliteTable(
	"credentials",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		/** The Salesforce org it is a sign-in to; null: to the desk itself. */
		orgId: text("org_id"),
		/** The agent who signed in; of an org the Salesforce user. */
		agentId: text("agent_id").notNull(),
		state: text("state", { enum: ["pending", "active", "needs_sign_in", "deleting"] }).notNull(),
		accessTokenSealed: text("access_token_sealed"),
		/** Grows by one with every pair; 0 before the first. */
		generation: integer("generation").notNull(),
		accessExpiresAt: integer("access_expires_at"),
		/** When Cron renews an idle grant: a third of the refresh token's life after it was granted. */
		renewAt: integer("renew_at"),
		scopes: text("scopes").notNull(),
		createdAt: integer("created_at").notNull(),
		updatedAt: integer("updated_at").notNull(),
	},
	(t) => [index("credentials_renew").on(t.renewAt)],
);

/** A Slack user tied to the agent they signed in as. */
export const agentLinks = sqliteTable(
	"agent_links",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		teamId: text("team_id").notNull(),
		slackUserId: text("slack_user_id").notNull(),
		agentId: text("agent_id").notNull(),
		agentName: text("agent_name").notNull(),
		role: text("role", { enum: ["admin", "agent", "commenter"] }).notNull(),
		credentialId: text("credential_id").notNull(),
		/** The Slack user with the agent's e-mail, when that is somebody else: may say "that wasn't me" too. */
		witnessUserId: text("witness_user_id"),
		/** JSON of `Switches` for direct messages; all are on from the moment of linking. */
		dmSwitches: text("dm_switches").notNull().default("{}"),
		quietFrom: integer("quiet_from"),
		quietTo: integer("quiet_to"),
		/** IANA name, for the quiet hours. */
		timezone: text("timezone").notNull().default("UTC"),
		linkedAt: integer("linked_at").notNull(),
	},
	(t) => [
		uniqueIndex("agent_links_user").on(t.deskId, t.teamId, t.slackUserId),
		index("agent_links_credential").on(t.credentialId),
		index("agent_links_agent").on(t.deskId, t.agentId),
		index("agent_links_name").on(t.deskId, sql`agent_name collate nocase`, t.id),
	],
);

/** One Slack team with our app: several desks share its bot. */
export const slackTeams = sqliteTable("slack_teams", {
	teamId: text("team_id").primaryKey(),
	/** Our own random id, which names the team's Durable Object. */
	objectId: text("object_id").notNull().unique(),
	name: text("name").notNull(),
	enterpriseId: text("enterprise_id"),
	appId: text("app_id").notNull(),
	botUserId: text("bot_user_id").notNull(),
	botTokenSealed: text("bot_token_sealed").notNull(),
	scopes: text("scopes").notNull(),
	/** `revoked`: uninstalled or its tokens revoked from Slack's side; settings stay. */
	state: text("state", { enum: ["active", "revoked"] }).notNull(),
	/** Slack's word for why nothing at all can be posted (a missing scope); null while all is well. */
	trouble: text("trouble"),
	troubleAt: integer("trouble_at"),
	/** The installation of today: news from Slack that is older is of one before. */
	installedAt: integer("installed_at").notNull(),
	updatedAt: integer("updated_at").notNull(),
});

/** One Slack team connected to a desk. */
export const workspaces = sqliteTable(
	"workspaces",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		teamId: text("team_id").notNull(),
		/** `deleting`: gone for everybody; what is left of it is being removed. */
		state: text("state", { enum: ["active", "disabled", "deleting"] }).notNull(),
		/** Which desk a command means when the channel doesn't tell. At most one per team. */
		isDefault: integer("is_default", { mode: "boolean" }).notNull(),
		connectedByUserId: text("connected_by_user_id").notNull(),
		/** Language of what its channels read. */
		locale: text("locale", { enum: ["en", "ja"] })
			.notNull()
			.default("en"),
		/** IANA name: quiet hours and digest are in it. */
		timezone: text("timezone").notNull().default("UTC"),
		mode: text("mode", { enum: ["all", "each"] })
			.notNull()
			.default("all"),
		layout: text("layout", { enum: ["threads", "flat"] })
			.notNull()
			.default("threads"),
		/** JSON of `Switches`. */
		switches: text("switches").notNull().default("{}"),
		/** JSON of `Filters`. */
		filters: text("filters").notNull().default("{}"),
		/** Minutes after midnight; null: no quiet hours. */
		quietFrom: integer("quiet_from"),
		quietTo: integer("quiet_to"),
		/** Minutes after midnight; null: no daily digest. */
		digestMinute: integer("digest_minute"),
		digestNextAt: integer("digest_next_at"),
		/** Grows with every change of these settings: an editor who saw an older one is told. */
		settingsVersion: integer("settings_version").notNull().default(0),
		createdAt: integer("created_at").notNull(),
		updatedAt: integer("updated_at").notNull(),
	},
	(t) => [
		uniqueIndex("workspaces_desk_team").on(t.deskId, t.teamId),
		index("workspaces_team").on(t.teamId),
		index("workspaces_digest").on(t.digestNextAt),
		uniqueIndex("workspaces_default").on(t.teamId).where(sql`is_default = 1`),
	],
);

/** Which channel a department's notifications go to; `*` stands for all departments. */
export const mappings = sqliteTable(
	"mappings",
	{
		deskId: text("desk_id").notNull(),
		teamId: text("team_id").notNull(),
		departmentId: text("department_id").notNull(),
		channelId: text("channel_id").notNull(),
		channelName: text("channel_name").notNull(),
		channelKind: text("channel_kind", { enum: ["public", "private", "direct"] }).notNull(),
		/** `needs_invite`: a private channel the bot is not a member of yet. */
		state: text("state", { enum: ["ready", "needs_invite"] }).notNull(),
		departmentName: text("department_name").notNull().default(""),
		/** Slack's word for why nothing can be posted there; null while all is well. */
		trouble: text("trouble"),
		troubleAt: integer("trouble_at"),
		updatedAt: integer("updated_at").notNull(),
	},
	(t) => [primaryKey({ columns: [t.deskId, t.teamId, t.departmentId] })],
);

/** What we know of a Slack user: only what an answer needs. */
export const slackUsers = sqliteTable(
	"slack_users",
	{
		teamId: text("team_id").notNull(),
		userId: text("user_id").notNull(),
		locale: text("locale", { enum: ["en", "ja"] }).notNull(),
		checkedAt: integer("checked_at").notNull(),
	},
	(t) => [primaryKey({ columns: [t.teamId, t.userId] })],
);

/** A command whose answer is still owed: it waits for the queue, or for a sign-in. The row is the authority. */
export const commands = sqliteTable(
	"commands",
	{
		id: text("id").primaryKey(),
		teamId: text("team_id").notNull(),
		userId: text("user_id").notNull(),
		channelId: text("channel_id").notNull(),
		/** The desk it was asked of; null until one is chosen. */
		deskId: text("desk_id"),
		/** The parsed command as JSON, sealed: it can hold a customer's words. */
		requestSealed: text("request_sealed").notNull(),
		/** Slack's one-time address for the answer; a secret. */
		responseUrlSealed: text("response_url_sealed"),
		locale: text("locale", { enum: ["en", "ja"] }).notNull(),
		state: text("state", { enum: ["queued", "waiting_for_sign_in"] }).notNull(),
		attempts: integer("attempts").notNull(),
		nextAt: integer("next_at").notNull(),
		expiresAt: integer("expires_at").notNull(),
		createdAt: integer("created_at").notNull(),
	},
	(t) => [
		index("commands_due").on(t.state, t.nextAt),
		index("commands_person").on(t.deskId, t.teamId, t.userId),
	],
);

/**
 * Something a person sent to a desk from a form, or (a reply) is about to: whoever writes the row, or moves it from
 * `draft` to `queued`, sends it, so a form that is submitted twice acts once.
 */
export const operations = sqliteTable(
	"operations",
	{
		id: text("id").primaryKey(),
		/** One submission of one form: Slack's view id and hash. A draft's is its own id. */
		key: text("key").notNull().unique(),
		kind: text("kind", { enum: ["create", "comment", "reply", "update"] }).notNull(),
		deskId: text("desk_id").notNull(),
		teamId: text("team_id").notNull(),
		userId: text("user_id").notNull(),
		channelId: text("channel_id").notNull(),
		/** The desk's id of the ticket; null until one is created or chosen. */
		ticketId: text("ticket_id"),
		/** What is to be written, as JSON, sealed: it holds a person's and customers' words. */
		inputSealed: text("input_sealed").notNull(),
		/** Slack's one-time address of the message whose button began it; a secret. */
		responseUrlSealed: text("response_url_sealed"),
		/** The form in Slack, once it was submitted. */
		viewId: text("view_id"),
		locale: text("locale", { enum: ["en", "ja"] }).notNull(),
		/** `unknown`: the desk may have done it; only its person sends it again. */
		state: text("state", { enum: ["draft", "queued", "running", "done", "refused", "unknown"] }).notNull(),
		attempts: integer("attempts").notNull(),
		nextAt: integer("next_at").notNull(),
		expiresAt: integer("expires_at").notNull(),
		createdAt: integer("created_at").notNull(),
	},
	(t) => [
		index("operations_due").on(t.state, t.nextAt),
		index("operations_expired").on(t.expiresAt),
		index("operations_person").on(t.deskId, t.teamId, t.userId),
	],
);

/** Who agreed to the use of personal data, when, and to which text. */
export const agreements = sqliteTable("agreements", {
	id: text("id").primaryKey(),
	deskId: text("desk_id").notNull(),
	agentId: text("agent_id").notNull(),
	agentName: text("agent_name").notNull(),
	textVersion: text("text_version").notNull(),
	locale: text("locale", { enum: ["en", "ja"] }).notNull(),
	agreedAt: integer("agreed_at").notNull(),
});

/** Every change of a setting or state. */
export const auditLog = sqliteTable(
	"audit_log",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id"),
		actorKind: text("actor_kind", { enum: ["setup", "admin", "agent", "slack", "system"] }).notNull(),
		actorId: text("actor_id"),
		actorName: text("actor_name"),
		action: text("action").notNull(),
		/** What it was done to, as `kind:id`. */
		subject: text("subject").notNull(),
		/** JSON of from and to; never a secret. */
		details: text("details"),
		happenedAt: integer("happened_at").notNull(),
	},
	(t) => [index("audit_log_desk").on(t.deskId, t.happenedAt)],
);
