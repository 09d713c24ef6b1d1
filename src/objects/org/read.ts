import type { CrmObject, CrmRecord } from "../../core/sync/record.ts";
import { findLinks, type Link } from "../../db/links.ts";
import { issueKey } from "../../db/sync-issues.ts";
import type { ChangePage } from "../../salesforce/crm.ts";
import { prepareChunks } from "./chunks.ts";
import { followRecords, heirOf, prepareRetired } from "./follow.ts";
import { endIssues, recordTroubles, type Trouble } from "./issues.ts";
import { ask, type Item, type Lane } from "./run.ts";
import { endsInStep, type Sorted, sortRecord } from "./sort.ts";
import { pathsToRead, type World } from "./world.ts";

export const PAGE_SIZE = 2_000;
/** What fits into one composite call. */
const MAX_QUERIES = 5;

export function makesOrganizations({ settings }: Pick<World, "settings">, object: CrmObject): boolean {
	return settings.objects[object].becomes.includes("organization");
}

/** People are compared with what their accounts became: not before these are tied to something. */
function mayRead(world: World, object: CrmObject): boolean {
	const { run, store, settings } = world;
	if (makesOrganizations(world, object) || !settings.memberships.primary) return true;
	const isRead = run.lanes.every((lane) => lane.isRead || !makesOrganizations(world, lane.object));
	return isRead && !store.makesOrganizations();
}

/**
 * Reads on: the first pages of all objects in one call, then page by page, accounts first. `false`: what is left has to
 * wait. People's pages are left for later when accounts beside them turn out to be new.
 */
export async function readChanges(world: World): Promise<boolean> {
	const { run, crm } = world;
	const unread = run.lanes.filter(({ isRead, object }) => !isRead && mayAsk(world, object));
	if (unread.length === 0) return false;
	const fresh = unread.filter(({ after }) => after === null);
	const lanes = fresh.length > 0 ? fresh.slice(0, MAX_QUERIES) : unread.slice(0, 1);
	const pages = await crm.changes(
		lanes.map(({ object, from, to, after }) => ({
			object,
			fields: pathsToRead(world, object),
			filter: world.settings.objects[object].filter,
			from,
			to,
			after,
			limit: PAGE_SIZE,
		})),
	);
	const read = lanes.map((lane, index) => ({ lane, page: pages[index] }));
	for (const isFirst of [true, false]) {
		const some = read.filter(({ lane }) => makesOrganizations(world, lane.object) === isFirst);
		if (some.length === 0 || !some.every(({ lane }) => mayRead(world, lane.object))) continue;
		await takeRecords(
			world,
			some.flatMap(({ page }) => page?.records ?? []),
			() => {
				for (const { lane, page } of some) advance(lane, page);
			},
		);
	}
	return true;
}

/** Asked for beside accounts that were not read yet, people cost no call of their own. */
function mayAsk(world: World, object: CrmObject): boolean {
	const { run } = world;
	const isBeginning = run.lanes.every(({ after, isRead }) => after === null && !isRead);
	return isBeginning || mayRead(world, object);
}

function advance(lane: Lane, page: ChangePage | undefined): void {
	if (!page) return;
	const last = page.records.at(-1);
	if (last) lane.after = { stampAt: last.stampAt, id: last.id };
	lane.isRead = !page.more;
}

/** Records that were asked for by id: somebody wants them now, or wants them tried again. */
export async function readAsked(world: World): Promise<boolean> {
	const { run, crm, settings } = world;
	const asked = run.asked.find(({ object }) => mayRead(world, object));
	if (!asked) return false;
	const ids = asked.ids.slice(0, PAGE_SIZE);
	const { object } = asked;
	const fields = pathsToRead(world, object);
	const { filter } = settings.objects[object];
	const records = await crm.records({ object, fields, filter }, ids);
	// What the CRM no longer knows, or the filter leaves out by now, can't be tried again.
	const known = new Set(records.map(({ id }) => id));
	const unknown = ids.filter((id) => !known.has(id));
	for (const kind of ["organization", "person"] as const) await endIssues(world, kind, unknown);
	await takeRecords(world, records, () => {
		run.counts.skipped += unknown.length;
		asked.ids = asked.ids.slice(ids.length);
		if (asked.ids.length === 0) run.asked = run.asked.filter((one) => one !== asked);
	});
	return true;
}

/** Sorts a page and keeps what is to be done in the turn that moves on. */
export async function takeRecords(world: World, page: readonly CrmRecord[], advance: () => void) {
	const { ctx, store, run, scope } = world;
	const { records, held } = holdBack(world, page);
	const alive = records.filter(({ isDeleted }) => !isDeleted);
	const links = await findLinksOf(world, records);
	const followed = await followRecords(world, records, links);
	// What was just given to a record of this page must not be made for it again.
	const inherited = await findLinks(ctx.db, scope, followed.heirs);
	const known = [...links.filter(({ recordId }) => !followed.left.has(recordId)), ...inherited];
	let sorted = await sortRecords(world, alive, known);
	if (forgetOldFields(world, sorted.troubles)) sorted = await sortRecords(world, alive, known);
	const chunks = [
		...(await prepareChunks(world, { kind: "organization", step: "changed" }, sorted.changed.organization)),
		...(await prepareChunks(world, { kind: "organization", step: "match" }, sorted.unlinked.organization)),
		...(await prepareChunks(world, { kind: "person", step: "changed" }, sorted.changed.person)),
		...(await prepareChunks(world, { kind: "person", step: "match" }, sorted.unlinked.person)),
		...(await prepareRetired(world, followed)),
	];
	await recordTroubles(world, sorted.troubles);
	const gone = records.filter(({ isDeleted }) => isDeleted).map(({ id }) => id);
	for (const kind of ["organization", "person"] as const)
		await endIssues(world, kind, [...sorted.mended[kind], ...gone]);
	store.transaction(() => {
		for (const chunk of chunks) store.addChunk(chunk);
		run.counts.read += records.length;
		run.counts.unchanged += sorted.unchanged;
		run.counts.skipped += sorted.skipped;
		run.counts.failed += sorted.troubles.length;
		run.counts.followed += followed.count;
		for (const { object, id } of held) ask(run.again, object, id);
		advance();
		store.saveRun(run);
	});
}

