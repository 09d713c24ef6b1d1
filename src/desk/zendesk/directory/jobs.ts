import { isVendorError } from "../../../lib/errors.ts";
import type { JobQuestion, JobState, WriteResult } from "../../desk-directory.ts";
import type { ZendeskClient } from "../client.ts";
import { failed } from "./failures.ts";
import { jobsAnswer, type ZendeskJob, type ZendeskResult } from "./schema.ts";

const WORKING: readonly string[] = ["queued", "working"];
const MAX_JOBS = 100;

export async function readJobs(
	client: ZendeskClient,
	questions: readonly JobQuestion[],
): Promise<JobState[]> {
	const known = new Map<string, ZendeskJob>();
	for (let start = 0; start < questions.length; start += MAX_JOBS) {
		const ids = questions.slice(start, start + MAX_JOBS).map(({ jobId }) => jobId);
		for (const job of await readMany(client, ids)) known.set(job.id, job);
	}
	return questions.map((question) => toState(question, known.get(question.jobId)));
}

async function readMany(client: ZendeskClient, ids: readonly string[]): Promise<ZendeskJob[]> {
	try {
		const query = { ids: ids.join(",") };
		return (await client.read({ pattern: "/job_statuses/show_many", query, schema: jobsAnswer }))
			.job_statuses;
	} catch (error) {
		// Jobs are forgotten after a while; asked after one of those alone, Zendesk may also answer so.
		if (isVendorError(error) && error.kind === "not_found") return [];
		throw error;
	}
}

export function toState(question: JobQuestion, job: ZendeskJob | undefined): JobState {
	const { jobId } = question;
	if (!job) return { jobId, results: [], isFailed: true };
	if (WORKING.includes(job.status)) return { jobId, results: null, isFailed: false };
	return { jobId, results: toResults(question, job.results ?? []), isFailed: job.status !== "completed" };
}

/**
 * A result names its record by id when the record was known, by its place when it was to be made. Kinds of jobs that
 * tell neither tell of every record, in order.
 */
function toResults({ keys, ids }: JobQuestion, results: readonly ZendeskResult[]): WriteResult[] {
	const found = new Map<string, WriteResult>();
	results.forEach((result, order) => {
		const place = toPlace(result, ids) ?? (results.length === keys.length ? order : null);
		const key = place === null ? undefined : keys[place];
		if (place === null || key === undefined) return;
		const known = ids[place] ?? null;
		const id = known ?? result.id;
		if (result.success === false || result.error) found.set(key, failed(key, toWords(result)));
		// Made without saying what: the record is found by its external id.
		else if (id !== null) found.set(key, { key, ok: true, id, action: known ? "updated" : "created" });
	});
	return [...found.values()];
}

function toPlace({ index, id }: ZendeskResult, ids: readonly (string | null)[]): number | null {
	const known = id === null ? -1 : ids.indexOf(id);
	return known < 0 ? index : known;
}

function toWords({ error, details, errors, status }: ZendeskResult): string {
	return [error, details, errors].filter(Boolean).join(": ") || (status ?? "failed");
}
