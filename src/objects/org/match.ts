import type { MatchVerdict } from "../../core/sync/match-record.ts";
import { CRM_OBJECTS, type CrmObject, type DirectoryKind } from "../../core/sync/record.ts";
import { claimLinks, findOwners, type NewLink, type Owner } from "../../db/links.ts";
import { findBeingMade } from "./being-made.ts";
import { prepareChunks, splitChunk } from "./chunks.ts";
import { findElsewhere } from "./elsewhere.ts";
import { recordTroubles, type Trouble } from "./issues.ts";
import { INDEX_LAG_MS } from "./patience.ts";
import { planItems } from "./plan.ts";
import { type Chunk, type Item, ask as remember } from "./run.ts";
import { searchCounterparts } from "./search.ts";
import type { World } from "./world.ts";

const MAX_ATTEMPTS = 3;

interface Found {
	item: Item;
	id: string;
	externalId: string | null;
}

/** Where the records of one chunk go. */
interface Parted {
	changed: Item[];
	made: Item[];
	/** The desk says it is there, but it can't be found yet. */
	later: Item[];
	/** Tied to something else meanwhile: to be read anew. */
	again: Item[];
	troubles: Trouble[];
	skipped: number;
}

/** Finds the counterparts of records that have no link, and ties them before anything is written. */
export async function matchChunk(world: World, whole: Chunk): Promise<void> {
	const { ctx, store, run } = world;
	const { verdicts, asked } = await searchCounterparts(world, whole);
	const rest = whole.items.filter(({ recordId }) => !asked.has(recordId));
	const now = whole.items.filter(({ recordId }) => asked.has(recordId));
	const chunk = await splitChunk(world, whole, [now, rest]);
	const parted: Parted = { changed: [], made: [], later: [], again: [], troubles: [], skipped: 0 };
	await partItems(world, chunk, verdicts, parted);
	if (run.kind === "dry_run") return planItems(world, chunk, parted);
	const { kind } = chunk;
	const chunks = [
		...(await prepareChunks(world, { kind, step: "changed" }, parted.changed)),
		...(await prepareChunks(world, { kind, step: "made", attempts: chunk.attempts }, parted.made)),
		...(await prepareChunks(
			world,
			{ kind, step: "match", attempts: chunk.attempts + 1, dueAt: ctx.now() + INDEX_LAG_MS },
			parted.later,
		)),
	];
	await recordTroubles(world, parted.troubles);
	store.transaction(() => {
		store.removeChunk(chunk.key);
		for (const one of chunks) store.addChunk(one);
		run.counts.skipped += parted.skipped;
		run.counts.failed += parted.troubles.length;
		for (const { object, recordId } of parted.again) remember(run.again, object, recordId);
		store.saveRun(run);
	});
}

/**
 * Where the desk itself refuses a second record by everything the rules ask for, nothing is asked first: what is there
 * comes back as taken and is looked for then.
 */
export function mayMakeAtOnce(world: World, { kind, items }: Chunk): boolean {
	if (items.some(({ isTaken }) => isTaken)) return false;
	return [...new Set(items.map(({ object }) => object))].every((object) => isMadeAtOnce(world, kind, object));
}

/** Likewise of all that becomes of one kind. */
export function makesAtOnce(world: World, kind: DirectoryKind): boolean {
	const { objects } = world.settings;
	return CRM_OBJECTS.filter((object) => objects[object].isOn && objects[object].becomes.includes(kind)).every(
		(object) => isMadeAtOnce(world, kind, object),
	);
}

function isMadeAtOnce({ run, directory, settings }: World, kind: DirectoryKind, object: CrmObject): boolean {
	const { creates, matchRules } = settings.objects[object];
	if (!creates || run.kind === "dry_run") return false;
	return matchRules.every(({ by }) => by !== "field" && directory.unique[kind].includes(by));
}

