/** Part of the D1 schema, see `schema.ts`. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A single-use sign-in link. The key is the hash of what the link carries. */
export const signInLinks = sqliteTable("sign_in_links", {
	tokenHash: text("token_hash").primaryKey(),
	deskId: text("desk_id").notNull(),
	teamId: text("team_id").notNull(),
	slackUserId: text("slack_user_id").notNull(),
	expiresAt: integer("expires_at").notNull(),
});

/** An OAuth round trip under way. The key is the hash of `state`; it is deleted by the one who uses it. */
export const oauthFlows = sqliteTable("oauth_flows", {
	stateHash: text("state_hash").primaryKey(),
	kind: text("kind", {
		enum: ["desk_connect", "agent_link", "slack_install", "slack_identity", "org_connect"],
	}).notNull(),
	/** Hash of the cookie of the browser that began it. */
	browserHash: text("browser_hash").notNull(),
	/** What the return needs (PKCE verifier, desk, person), sealed. */
	payloadSealed: text("payload_sealed").notNull(),
	expiresAt: integer("expires_at").notNull(),
});

/** A grant that waits for somebody's confirmation on a page: nothing is stored for good before it. */
export const pendingGrants = sqliteTable("pending_grants", {
	idHash: text("id_hash").primaryKey(),
	kind: text("kind", { enum: ["desk_connect", "agent_link"] }).notNull(),
	browserHash: text("browser_hash").notNull(),
	payloadSealed: text("payload_sealed").notNull(),
	expiresAt: integer("expires_at").notNull(),
});

/** Administrators signed in to `/admin`. The key is the hash of the cookie. */
export const sessions = sqliteTable(
	"sessions",
	{
		tokenHash: text("token_hash").primaryKey(),
		deskId: text("desk_id").notNull(),
		agentId: text("agent_id").notNull(),
		agentName: text("agent_name").notNull(),
		createdAt: integer("created_at").notNull(),
		expiresAt: integer("expires_at").notNull(),
	},
	(t) => [index("sessions_desk").on(t.deskId)],
);

/** A form that was sent after its session had ended: shown again, filled in, after the next sign-in. */
export const keptForms = sqliteTable("kept_forms", {
	/** Hash of the cookie that leads to it. */
	idHash: text("id_hash").primaryKey(),
	/** The page it belongs to, and its fields as JSON, sealed. */
	formSealed: text("form_sealed").notNull(),
	expiresAt: integer("expires_at").notNull(),
});
