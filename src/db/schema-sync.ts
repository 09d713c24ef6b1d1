/** Part of the D1 schema, see `schema.ts`: Salesforce. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** One Salesforce org connected to a desk. Disconnected it keeps its settings and links. */
export const orgs = sqliteTable(
	"orgs",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		name: text("name").notNull(),
		environment: text("environment", { enum: ["production", "sandbox"] }).notNull(),
		/** Where people sign in: the usual host or the org's My Domain. */
		host: text("host").notNull(),
		clientId: text("client_id").notNull(),
		clientSecretSealed: text("client_secret_sealed").notNull(),
		/** `needs_admin`: signing in again wouldn't help, something has to be changed first: `trouble` says what. */
		state: text("state", {
			enum: ["registered", "connected", "needs_sign_in", "needs_admin", "disconnected", "deleting"],
		}).notNull(),
		trouble: text("trouble"),
		troubleAt: integer("trouble_at"),
		/** Salesforce's id of the organization (18 characters); null before the first sign-in. */
		organizationId: text("organization_id"),
		organizationName: text("organization_name"),
		edition: text("edition"),
		instanceUrl: text("instance_url"),
		credentialId: text("credential_id"),
		/** Salesforce user who signed in. */
		username: text("username"),
		/** Administrator of the desk who connected it. */
		connectedByAgentId: text("connected_by_agent_id"),
		connectedByName: text("connected_by_name"),
		connectedAt: integer("connected_at"),
		termsVersion: text("terms_version"),
		termsByName: text("terms_by_name"),
		termsAt: integer("terms_at"),
		/** JSON of `Features`. */
		features: text("features").notNull().default("{}"),
		/** JSON of what was on when it was disconnected; null: nothing to restore. */
		featuresBefore: text("features_before"),
		/** JSON of `OrgSettings`. */
		settings: text("settings").notNull().default("{}"),
		settingsVersion: integer("settings_version").notNull().default(0),
		/** Calls of 24 hours as Salesforce last told. */
		callsUsed: integer("calls_used"),
		callsAllowed: integer("calls_allowed"),
		callsSeenAt: integer("calls_seen_at"),
		/** When the last look for changes ended well; null: none did. */
		syncedAt: integer("synced_at"),
		/** When Cron starts the next one; null: nothing is switched on. */
		nextSyncAt: integer("next_sync_at"),
		/** When the connection is looked at again: rights, edition. */
		nextCheckAt: integer("next_check_at"),
		createdAt: integer("created_at").notNull(),
		updatedAt: integer("updated_at").notNull(),
	},
	(t) => [
		uniqueIndex("orgs_organization")
			.on(t.deskId, t.organizationId)
			.where(sql`organization_id is not null and state <> 'deleting'`),
		index("orgs_desk").on(t.deskId),
		index("orgs_due").on(t.nextSyncAt),
		index("orgs_check").on(t.nextCheckAt),
	],
);

/** A Salesforce record tied to a desk record. */
export const links = sqliteTable(
	"links",
	{
		orgId: text("org_id").notNull(),
		recordId: text("record_id").notNull(),
		kind: text("kind", { enum: ["organization", "person"] }).notNull(),
		object: text("object", { enum: ["account", "contact", "lead", "person_account"] }).notNull(),
		deskId: text("desk_id").notNull(),
		deskRecordId: text("desk_record_id").notNull(),
		/** `owner`: its fields are written. `member`: another record of the org has the fields, this one only belongs. */
		role: text("role", { enum: ["owner", "member"] }).notNull(),
		/** Of the mapped fields as they were last written; empty: claimed, not written yet. */
		hash: text("hash").notNull(),
		/** The contact's account then, for memberships. */
		accountId: text("account_id"),
		syncedAt: integer("synced_at").notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.recordId, t.kind] }),
		uniqueIndex("links_owner").on(t.deskId, t.kind, t.deskRecordId).where(sql`role = 'owner'`),
	],
);

/** One execution of a sync that did something, or was asked for by a person; kept 90 days. */
export const syncRuns = sqliteTable(
	"sync_runs",
	{
		id: text("id").primaryKey(),
		orgId: text("org_id").notNull(),
		deskId: text("desk_id").notNull(),
		kind: text("kind", { enum: ["incremental", "backfill", "dry_run", "reconcile", "record"] }).notNull(),
		state: text("state", { enum: ["running", "waiting", "stopped", "done", "failed"] }).notNull(),
		reason: text("reason"),
		/** JSON of `RunCounts`. */
		counts: text("counts").notNull().default("{}"),
		/** Who asked for it; null: Cron. */
		startedByName: text("started_by_name"),
		startedAt: integer("started_at").notNull(),
		finishedAt: integer("finished_at"),
	},
	(t) => [index("sync_runs_org").on(t.orgId, t.startedAt), index("sync_runs_started").on(t.startedAt)],
);

/** A record that could not be kept in step; one row per record and kind, kept 90 days after it was last seen. */
export const syncIssues = sqliteTable(
	"sync_issues",
	{
		id: text("id").primaryKey(),
		orgId: text("org_id").notNull(),
		deskId: text("desk_id").notNull(),
		object: text("object", { enum: ["account", "contact", "lead", "person_account"] }).notNull(),
		recordId: text("record_id").notNull(),
		kind: text("kind", { enum: ["organization", "person"] }).notNull(),
		reason: text("reason").notNull(),
		/** Name, the vendor's answer and the choices there are, as JSON, sealed: they hold customers' words. */
		detailsSealed: text("details_sealed").notNull(),
		/** `retrying`: the next run takes it along. */
		state: text("state", { enum: ["open", "retrying", "ignored"] }).notNull(),
		attempts: integer("attempts").notNull(),
		firstAt: integer("first_at").notNull(),
		lastAt: integer("last_at").notNull(),
	},
	(t) => [
		uniqueIndex("sync_issues_record").on(t.orgId, t.recordId, t.kind),
		index("sync_issues_org").on(t.orgId, t.state, t.lastAt),
		index("sync_issues_last").on(t.lastAt),
	],
);
