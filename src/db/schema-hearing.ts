/** Part of the D1 schema, see `schema.ts`. */
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A desk's subscription that tells us of tickets. `refused`: the desk has none for us, so it is polled. */
export const deskWebhooks = sqliteTable(
	"desk_webhooks",
	{
		deskId: text("desk_id").primaryKey(),
		state: text("state", { enum: ["active", "refused", "failing"] }).notNull(),
		/** Why there is none: edition, limit, rights, address; or the last failure's code. */
		reason: text("reason"),
		/** The desk's id of it. */
		webhookId: text("webhook_id"),
		secretSealed: text("secret_sealed"),
		/** When it was last found right. */
		checkedAt: integer("checked_at"),
		nextCheckAt: integer("next_check_at").notNull(),
	},
	(t) => [index("desk_webhooks_due").on(t.nextCheckAt)],
);

/** Webhooks that were accepted, kept three days: a repeat is recognised by its key. The row is the authority on trying again. */
export const webhookIntake = sqliteTable(
	"webhook_intake",
	{
		/** Hash of desk and the event's key. */
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		ticketId: text("ticket_id").notNull(),
		/** `done`: the desk's object has it. */
		state: text("state", { enum: ["waiting", "done", "dead"] }).notNull(),
		attempts: integer("attempts").notNull(),
		nextAt: integer("next_at").notNull(),
		receivedAt: integer("received_at").notNull(),
	},
	(t) => [
		index("webhook_intake_due").on(t.state, t.nextAt),
		index("webhook_intake_received").on(t.receivedAt),
	],
);

/** Keys a vendor signs webhooks with, by the address they are published at. */
export const keySets = sqliteTable("key_sets", {
	url: text("url").primaryKey(),
	/** JSON Web Key Set. Public. */
	keys: text("keys").notNull(),
	fetchedAt: integer("fetched_at").notNull(),
});

/** What became of one event at one destination; kept 90 days. Nothing of what the ticket says. */
export const deliveries = sqliteTable(
	"deliveries",
	{
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		teamId: text("team_id").notNull(),
		workspaceId: text("workspace_id").notNull(),
		eventId: text("event_id").notNull(),
		eventType: text("event_type").notNull(),
		ticketId: text("ticket_id"),
		ticketNumber: text("ticket_number"),
		/** A channel's id, or a Slack user's for a direct message. */
		destination: text("destination").notNull(),
		state: text("state", { enum: ["posted", "not_sent", "unknown", "dead"] }).notNull(),
		reason: text("reason"),
		messageTs: text("message_ts"),
		happenedAt: integer("happened_at").notNull(),
		finishedAt: integer("finished_at").notNull(),
		/** When an administrator said that a dead or unknown one needs nobody's attention; null: it still does. */
		ignoredAt: integer("ignored_at"),
	},
	(t) => [
		index("deliveries_desk").on(t.deskId, t.finishedAt),
		index("deliveries_workspace").on(t.workspaceId),
		index("deliveries_finished").on(t.finishedAt),
		index("deliveries_problems").on(t.deskId, t.finishedAt).where(sql`state in ('dead', 'unknown')`),
	],
);
/** Slack's event ids, kept a day: an event that comes twice is acted on once. */
export const slackEvents = sqliteTable(
	"slack_events",
	{
		eventId: text("event_id").primaryKey(),
		receivedAt: integer("received_at").notNull(),
	},
	(t) => [index("slack_events_received").on(t.receivedAt)],
);

/** What background work used of a day (UTC), for the whole deployment: budgets are the account's. */
export const dayUsage = sqliteTable("day_usage", {
	/** `YYYY-MM-DD`. */
	day: text("day").primaryKey(),
	rowsRead: integer("rows_read").notNull(),
	rowsWritten: integer("rows_written").notNull(),
	/** Queue operations: each message is written, read and deleted. */
	queueOperations: integer("queue_operations").notNull(),
});

/** Calls that a vendor failed or refused, counted by hour; kept 90 days. Nothing of what was asked or answered. */
export const vendorErrors = sqliteTable(
	"vendor_errors",
	{
		/** Everything below but the count and the times, so that a repeat is counted on the same row. */
		id: text("id").primaryKey(),
		deskId: text("desk_id").notNull(),
		vendor: text("vendor", { enum: ["slack", "zendesk", "zoho", "salesforce"] }).notNull(),
		/** Method and path pattern. */
		operation: text("operation").notNull(),
		kind: text("kind").notNull(),
		/** The vendor's own word. */
		code: text("code"),
		status: integer("status"),
		count: integer("count").notNull(),
		firstAt: integer("first_at").notNull(),
		lastAt: integer("last_at").notNull(),
	},
	(t) => [index("vendor_errors_desk").on(t.deskId, t.lastAt), index("vendor_errors_last").on(t.lastAt)],
);
