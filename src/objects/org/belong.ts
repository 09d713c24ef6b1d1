import { decideBelonging } from "../../core/sync/belonging.ts";
import { findLinks } from "../../db/links.ts";
import type { Chunk, Item } from "./run.ts";
import type { World } from "./world.ts";
import { organizationsOf } from "./write.ts";

/** Which organizations the people that were written are to be added to, and which they left. */
export async function belongPeople(
	world: World,
	chunk: Chunk,
	done: readonly { item: Item; id: string; isMade: boolean }[],
): Promise<{ joins: Item[]; leaves: Item[] }> {
	const { settings } = world;
	const { memberships } = settings;
	if (chunk.kind !== "person" || !memberships.primary || !memberships.several) {
		return { joins: [], leaves: [] };
	}
	const organizations = await organizationsOf(
		world,
		chunk,
		done.map(({ item }) => item),
	);
	const secondary = await secondaryAccounts(world, done);
	const joins: Item[] = [];
	const leaves: Item[] = [];
	for (const { item, id, isMade } of done) {
		const primary = organizations.get(item.accountId ?? "") ?? null;
		const former = organizations.get(item.formerAccountId ?? "") ?? null;
		const hasMoved = item.accountId !== item.formerAccountId;
		const more = secondary.get(item.recordId) ?? [];
		const decided = decideBelonging(memberships, isMade, {
			primary: hasMoved ? primary : null,
			secondary: more,
		});
		const toMember = (organizationId: string): Item => ({
			...item,
			recordId: `${item.recordId}:${organizationId}`,
			deskRecordId: id,
			organizationId,
		});
		joins.push(...decided.joins.map(toMember));
		if (memberships.removes && hasMoved && former !== null && former !== primary && !more.includes(former)) {
			leaves.push(toMember(former));
		}
	}
	return { joins, leaves };
}

/** Further organizations of contacts, by the contact. */
async function secondaryAccounts(
	world: World,
	done: readonly { item: Item }[],
): Promise<Map<string, string[]>> {
	const { ctx, scope, crm, settings } = world;
	const contacts = done.filter(({ item }) => item.object === "contact").map(({ item }) => item.recordId);
	if (!settings.memberships.secondary || contacts.length === 0) return new Map();
	const related = (await crm.relatedAccounts(contacts)).filter(({ isActive }) => isActive);
	const accounts = [...new Set(related.map(({ accountId }) => accountId))];
	const links = await findLinks(ctx.db, scope, accounts);
	const organizations = new Map(
		links.filter(({ kind }) => kind === "organization").map((link) => [link.recordId, link.deskRecordId]),
	);
	const byContact = new Map<string, string[]>();
	for (const { contactId, accountId } of related) {
		const organizationId = organizations.get(accountId);
		if (organizationId) byContact.set(contactId, [...(byContact.get(contactId) ?? []), organizationId]);
	}
	return byContact;
}
