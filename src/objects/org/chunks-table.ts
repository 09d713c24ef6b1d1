import type { DirectoryKind } from "../../core/sync/record.ts";
import type { Step } from "./run.ts";

/** A chunk as it is stored: what it holds is sealed. `sending`: the write went out, its answer isn't there yet. */
export interface ChunkRow {
	key: string;
	seq: number;
	run_id: string;
	kind: DirectoryKind;
	step: Step;
	state: "waiting" | "sending" | "job";
	content_sealed: string;
	/** JSON of its records' ids. */
	record_ids: string;
	size: number;
	job_id: string | null;
	due_at: number;
	attempts: number;
}

export type NewChunk = Pick<
	ChunkRow,
	"key" | "run_id" | "kind" | "step" | "content_sealed" | "record_ids" | "size" | "due_at" | "attempts"
>;

export interface Backlog {
	chunks: number;
	/** At the desk. */
	jobs: number;
	/** Left by another run. */
	others: number;
}

/** Nothing of what records say is in clear; every `*_at` is milliseconds since 1970. */
const TABLES = `
	create table if not exists chunks (
		seq integer primary key autoincrement,
		key text not null unique,
		run_id text not null,
		kind text not null,
		step text not null,
		state text not null,
		content_sealed text not null,
		record_ids text not null default '[]',
		size integer not null,
		job_id text,
		due_at integer not null,
		attempts integer not null
	);
	create table if not exists plans (
		seq integer primary key autoincrement,
		key text not null unique,
		run_id text not null,
		content_sealed text not null
	);`;

/** Records on their way to the desk, in the order they were read. */
export function createChunksTable(sql: SqlStorage) {
	sql.exec(TABLES);
	if (sql.exec("select 1 from pragma_table_info('chunks') where name = 'record_ids'").toArray().length === 0)
		sql.exec("alter table chunks add column record_ids text not null default '[]'");
	const all = <T>(text: string, ...values: SqlStorageValue[]) =>
		sql.exec(text, ...values).toArray() as unknown as T[];
	return {
		addChunk(chunk: NewChunk): void {
			sql.exec(
				`insert into chunks (key, run_id, kind, step, state, content_sealed, record_ids, size, due_at, attempts)
				values (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)`,
				chunk.key,
				chunk.run_id,
				chunk.kind,
				chunk.step,
				chunk.content_sealed,
				chunk.record_ids,
				chunk.size,
				chunk.due_at,
				chunk.attempts,
			);
		},
		/** What may be worked on now: people wait until no organization is on its way. */
		readyChunks(now: number, limit: number, withPeople: boolean): ChunkRow[] {
			return all<ChunkRow>(
				`select * from chunks where state = 'waiting' and due_at <= ? and (kind = 'organization' or (? and
				not exists (select 1 from chunks where kind = 'organization'))) order by seq limit ?`,
				now,
				withPeople ? 1 : 0,
				limit,
			);
		},
		dueJobs: (now: number, limit: number): ChunkRow[] =>
			all<ChunkRow>(
				"select * from chunks where state = 'job' and due_at <= ? order by seq limit ?",
				now,
				limit,
			),
		/** Writes that a kill left without an answer. */
		interruptedChunks: (): ChunkRow[] => all<ChunkRow>("select * from chunks where state = 'sending'"),
		markSending: (key: string): void =>
			void sql.exec("update chunks set state = 'sending' where key = ?", key),
		markJob: (key: string, jobId: string, content: string, dueAt: number): void =>
			void sql.exec(
				"update chunks set state = 'job', job_id = ?, content_sealed = ?, due_at = ? where key = ?",
				jobId,
				content,
				dueAt,
				key,
			),
		postpone: (key: string, dueAt: number): void =>
			void sql.exec("update chunks set due_at = ? where key = ?", dueAt, key),
		/** Every record that waits to be written, or is being written. */
		onTheirWay: (): Set<string> =>
			new Set(
				all<{ record_ids: string }>("select record_ids from chunks").flatMap(
					({ record_ids }) => JSON.parse(record_ids) as string[],
				),
			),
		/** Whether organizations that no account is tied to yet are being looked for or made. */
		makesOrganizations: (): boolean =>
			all("select 1 from chunks where kind = 'organization' and step in ('match', 'made') limit 1").length >
			0,
		/** To be done over: a change as it is, a creation by looking for it first. */
		repeat: (key: string, step: Step, dueAt: number): void =>
			void sql.exec(
				"update chunks set state = 'waiting', job_id = null, step = ?, due_at = ? where key = ?",
				step,
				dueAt,
				key,
			),
		removeChunk: (key: string): void => void sql.exec("delete from chunks where key = ?", key),
		dropChunks: (runId: string): void => void sql.exec("delete from chunks where run_id = ?", runId),
		backlog(runId: string): Backlog {
			const [row] = all<Backlog>(
				`select count(*) as chunks, count(*) filter (where state <> 'waiting') as jobs,
				count(*) filter (where run_id <> ?) as others from chunks`,
				runId,
			);
			return row ?? { chunks: 0, jobs: 0, others: 0 };
		},
		/** The end of a job, or of a wait. What waits although its time has come waits for one of these. */
		nextDueAt(now: number): number | null {
			const [row] = all<{ nextAt: number | null }>(
				"select min(due_at) as nextAt from chunks where state = 'job' or due_at > ?",
				now,
			);
			return row?.nextAt ?? null;
		},

		addPlan: (key: string, runId: string, sealed: string): void =>
			void sql.exec("insert into plans (key, run_id, content_sealed) values (?, ?, ?)", key, runId, sealed),
		plans: (): { key: string; content_sealed: string }[] =>
			all("select key, content_sealed from plans order by seq"),
		dropPlans: (): void => void sql.exec("delete from plans"),
	};
}
