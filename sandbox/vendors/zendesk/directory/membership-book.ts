import type { MembershipRecord } from "../state.ts";

const FIRST_ID = 640_000;

/** Who belongs to which organizations. Which one is a person's default stands in the person's record. */
export interface MembershipBook {
	/** null: there already. */
	add(userId: number, organizationId: number, at: number): MembershipRecord | null;
	remove(id: number): MembershipRecord | null;
	find(id: number): MembershipRecord | undefined;
	/** In the order they were made. */
	ofUser(userId: number): MembershipRecord[];
	ofOrganization(organizationId: number): MembershipRecord[];
	all(): MembershipRecord[];
}

export function createMembershipBook(): MembershipBook {
	const records = new Map<number, MembershipRecord>();
	const byUser = new Map<number, Map<number, MembershipRecord>>();
	const byOrganization = new Map<number, Set<MembershipRecord>>();
	let nextId = FIRST_ID;

	return {
		add(userId, organizationId, at) {
			const own = byUser.get(userId) ?? new Map<number, MembershipRecord>();
			if (own.has(organizationId)) return null;
			const record = { id: nextId++, userId, organizationId, createdAt: at };
			records.set(record.id, record);
			byUser.set(userId, own.set(organizationId, record));
			byOrganization.set(organizationId, (byOrganization.get(organizationId) ?? new Set()).add(record));
			return record;
		},
		remove(id) {
			const record = records.get(id);
			if (!record) return null;
			records.delete(id);
			byUser.get(record.userId)?.delete(record.organizationId);
			byOrganization.get(record.organizationId)?.delete(record);
			return record;
		},
		find: (id) => records.get(id),
		ofUser: (userId) => [...(byUser.get(userId)?.values() ?? [])],
		ofOrganization: (organizationId) => [...(byOrganization.get(organizationId) ?? [])],
		all: () => [...records.values()],
	};
}