async function partItems(
	world: World,
	chunk: Chunk,
	verdicts: ReadonlyMap<string, MatchVerdict>,
	parted: Parted,
): Promise<void> {
	const found: Found[] = [];
	for (const item of chunk.items) {
		const verdict = verdicts.get(item.recordId) ?? { is: "none" };
		const { object, recordId, name } = item;
		const trouble = { object, recordId, kind: chunk.kind };
		if (verdict.is === "found") found.push({ item, ...verdict });
		else if (verdict.is === "staff") {
			parted.troubles.push({ ...trouble, reason: "staff", details: { name, answer: null } });
		} else if (verdict.is === "ambiguous") {
			const candidates = verdict.candidates.map(({ id, name: label }) => ({ id, name: label }));
			parted.troubles.push({ ...trouble, reason: "ambiguous", details: { name, answer: null, candidates } });
		} else if (!world.settings.objects[object].creates) parted.skipped++;
		else if (!item.isTaken) parted.made.push(item);
		else if (chunk.attempts < MAX_ATTEMPTS) parted.later.push(item);
		else parted.troubles.push({ ...trouble, reason: "taken", details: { name, answer: null } });
	}
	await tie(world, chunk, found, parted);
}

/** A counterpart belongs to the record that tied it first, of whichever org. */
async function tie(world: World, { kind }: Chunk, found: readonly Found[], parted: Parted): Promise<void> {
	const { ctx, scope, run } = world;
	if (found.length === 0) return;
	const ids = [...new Set(found.map(({ id }) => id))];
	let owners = ownersById(await findOwners(ctx.db, scope, kind, ids));
	const loose = found.filter(({ id }) => !owners.has(id));
	const beingMade = run.kind === "dry_run" ? [] : await findBeingMade(world, loose);
	owners = ownersById([...beingMade, ...owners.values()]);
	const unowned = loose.filter(({ id }) => !owners.has(id));
	const elsewhere = await findElsewhere(world, kind, unowned);
	const free = unowned.filter(({ item }) => !elsewhere.has(item.recordId));
	if (run.kind !== "dry_run" && free.length > 0) {
		await claimLinks(
			ctx.db,
			scope,
			kind,
			free.map(({ item, id }) => toClaim(item, id, "owner")),
			ctx.now(),
		);
		owners = ownersById([...beingMade, ...(await findOwners(ctx.db, scope, kind, ids))]);
	}
	const members: NewLink[] = [];
	for (const { item, id } of found) {
		const owner = owners.get(id);
		const mayBelong = kind === "person" && world.settings.memberships.several;
		const isFree = !owner && !elsewhere.has(item.recordId);
		const isOwn = owner
			? owner.orgId === scope.orgId && owner.recordId === item.recordId
			: isFree && run.kind === "dry_run";
		if (isFree && !isOwn) parted.again.push(item);
		else if (isOwn) parted.changed.push({ ...item, deskRecordId: id, isNew: true, questions: [] });
		else if (!owner || (owner.orgId === scope.orgId && mayBelong)) {
			parted.changed.push({ ...item, deskRecordId: id, role: "member", values: {}, questions: [] });
			members.push(toClaim(item, id, "member"));
		} else parted.troubles.push(toTrouble(item, kind, owner, scope.orgId));
	}
	if (run.kind !== "dry_run") await claimLinks(ctx.db, scope, kind, members, ctx.now());
}

function ownersById(owners: readonly Owner[]): Map<string, Owner> {
	return new Map(owners.map((owner) => [owner.deskRecordId, owner]));
}

/** Without a hash: claimed, not written yet. */
function toClaim({ recordId, object }: Item, deskRecordId: string, role: NewLink["role"]): NewLink {
	return { recordId, object, deskRecordId, role, hash: "", accountId: null };
}

function toTrouble(
	{ object, recordId, name }: Item,
	kind: Chunk["kind"],
	owner: Owner,
	orgId: string,
): Trouble {
	const reason = owner.orgId === orgId ? "taken" : "belongs_to_other_org";
	const other = owner.orgId === orgId ? {} : { otherOrgId: owner.orgId };
	return { object, recordId, kind, reason, details: { name, answer: null, ...other } };
}
