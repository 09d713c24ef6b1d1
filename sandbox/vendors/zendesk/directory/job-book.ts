import { randomBytes } from "node:crypto";
import type { Clock } from "../../../vendor.ts";
import { ApiError } from "../errors.ts";

const MAX_RUNNING = 30;
/** Older ones are forgotten. */
const MAX_KEPT = 100;
const DEFAULT_DURATION_MS = 1_000;

export interface JobResult {
	id?: number;
	index?: number;
	action?: string;
	status?: string;
	success?: boolean;
	error?: string;
	details?: string;
}

export interface JobRecord {
	id: string;
	type: string;
	total: number;
	submittedAt: number;
	results: JobResult[] | null;
	completedAt: number | null;
}

/** Work that is done a while after it was asked for, in the order it was asked for. */
export interface JobBook {
	/** Throws the 429 when too many are under way. */
	submit(type: string, total: number, work: () => JobResult[]): JobRecord;
	/** Does what has become due; to be called before anything looks. */
	settle(): void;
	find(id: string): JobRecord | undefined;
	isWorking(job: JobRecord): boolean;
	setDuration(ms: number): void;
	running(): number;
	/** Every job ever submitted. */
	submitted(): number;
}

export function createJobBook(clock: Clock): JobBook {
	const jobs = new Map<string, JobRecord>();
	const waiting: { job: JobRecord; work: () => JobResult[]; dueAt: number }[] = [];
	let durationMs = DEFAULT_DURATION_MS;
	let submitted = 0;

	const book: JobBook = {
		submit(type, total, work) {
			if (waiting.length >= MAX_RUNNING) throw tooManyJobs(waiting.map(({ job }) => job.id));
			const now = clock.now();
			const job: JobRecord = {
				id: randomBytes(16).toString("hex"),
				type,
				total,
				submittedAt: now,
				results: null,
				completedAt: null,
			};
			jobs.set(job.id, job);
			waiting.push({ job, work, dueAt: now + durationMs });
			submitted += 1;
			return job;
		},
		settle() {
			const now = clock.now();
			let next = waiting[0];
			while (next && next.dueAt <= now) {
				waiting.shift();
				next.job.results = next.work();
				next.job.completedAt = now;
				next = waiting[0];
			}
			for (const [id, job] of jobs) {
				if (jobs.size <= MAX_KEPT) break;
				if (job.results !== null) jobs.delete(id);
			}
		},
		find: (id) => jobs.get(id),
		isWorking: (job) => clock.now() - job.submittedAt > durationMs / 10,
		setDuration(ms) {
			durationMs = ms;
		},
		running: () => waiting.length,
		submitted: () => submitted,
	};
	return book;
}

function tooManyJobs(ids: readonly string[]): ApiError {
	return new ApiError(
		429,
		{
			error: "TooManyJobs",
			description: `Too many jobs queued or running: ${MAX_RUNNING} at most`,
			current_job_ids: ids,
		},
		{ "retry-after": "5" },
	);
}
