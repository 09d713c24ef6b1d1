/** What the object keeps. Nothing of what people wrote is in clear; every `*_at` is milliseconds since 1970. */
const TABLES = `
	create table if not exists tickets (
		ticket_id text primary key,
		revision integer not null,
		snapshot text,
		seen_at integer not null
	);
	create index if not exists tickets_seen on tickets (seen_at);
	create table if not exists looks (
		ticket_id text primary key,
		asked integer not null,
		attempts integer not null,
		due_at integer not null,
		first_at integer not null,
		overdue_at integer
	);
	create index if not exists looks_due on looks (due_at);
	create table if not exists ratings (
		rating_id text primary key,
		ticket_id text not null,
		content_sealed text,
		rated_at integer not null
	);
	create index if not exists ratings_ticket on ratings (ticket_id);
	create table if not exists outbox (
		seq integer primary key autoincrement,
		id text not null unique,
		content_sealed text not null,
		attempts integer not null,
		next_at integer not null,
		created_at integer not null
	);
	create table if not exists cursors (name text primary key, cursor text not null);
	create table if not exists waits (name text primary key, until_at integer not null);
	create table if not exists rounds (name text primary key, done_at integer not null);
	create table if not exists spent (
		day text not null,
		work text not null,
		units integer not null,
		primary key (day, work)
	);`;

export function ensureTables(sql: SqlStorage): void {
	sql.exec(TABLES);
}
