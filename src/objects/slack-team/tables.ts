import type { DeliveryRecord, DeliveryState } from "../../core/delivery.ts";
import type { Layout } from "../../core/notification-settings.ts";

/**
 * What one team's object keeps. Few indexes: each is a row more to write. `id` begins with the delivery's key. `lane` is where posts follow one another: a channel's id, or a person's for direct
 * messages. `hold_at`: not before. `give_up_at`: a dead letter from then on. Times are milliseconds.
 */
const TABLES = [
	`create table if not exists posts (
		seq integer primary key,
		id text not null unique,
		workspace_id text not null,
		desk_id text not null,
		lane text not null,
		is_direct integer not null,
		kind text not null,
		layout text,
		ticket_id text,
		ticket_number text,
		events text not null,
		revision integer not null,
		state text not null,
		reason text,
		attempts integer not null default 0,
		is_plain integer not null default 0,
		content_sealed text,
		message_ts text,
		is_logged integer not null default 0,
		happened_at integer not null,
		hold_at integer not null,
		give_up_at integer not null,
		created_at integer not null,
		finished_at integer
	)`,
	"create index if not exists posts_queue on posts (lane, happened_at, seq) where state = 'queued'",
	"create index if not exists posts_unlogged on posts (finished_at) where is_logged = 0 and finished_at is not null",
	// Each event once per destination, however often and in whatever company it is handed over.
	`create table if not exists post_events (
		event_id text not null,
		destination text not null,
		primary key (event_id, destination)
	) without rowid`,
	// The newest state of a ticket in a channel. `pending_*`: what it is to be updated to.
	`create table if not exists cards (
		id text not null unique,
		workspace_id text not null,
		desk_id text not null,
		ticket_id text not null,
		channel_id text not null,
		message_ts text not null,
		revision integer not null,
		event_ids text not null,
		pending_sealed text,
		pending_revision integer,
		attempts integer not null default 0,
		dirty_at integer,
		next_at integer not null default 0,
		updated_at integer not null,
		primary key (workspace_id, ticket_id, channel_id)
	) without rowid`,
	"create index if not exists cards_dirty on cards (dirty_at) where dirty_at is not null",
	"create table if not exists directs (user_id text primary key, channel_id text not null) without rowid",
	// Channels, people and methods: when they are free again, and until when they are to be left alone.
	`create table if not exists pace (
		name text primary key,
		free_at integer not null default 0,
		blocked_at integer not null default 0
	) without rowid`,
	// `place`: a channel, or a method for a missing scope. `is_told`: D1 is marked and the administrator told.
	`create table if not exists troubles (
		place text primary key,
		kind text not null,
		code text not null,
		since_at integer not null,
		is_told integer not null default 0,
		is_over integer not null default 0
	) without rowid`,
];

export function ensureTables(sql: SqlStorage): void {
	for (const statement of TABLES) sql.exec(statement);
}

/** A row of `posts`, as far as posting needs it. */
export type PostRow = {
	seq: number;
	id: string;
	workspace_id: string;
	desk_id: string;
	lane: string;
	is_direct: number;
	kind: "notice" | "digest" | "trouble";
	layout: Layout | null;
	ticket_id: string | null;
	/** JSON of `EventMark[]`. */
	events: string;
	revision: number;
	attempts: number;
	is_plain: number;
	content_sealed: string;
	happened_at: number;
	hold_at: number;
	give_up_at: number;
	created_at: number;
};

/** An event that a post tells. */
export type EventMark = { id: string; type: DeliveryRecord["eventType"] };

export type FinalState = Exclude<DeliveryState, "queued" | "sending">;

export type CardRow = {
	id: string;
	workspace_id: string;
	desk_id: string;
	ticket_id: string;
	channel_id: string;
	message_ts: string;
	revision: number;
	event_ids: string;
	pending_sealed: string | null;
	pending_revision: number | null;
	attempts: number;
	dirty_at: number | null;
};
