import { hashValues } from "../../core/sync/hash-values.ts";
import type { IssueReason } from "../../core/sync/run.ts";
import { dropLinks, keepLinks, type NewLink } from "../../db/links.ts";
import type { WriteResult } from "../../desk/desk-directory.ts";
import { belongPeople } from "./belong.ts";
import { MAX_SINGLE, prepareChunks } from "./chunks.ts";
import { endIssues, recordTroubles, type Trouble } from "./issues.ts";
import { lostWait } from "./patience.ts";
import { ask, type Chunk, type Item, writesRecords } from "./run.ts";
import type { World } from "./world.ts";
import { writeBack } from "./write-back.ts";

const MAX_REPEATS = 3;

type Failure = Extract<WriteResult, { ok: false }>;
interface Done {
	item: Item;
	id: string;
	isMade: boolean;
}

/**
 * What the desk answered. Links are kept from results only; `end` is what becomes of the chunk, in the turn that stores
 * the rest. Of an item without a result the answer was lost: it is looked for before it is made again. `untried` never
 * left: they are sent as they are.
 */
export async function takeResults(
	world: World,
	chunk: Chunk,
	results: readonly WriteResult[],
	end: () => void,
	untried: readonly string[] = [],
): Promise<void> {
	const { ctx, store, run } = world;
	const byKey = new Map(results.map((result) => [result.key, result]));
	const done: Done[] = [];
	const failed: { item: Item; failure: Failure }[] = [];
	const lost: Item[] = [];
	const unsent: Item[] = [];
	for (const item of chunk.items) {
		const result = byKey.get(item.recordId);
		if (!result && untried.includes(item.recordId)) unsent.push(item);
		else if (!result) lost.push(item);
		else if (result.ok) done.push({ item, id: result.id, isMade: result.action === "created" });
		else failed.push({ item, failure: result });
	}
	const { again, troubles, gone } = partFailures(chunk, failed, lost);
	const overtaken = await keepDone(world, chunk, done);
	const unlinked = chunk.step === "retire" ? chunk.items : gone;
	await dropLinks(
		ctx.db,
		world.scope,
		chunk.kind,
		unlinked.map(({ recordId }) => recordId),
	);
	if (chunk.kind === "organization" && unlinked.length > 0) world.forgetOrganizations();
	const isWritten = writesRecords(chunk);
	const { joins, leaves } = await belongPeople(world, chunk, isWritten ? done : []);
	const { kind, attempts } = chunk;
	const lookAgainAt = ctx.now() + lostWait(world, kind);
	const chunks = [
		...(await prepareChunks(world, { kind, step: chunk.step, attempts }, unsent)),
		...(await prepareChunks(world, { kind, step: "match", attempts: attempts + 1 }, again.match)),
		...(await prepareChunks(
			world,
			{ kind, step: chunk.step, attempts: attempts + 1, dueAt: lookAgainAt },
			again.same,
		)),
		...(await prepareChunks(
			world,
			{ kind, step: "match", attempts: attempts + 1, dueAt: lookAgainAt },
			again.lost,
		)),
		...(await prepareChunks(world, { kind, step: "leave" }, leaves, MAX_SINGLE)),
		...(await prepareChunks(world, { kind, step: "join" }, joins)),
	];
	await recordTroubles(world, troubles);
	store.transaction(() => {
		end();
		for (const one of chunks) store.addChunk(one);
		if (isWritten) {
			for (const { isMade } of done) run.counts[isMade ? "created" : "updated"]++;
		}
		for (const { object, recordId } of gone) ask(run.asked, object, recordId);
		for (const { object, recordId } of overtaken) ask(run.again, object, recordId);
		run.counts.failed += troubles.length;
		run.failures = 0;
		store.saveRun(run);
	});
}

interface Parted {
	again: { match: Item[]; same: Item[]; lost: Item[] };
	troubles: Trouble[];
	/** Their counterpart is there no more: read anew, another is found or made. */
	gone: Item[];
}

function partFailures(
	chunk: Chunk,
	failed: readonly { item: Item; failure: Failure }[],
	lost: readonly Item[],
): Parted {
	const parted: Parted = { again: { match: [], same: [], lost: [] }, troubles: [], gone: [] };
	const mayRepeat = chunk.attempts < MAX_REPEATS;
	for (const { item, failure } of failed) {
		if (chunk.step === "join" && failure.reason === "taken") continue;
		if (chunk.step === "retire" && failure.reason === "gone") continue;
		if (chunk.step === "made" && failure.reason === "taken" && mayRepeat) {
			parted.again.match.push({ ...item, isTaken: true });
			continue;
		}
		if (chunk.step === "changed" && failure.reason === "gone" && mayRepeat) {
			parted.gone.push(item);
			continue;
		}
		parted.troubles.push(toTrouble(chunk, item, REASONS[failure.reason], failure.answer));
	}
	for (const item of lost) {
		if (!mayRepeat) parted.troubles.push(toTrouble(chunk, item, "desk_refused", ""));
		else if (chunk.step === "made") parted.again.lost.push(item);
		else parted.again.same.push(item);
	}
	return parted;
}

const REASONS: Readonly<Record<Failure["reason"], IssueReason>> = {
	taken: "taken",
	invalid: "invalid_value",
	required: "required_missing",
	gone: "no_match",
	staff: "staff",
	refused: "desk_refused",
};

function toTrouble({ kind, step }: Chunk, item: Item, reason: IssueReason, answer: string): Trouble {
	const { object, name } = item;
	const why = step === "join" || step === "leave" ? "membership_refused" : reason;
	// A membership is named by person and organization: the issue is the person's.
	const [recordId = ""] = item.recordId.split(":");
	return { object, recordId, kind, reason: why, details: { name, answer: answer || null } };
}

/**
 * What the desk now holds is remembered, and what was wrong with these records is over. Answers those that are tied
 * otherwise by now: to another desk record, or another org was quicker with this one.
 */
async function keepDone(world: World, chunk: Chunk, done: readonly Done[]): Promise<Item[]> {
	if (done.length === 0 || !writesRecords(chunk)) return [];
	const { ctx, scope } = world;
	const links = done.map(({ item, id }): NewLink => {
		const { recordId, object, role, isAlone } = item;
		// An account without a counterpart is looked at again when it has one.
		const hash = isAlone ? hashValues(item.values, null) : item.hash;
		return { recordId, object, role, hash, deskRecordId: id, accountId: isAlone ? null : item.accountId };
	});
	const kept = await keepLinks(ctx.db, scope, chunk.kind, links, ctx.now());
	const own = done.filter(({ item }) => kept.has(item.recordId));
	await endIssues(world, chunk.kind, [...kept]);
	await writeBack(world, chunk, own);
	return done.filter(({ item }) => !kept.has(item.recordId)).map(({ item }) => item);
}
