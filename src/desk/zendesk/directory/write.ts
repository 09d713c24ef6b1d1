import type { DirectoryKind } from "../../../core/sync/record.ts";
import { isVendorError } from "../../../lib/errors.ts";
import type { DirectoryWrite, Submission, WritePath, WriteResult } from "../../desk-directory.ts";
import { requireId } from "../address.ts";
import type { WriteRequest, ZendeskClient } from "../client.ts";
import { toFailure } from "./failures.ts";
import { toState } from "./jobs.ts";
import { toInput } from "./mapper.ts";
import { jobAnswer, personAnswer } from "./schema.ts";

export const BATCH = 100;

/** One write of a person a second is what an account is granted; a little less leaves room for clocks. */
const SINGLE_PER_SECOND = 0.9;

const CREATE_PEOPLE = "/users/create_many";
const CREATE_PERSON = "/users";

/**
 * Bulk import of people is off until the vendor switches it on for an account, and only trying tells. A person without
 * a name is never made, so the attempt leaves nothing behind but a job.
 */
export async function readWritePath(client: ZendeskClient, kind: DirectoryKind): Promise<WritePath> {
	const bulk: WritePath = { made: "bulk", changed: "bulk", batch: BATCH, why: null, perSecond: null };
	if (kind === "organization") return bulk;
	try {
		await client.create({
			method: "POST",
			pattern: CREATE_PEOPLE,
			json: { users: [{ name: "" }] },
			schema: jobAnswer,
		});
		return bulk;
	} catch (error) {
		if (isVendorError(error) && error.kind === "forbidden") {
			return { ...bulk, made: "single", why: "gate", perSecond: SINGLE_PER_SECOND };
		}
		// Refused for the missing name on the spot: then it wasn't refused for the gate.
		if (isVendorError(error) && error.kind === "invalid") return bulk;
		throw error;
	}
}

/** One job for all of them. People are made by a call that only makes, for the reason below. */
export async function writeMany(
	client: ZendeskClient,
	kind: DirectoryKind,
	writes: readonly DirectoryWrite[],
): Promise<Submission> {
	const isNew = requireOneKind(writes);
	if (writes.length === 0) return { done: [], jobId: null };
	const records = writes.map((one) => ({
		...(one.id === null ? {} : { id: Number(requireId(one.id)) }),
		...toInput(kind, one),
	}));
	const noun = kind === "organization" ? "organizations" : "users";
	return submit(
		client,
		{
			method: isNew ? "POST" : "PUT",
			pattern: isNew ? `/${noun}/create_many` : `/${noun}/update_many`,
			json: { [noun]: records },
		},
		writes,
	);
}

function requireOneKind(writes: readonly DirectoryWrite[]): boolean {
	if (writes.length > BATCH) throw new RangeError("too many records for one write");
	const isNew = writes[0]?.id === null;
	if (writes.some(({ id }) => (id === null) !== isNew))
		throw new TypeError("new and known records in one write");
	return isNew;
}

/** Hands a job in; small ones can be done before the answer is. */
export async function submit(
	client: ZendeskClient,
	request: WriteRequest,
	records: readonly { key: string; id: string | null }[],
): Promise<Submission> {
	const { job_status: job } = await client.create({ ...request, schema: jobAnswer });
	const question = { jobId: job.id, keys: records.map(({ key }) => key), ids: records.map(({ id }) => id) };
	const { results, isFailed } = toState(question, job);
	return results === null || isFailed ? { done: [], jobId: job.id } : { done: results, jobId: null };
}

/**
 * By a call that only makes: one that also matches by e-mail would write to whomever the address belongs to, staff
 * included. Stops at the first trouble that isn't the record's own; what was done before is told.
 */
export async function createPeopleOneByOne(
	client: ZendeskClient,
	writes: readonly DirectoryWrite[],
): Promise<Submission> {
	requireOneKind(writes);
	const done: WriteResult[] = [];
	for (const [index, one] of writes.entries()) {
		try {
			done.push(await createOne(client, one));
		} catch (error) {
			if (done.length === 0) throw error;
			const wasTooMuch = isVendorError(error) && error.kind === "rate_limited";
			const untried = writes.slice(wasTooMuch ? index : index + 1).map(({ key }) => key);
			return { done, jobId: null, stopped: { error, untried } };
		}
	}
	return { done, jobId: null };
}

async function createOne(client: ZendeskClient, one: DirectoryWrite): Promise<WriteResult> {
	try {
		const { user } = await client.create({
			method: "POST",
			pattern: CREATE_PERSON,
			json: { user: toInput("person", one) },
			schema: personAnswer,
		});
		return { key: one.key, ok: true, id: user.id, action: "created" };
	} catch (error) {
		return toFailure(one.key, error);
	}
}
