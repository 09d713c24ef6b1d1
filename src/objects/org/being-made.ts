import { and, eq, inArray, ne } from "drizzle-orm";
import type { Owner } from "../../db/links.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { Item } from "./run.ts";
import type { World } from "./world.ts";

/** Orgs of a desk whose syncs go on, or will. */
const LIVING = ["connected", "needs_sign_in", "needs_admin"] as const;

/**
 * Desk records that were made a moment ago for another record, of whichever org, which doesn't know of it yet: they are
 * as good as tied to it.
 */
export async function findBeingMade(
	{ ctx, scope, store }: World,
	found: readonly { item: Item; id: string; externalId: string | null }[],
): Promise<Owner[]> {
	const foreign = found.flatMap(({ item, id, externalId }) =>
		externalId !== null && externalId !== item.recordId ? [{ deskRecordId: id, recordId: externalId }] : [],
	);
	if (foreign.length === 0) return [];
	const recordIds = foreign.map(({ recordId }) => recordId);
	const others = await ctx.db
		.select({ id: orgs.id })
		.from(orgs)
		.where(and(eq(orgs.deskId, scope.deskId), ne(orgs.id, scope.orgId), inArray(orgs.state, [...LIVING])));
	const making = new Map<string, string>();
	const own = store.onTheirWay();
	for (const id of recordIds) if (own.has(id)) making.set(id, scope.orgId);
	for (const { id: orgId } of others) {
		for (const id of await ctx.org(orgId).onTheirWay(recordIds)) making.set(id, orgId);
	}
	return foreign.flatMap((one) => {
		const orgId = making.get(one.recordId);
		return orgId === undefined ? [] : [{ ...one, orgId }];
	});
}
