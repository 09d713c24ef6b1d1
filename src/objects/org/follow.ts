import type { CrmObject, CrmRecord, DirectoryKind } from "../../core/sync/record.ts";
import { findLinks, type Link, type Move, moveLinks } from "../../db/links.ts";
import { prepareChunks } from "./chunks.ts";
import type { Item } from "./run.ts";
import type { World } from "./world.ts";

/** What was followed, and counterparts that have no record left. */
export interface Followed {
	count: number;
	retired: Record<DirectoryKind, Item[]>;
	/** Records whose counterparts these were: theirs no more. */
	left: ReadonlySet<string>;
	/** Records that have another's counterpart now. */
	heirs: string[];
}

/**
 * What becomes of the counterparts of records that were merged, converted or deleted. A counterpart goes with the record
 * that lives on; one that has none left is treated as the org's settings say.
 */
export async function followRecords(
	world: World,
	records: readonly CrmRecord[],
	links: readonly Link[],
): Promise<Followed> {
	const left = new Set<string>();
	const followed: Followed = { count: 0, retired: { organization: [], person: [] }, left, heirs: [] };
	if (world.run.kind === "dry_run") return followed;
	const byId = new Map(records.map((record) => [record.id, record]));
	const moves: (Move & { link: Link; name: string })[] = [];
	for (const record of records) {
		if (!record.isDeleted && !heirOf(world, record)) continue;
		const heir = lastHeir(world, record, byId);
		for (const link of links.filter(({ recordId }) => recordId === record.id)) {
			followed.count++;
			left.add(record.id);
			if (heir) moves.push({ kind: link.kind, from: record.id, to: heir, link, name: record.name });
			else followed.retired[link.kind].push(toItem(link, record.name));
		}
	}
	const haveMoved = await moveLinks(world.ctx.db, world.scope, moves);
	if (moves.length > 0) world.forgetOrganizations();
	for (const [index, { to, link, name }] of moves.entries()) {
		if (haveMoved[index]) followed.heirs.push(to.recordId);
		else followed.retired[link.kind].push(toItem(link, name));
	}
	return followed;
}

/** Records that the CRM no longer has, by their ids alone. */
export async function followDeletions(
	world: World,
	object: CrmObject,
	ids: readonly string[],
): Promise<Followed> {
	const links = await findLinks(world.ctx.db, world.scope, ids);
	const left = new Set(ids);
	const followed: Followed = { count: 0, retired: { organization: [], person: [] }, left, heirs: [] };
	for (const link of links.filter((one) => one.object === object)) {
		followed.count++;
		followed.retired[link.kind].push(toItem(link, link.recordId));
	}
	return followed;
}

/** Who inherits may have been merged, converted or deleted itself meanwhile. */
function lastHeir(world: World, record: CrmRecord, byId: ReadonlyMap<string, CrmRecord>): Heir | null {
	const seen = new Set([record.id]);
	let heir = heirOf(world, record);
	for (let next = heir && byId.get(heir.recordId); next && !seen.has(next.id); ) {
		seen.add(next.id);
		const further = heirOf(world, next);
		if (!further) return next.isDeleted ? null : heir;
		heir = further;
		next = byId.get(further.recordId);
	}
	return heir;
}

/** Each object's by itself: what is to become of them is its own setting. */
export async function prepareRetired(world: World, { retired }: Followed) {
	const chunks = [];
	for (const kind of ["organization", "person"] as const) {
		for (const items of Map.groupBy(retired[kind], ({ object }) => object).values())
			chunks.push(...(await prepareChunks(world, { kind, step: "retire" }, items)));
	}
	return chunks;
}

export interface Heir {
	recordId: string;
	object: CrmObject;
}

/** The record that lives on in place of one that was merged or converted. */
export function heirOf({ settings, features }: World, record: CrmRecord): Heir | null {
	if (record.mergedInto) return { recordId: record.mergedInto, object: record.object };
	const contactId = record.convertedTo?.contactId;
	const isKept = features.people && settings.objects.contact.isOn;
	return contactId && isKept ? { recordId: contactId, object: "contact" as const } : null;
}

function toItem({ recordId, object, deskRecordId, role, accountId }: Link, name: string): Item {
	return {
		recordId,
		object,
		name,
		values: {},
		hash: "",
		deskRecordId,
		role,
		questions: [],
		accountId: null,
		formerAccountId: accountId,
		isTaken: false,
		isNew: false,
		organizationId: null,
	};
}
