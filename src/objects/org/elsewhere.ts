import type { DirectoryKind } from "../../core/sync/record.ts";
import type { Item } from "./run.ts";
import type { World } from "./world.ts";
import { organizationsOf } from "./write.ts";

/**
 * Records whose counterpart belongs to another organization than their account's by default. Where people may belong to
 * several, somebody decided that: the fields are another contact's, this one only belongs.
 */
export async function findElsewhere(
	world: World,
	kind: DirectoryKind,
	found: readonly { item: Item; id: string }[],
): Promise<ReadonlySet<string>> {
	const { primary, several } = world.settings.memberships;
	if (kind !== "person" || !primary || !several) return new Set();
	const items = found.map(({ item }) => item);
	const organizations = await organizationsOf(world, { kind }, items);
	const asked = found.filter(({ item }) => organizations.has(item.accountId ?? ""));
	if (asked.length === 0) return new Set();
	const ids = [...new Set(asked.map(({ id }) => id))];
	const there = await world.directory.read(kind, ids, []);
	const defaults = new Map(there.map(({ id, organizationIds }) => [id, organizationIds[0]]));
	const elsewhere = asked.filter(({ item, id }) => {
		const own = defaults.get(id);
		return own !== undefined && own !== organizations.get(item.accountId ?? "");
	});
	return new Set(elsewhere.map(({ item }) => item.recordId));
}
