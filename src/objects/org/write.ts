import { applyPolicies, targetsToRead } from "../../core/sync/apply-policies.ts";
import { decideBelonging } from "../../core/sync/belonging.ts";
import { findLinks } from "../../db/links.ts";
import { partsOf } from "../../db/list-rows.ts";
import type { DirectoryWrite, Submission, WriteResult } from "../../desk/desk-directory.ts";
import { isVendorError } from "../../lib/errors.ts";
import { MAX_SINGLE, prepareChunks, sealChunk, splitChunk } from "./chunks.ts";
import { takeResults } from "./results.ts";
import { type Chunk, type Item, writesRecords } from "./run.ts";
import type { World } from "./world.ts";

/** A job of a hundred takes about a second. */
const FIRST_POLL_MS = 1_000;

/** Sends a chunk to the desk. That it goes out is stored before, its answer after: a kill in between is seen. */
export async function sendChunk(world: World, chunk: Chunk): Promise<void> {
	const { ctx, store, run } = world;
	if (run.kind === "dry_run") return store.removeChunk(chunk.key);
	const fitting = await fitToPath(world, chunk);
	const sent = fitting && (await leaveInherited(world, fitting));
	if (!sent) return;
	const refused = await refuseStaff(world, sent);
	const organizations = await organizationsOf(world, sent, sent.items);
	// What is kept of them is what was sent: an account may get its counterpart while the desk is at work.
	for (const item of sent.items) item.isAlone = item.accountId !== null && !organizations.has(item.accountId);
	const items = sent.items.filter(({ recordId }) => !refused.some(({ key }) => key === recordId));
	const writes = await prepareWrites(world, sent, items, organizations);
	store.markSending(sent.key);
	const submission = await submitByPath(world, sent, items, writes);
	if (!submission) return;
	const known = [...refused, ...submission.done];
	const { jobId } = submission;
	const { stopped } = submission;
	if (jobId === null) {
		await takeResults(world, sent, known, () => store.removeChunk(sent.key), stopped?.untried);
		if (stopped) throw stopped.error;
		return;
	}
	const isKnown = ({ recordId }: Item) => known.some(({ key }) => key === recordId);
	const waiting = {
		...sent,
		items: items.filter((item) => !isKnown(item)),
		sent: writes.length > 0 ? writes.map(({ key, id }) => ({ key, id })) : items.map(toSent),
	};
	const content = await sealChunk(world, waiting);
	await takeResults(world, { ...sent, items: sent.items.filter(isKnown) }, known, () =>
		store.markJob(sent.key, jobId, content, ctx.now() + FIRST_POLL_MS),
	);
}

function toSent({ recordId, deskRecordId }: Item) {
	return { key: recordId, id: deskRecordId };
}

/** null: a way that was open when it was last asked for is closed by now; the chunk goes the way that is found next. */
async function submitByPath(
	world: World,
	chunk: Chunk,
	items: readonly Item[],
	writes: readonly DirectoryWrite[],
): Promise<Submission | null> {
	const { ctx, store, directory } = world;
	try {
		return await submit(world, chunk, items, writes);
	} catch (error) {
		// It reached nobody: sent again as it is, nothing has to be looked for.
		if (isVendorError(error) && error.kind === "rate_limited") store.repeat(chunk.key, chunk.step, ctx.now());
		const wasBulk = chunk.step === "made" && store.writePath(chunk.kind, ctx.now())?.made === "bulk";
		if (!wasBulk || !isVendorError(error) || error.kind !== "forbidden") throw error;
		const path = await directory.writePath(chunk.kind);
		store.saveWritePath(chunk.kind, path, ctx.now());
		// There is no other way: whoever connected the desk lacks the right.
		if (path.made === "bulk") throw error;
		ctx.log.info("sync.bulk_closed", { org: world.org.id, kind: chunk.kind });
		store.repeat(chunk.key, chunk.step, ctx.now());
		return null;
	}
}

async function submit(
	world: World,
	chunk: Chunk,
	items: readonly Item[],
	writes: readonly DirectoryWrite[],
): Promise<Submission> {
	const { directory, settings } = world;
	const nothing: Submission = { done: [], jobId: null };
	if (items.length === 0) return nothing;
	if (chunk.step === "join") return directory.join(items.map(toMembership));
	if (chunk.step === "leave") {
		await directory.leave(items.map(toMembership));
		return { done: items.map(asDone), jobId: null };
	}
	if (chunk.step === "retire") {
		const { deletes, deletedTag } = settings.objects[items[0]?.object ?? "account"];
		if (deletes === "ignore") return { done: items.map(asDone), jobId: null };
		const how = deletes === "tag" ? { by: deletes, tag: deletedTag } : { by: deletes };
		const records = items.map(({ recordId: key, deskRecordId }) => ({ key, id: deskRecordId ?? "" }));
		return directory.retire(chunk.kind, records, how);
	}
	if (writes.length === 0) return { done: items.map(asDone), jobId: null };
	const path = await world.writePath(chunk.kind);
	const submission = await directory.write(chunk.kind, writes, path.made);
	// Records that had nothing to be written are as they should be.
	const written = new Set(writes.map(({ key }) => key));
	const idle = items.filter(({ recordId }) => !written.has(recordId)).map(asDone);
	return { ...submission, done: [...submission.done, ...idle] };
}