/** Somebody may have given the desk the field or the choice meanwhile: it is asked once more in a run. */
function forgetOldFields({ store, run, forgetTargets }: World, troubles: readonly Trouble[]): boolean {
	const suspects = troubles.filter(({ reason }) => reason === "unknown_choice" || reason === "field_gone");
	const kinds = [...new Set(suspects.map(({ kind }) => kind))].filter(
		(kind) => (store.targetsReadAt(kind) ?? run.startedAt) < run.startedAt,
	);
	for (const kind of kinds) forgetTargets(kind);
	return kinds.length > 0;
}

/**
 * What an earlier page or chunk of this run is still taking to the desk may not be overtaken; nor may a counterpart go
 * to a record that one is just being made for.
 */
function holdBack(world: World, page: readonly CrmRecord[]) {
	const onTheirWay = world.run.kind === "dry_run" ? new Set<string>() : world.store.onTheirWay();
	if (onTheirWay.size === 0) return { records: page, held: [] };
	const isHeld = (record: CrmRecord) =>
		onTheirWay.has(record.id) || onTheirWay.has(heirOf(world, record)?.recordId ?? "");
	return { records: page.filter((record) => !isHeld(record)), held: page.filter(isHeld) };
}

/** By the kind that a record becomes; one that is gone may have become another before. */
async function findLinksOf({ ctx, scope, settings }: World, records: readonly CrmRecord[]): Promise<Link[]> {
	const found = await Promise.all(
		(["organization", "person"] as const).map((kind) => {
			const own = records.filter(
				({ object, isDeleted }) => isDeleted || settings.objects[object].becomes.includes(kind),
			);
			return findLinks(
				ctx.db,
				scope,
				own.map(({ id }) => id),
				kind,
			);
		}),
	);
	return found.flat();
}

interface Heap {
	changed: { organization: Item[]; person: Item[] };
	unlinked: { organization: Item[]; person: Item[] };
	troubles: Trouble[];
	/** Have an issue, and are as they should be or nothing of ours any more. */
	mended: { organization: string[]; person: string[] };
	unchanged: number;
	skipped: number;
}

async function sortRecords(
	world: World,
	records: readonly CrmRecord[],
	links: readonly Link[],
): Promise<Heap> {
	const { settings } = world;
	const heap: Heap = {
		changed: { organization: [], person: [] },
		unlinked: { organization: [], person: [] },
		troubles: [],
		mended: { organization: [], person: [] },
		unchanged: 0,
		skipped: 0,
	};
	const byRecord = new Map(links.map((link) => [`${link.kind}:${link.recordId}`, link]));
	const organizations = await accountsLinkedSince(world, records, byRecord);
	for (const record of records) {
		const own = settings.objects[record.object];
		for (const kind of own.becomes) {
			const issue = world.issues.get(issueKey(kind, record.id)) ?? null;
			const rules = {
				kind,
				issue,
				settings: own,
				targets: await world.targets(kind),
				watchesAccount: kind === "person" && settings.memberships.primary,
				organizations,
			};
			const sorted = sortRecord(record, byRecord.get(`${kind}:${record.id}`) ?? null, rules);
			put(heap, kind, sorted);
			const isOver = sorted.is === "skipped" || (sorted.is === "unchanged" && issue && endsInStep(issue));
			if (issue && isOver) heap.mended[kind].push(record.id);
		}
	}
	return heap;
}

/** Of accounts that people weren't written with, those that have a counterpart: their people join it now. */
async function accountsLinkedSince(
	{ ctx, scope, settings }: World,
	records: readonly CrmRecord[],
	byRecord: ReadonlyMap<string, Link>,
): Promise<Set<string>> {
	if (!settings.memberships.primary) return new Set();
	const asked = records.flatMap(({ id, accountId }) => {
		const link = byRecord.get(`person:${id}`);
		return link && accountId !== null && link.accountId !== accountId ? [accountId] : [];
	});
	const found = await findLinks(ctx.db, scope, [...new Set(asked)], "organization");
	return new Set(found.map(({ recordId }) => recordId));
}

function put(heap: Heap, kind: "organization" | "person", sorted: Sorted): void {
	if (sorted.is === "changed") heap.changed[kind].push(sorted.item);
	else if (sorted.is === "unlinked") heap.unlinked[kind].push(sorted.item);
	else if (sorted.is === "trouble") heap.troubles.push(sorted.trouble);
	else heap[sorted.is]++;
}
