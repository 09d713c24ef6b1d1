import { hashValues } from "../../core/sync/hash-values.ts";
import { mapRecord, pathsOf } from "../../core/sync/map-record.ts";
import type { CrmObject, CrmRecord, DirectoryKind } from "../../core/sync/record.ts";
import type { Standing } from "../../core/sync/standing.ts";
import type { links } from "../../db/schema-sync.ts";
import type { OpenSync } from "./open-sync.ts";
import { objectsToSync } from "./org-settings.ts";

export type LinkRow = typeof links.$inferSelect;

export interface Stood {
	standing: Standing;
	object: CrmObject | null;
	record: CrmRecord | null;
}

/** Reads the record as a sync would; `objects`: what an id like this one may be of. */
export async function findStanding(
	open: OpenSync,
	objects: readonly CrmObject[],
	recordId: string,
	own: readonly LinkRow[],
): Promise<Stood> {
	const on = objectsToSync(open.settings, open.features).filter((object) => objects.includes(object));
	for (const object of on) {
		const { fields: mappings, filter } = open.settings.objects[object];
		const fields = pathsOf(mappings);
		const [fitting] = await open.crm.records({ object, fields, filter }, [recordId]);
		if (fitting && isAlive(fitting)) {
			return { standing: await compare(open, fitting, own), object, record: fitting };
		}
		const [there] = fitting ? [fitting] : await open.crm.records({ object, fields: [] }, [recordId]);
		if (there) return { standing: isAlive(there) ? "filtered" : "gone", object, record: there };
	}
	return { standing: on.length > 0 ? "gone" : "off", object: on[0] ?? objects[0] ?? null, record: null };
}

function isAlive({ isDeleted, convertedTo }: CrmRecord): boolean {
	return !isDeleted && !convertedTo;
}

async function compare(open: OpenSync, record: CrmRecord, own: readonly LinkRow[]): Promise<Standing> {
	const { becomes } = open.settings.objects[record.object];
	const found = await Promise.all(becomes.map((kind) => compareKind(open, record, kind, own)));
	return (["unlinked", "differs", "member"] as const).find((one) => found.includes(one)) ?? "in_step";
}

async function compareKind(
	{ settings, directory }: OpenSync,
	record: CrmRecord,
	kind: DirectoryKind,
	own: readonly LinkRow[],
): Promise<Standing> {
	const link = own.find((one) => one.kind === kind);
	if (!link) return "unlinked";
	if (link.role === "member") return "member";
	const targets = new Map((await directory.fields(kind)).map((field) => [field.id, field]));
	const { becomes, fields } = settings.objects[record.object];
	const mappings = becomes.length > 1 ? fields.filter(({ target }) => targets.has(target)) : fields;
	const { values, problems } = mapRecord(record, mappings, targets);
	// A person whose account has no counterpart was written without it.
	const hashes = [record.accountId, null].map((accountId) => hashValues(values, accountId));
	return problems.length === 0 && hashes.includes(link.hash) ? "in_step" : "differs";
}