function toMembership({ recordId, deskRecordId, organizationId }: Item) {
	return { key: recordId, personId: deskRecordId ?? "", organizationId: organizationId ?? "" };
}

function asDone({ recordId, deskRecordId }: Item): WriteResult {
	return { key: recordId, ok: true, id: deskRecordId ?? "", action: "updated" };
}

/** One by one only so many go at a time, at the vendor's pace: the rest waits its turn. null: not now. */
async function fitToPath(world: World, chunk: Chunk): Promise<Chunk | null> {
	const { ctx, store } = world;
	if (chunk.items.length <= MAX_SINGLE && chunk.step !== "made") return chunk;
	const path = await world.writePath(chunk.kind);
	const way = chunk.step === "made" ? path.made : path.changed;
	const limit = way === "bulk" ? path.batch : MAX_SINGLE;
	const pace = chunk.step === "made" && way === "single" ? path.perSecond : null;
	if (pace !== null && store.nextSingleAt() > ctx.now()) {
		store.postpone(chunk.key, store.nextSingleAt());
		return null;
	}
	const size = pace === null ? limit : Math.max(1, Math.min(limit, Math.floor(pace * 5)));
	if (pace !== null)
		store.saveNextSingle(ctx.now() + Math.ceil((Math.min(size, chunk.items.length) * 1000) / pace));
	return splitChunk(world, chunk, partsOf(chunk.items, size));
}

/** A record that was given another's counterpart while it waited needs none of its own. null: nothing is left. */
async function leaveInherited(world: World, chunk: Chunk): Promise<Chunk | null> {
	if (chunk.step !== "made") return chunk;
	const { ctx, store, scope } = world;
	const ids = chunk.items.map(({ recordId }) => recordId);
	const links = await findLinks(ctx.db, scope, ids, chunk.kind);
	if (links.length === 0) return chunk;
	const byRecord = new Map(links.map(({ recordId, deskRecordId }) => [recordId, deskRecordId]));
	const inherited = chunk.items.flatMap((item) => {
		const deskRecordId = byRecord.get(item.recordId);
		return deskRecordId === undefined ? [] : [{ ...item, deskRecordId, questions: [] }];
	});
	const parts = [
		...(await prepareChunks(world, { kind: chunk.kind, step: "changed" }, inherited)),
		...(await prepareChunks(
			world,
			{ kind: chunk.kind, step: "made", attempts: chunk.attempts },
			chunk.items.filter(({ recordId }) => !byRecord.has(recordId)),
		)),
	];
	store.transaction(() => {
		store.removeChunk(chunk.key);
		for (const part of parts) store.addChunk(part);
	});
	return null;
}

/** No desk user is written whose role was not read in this run. */
async function refuseStaff(world: World, { kind, items, step }: Chunk): Promise<WriteResult[]> {
	if (kind !== "person" || step === "join" || step === "leave") return [];
	const staff = await world.staff();
	const isStaff = ({ deskRecordId, questions }: Item) =>
		deskRecordId === null
			? questions.some((question) => question?.by === "email" && staff.emails.has(question.value))
			: staff.ids.has(deskRecordId);
	return items
		.filter(isStaff)
		.map(({ recordId }) => ({ key: recordId, ok: false, reason: "staff", answer: "" }));
}

async function prepareWrites(
	world: World,
	chunk: Chunk,
	items: readonly Item[],
	organizations: ReadonlyMap<string, string>,
): Promise<DirectoryWrite[]> {
	if (!writesRecords(chunk)) return [];
	const { directory, settings } = world;
	const targets = await world.targets(chunk.kind);
	const read =
		chunk.step === "made"
			? []
			: [...new Set(items.flatMap(({ object }) => targetsToRead(settings.objects[object].fields)))];
	const ids = items.flatMap(({ deskRecordId }) => (deskRecordId === null ? [] : [deskRecordId]));
	const current = new Map(
		(read.length > 0 && ids.length > 0 ? await directory.read(chunk.kind, ids, read) : []).map((record) => [
			record.id,
			record.values,
		]),
	);
	return items.flatMap((item) => {
		const own = settings.objects[item.object];
		const isMade = chunk.step === "made";
		const now = current.get(item.deskRecordId ?? "") ?? {};
		const values = isMade ? item.values : applyPolicies(item.values, now, own.fields, targets);
		const primary = organizations.get(item.accountId ?? "") ?? null;
		const { organizationId } = decideBelonging(settings.memberships, isMade, { primary, secondary: [] });
		const externalId = isMade || (own.setsExternalId && item.role === "owner") ? item.recordId : null;
		const belongs = organizationId === undefined || item.role === "member" ? {} : { organizationId };
		const write: DirectoryWrite = {
			key: item.recordId,
			id: item.deskRecordId,
			externalId,
			values,
			...belongs,
			...(isMade && { welcomes: own.welcomes }),
		};
		const isEmpty = Object.keys(values).length === 0 && externalId === null && !("organizationId" in write);
		return isEmpty ? [] : [write];
	});
}

/** The organizations that these people's accounts became, by the account. */
export async function organizationsOf(
	world: World,
	{ kind }: Pick<Chunk, "kind">,
	items: readonly Item[],
): Promise<Map<string, string>> {
	if (kind !== "person" || !world.settings.memberships.primary) return new Map();
	const accounts = items.flatMap(({ accountId, formerAccountId }) => [accountId, formerAccountId]);
	return world.organizationsOf(accounts.filter((id) => id !== null));
}
