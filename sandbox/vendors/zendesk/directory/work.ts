import { ApiError } from "../errors.ts";
import type { JobRecord, JobResult } from "./job-book.ts";

type Action = "create" | "update" | "delete";

const DONE: Readonly<Record<Action, string>> = { create: "Created", update: "Updated", delete: "Deleted" };

/** One result per record, in order; a record that is refused doesn't hold up the others. */
export function workThrough<T>(
	records: readonly T[],
	noun: string,
	/** Answers the record's id. `id` is what the refusal names. */
	write: (record: T) => { id: number; action: Action },
	id: (record: T) => number | null | undefined = () => null,
	intended: Action = "update",
): JobResult[] {
	return records.map((record, index) => {
		try {
			const done = write(record);
			if (done.action === "create") return { id: done.id, index };
			return { id: done.id, action: done.action, status: DONE[done.action], success: true };
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return {
				id: id(record) ?? 0,
				action: intended,
				error: toCode(error, noun, intended),
				details: toWords(error),
				success: false,
			};
		}
	});
}

function toCode({ status }: ApiError, noun: string, action: Action): string {
	if (status === 404) return `${noun}NotFound`;
	return `${noun}${action[0]?.toUpperCase()}${action.slice(1)}Error`;
}

function toWords({ body }: ApiError): string {
	const { details, description } = body as {
		details?: Record<string, { description: string }[]>;
		description?: string;
	};
	const words = Object.values(details ?? {}).flat();
	return words.map((one) => one.description).join(" ") || (description ?? "Not allowed");
}

export function toJobJson(subdomain: string, job: JobRecord, isWorking: boolean) {
	const isDone = job.results !== null;
	return {
		id: job.id,
		job_type: job.type,
		url: `https://${subdomain}.zendesk.com/api/v2/job_statuses/${job.id}.json`,
		total: job.total,
		progress: isDone ? job.total : null,
		status: isDone ? "completed" : isWorking ? "working" : "queued",
		message: job.completedAt === null ? null : `Completed at ${new Date(job.completedAt).toISOString()}`,
		results: job.results,
	};
}
