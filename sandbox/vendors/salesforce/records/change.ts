import { type Org, stampOf } from "../org.ts";
import type { Value } from "../schema/field.ts";
import { createRecord, type SimRecord } from "../store/record.ts";
import { toTime } from "../time.ts";

/** What happens to records, without asking whether somebody may: rights and rules are checked before. */
export function insertRecord(org: Org, object: string, values: Record<string, Value>, by: string): SimRecord {
	const stamp = stampOf(org);
	const schema = org.schema.get(object);
	const whole: Record<string, Value> = {};
	for (const field of schema?.fields.values() ?? []) {
		if (field.defaultValue !== null && field.defaultValue !== false) whole[field.name] = field.defaultValue;
	}
	Object.assign(whole, values, {
		CreatedDate: toTime(stamp),
		CreatedById: by,
		LastModifiedDate: toTime(stamp),
		LastModifiedById: by,
	});
	if (schema?.fields.has("ownerid")) whole.OwnerId ??= by;
	if (object === "Case") {
		whole.CaseNumber = String(org.nextCaseNumber++).padStart(8, "0");
		if (whole.AccountId === undefined && typeof whole.ContactId === "string") {
			whole.AccountId = org.store.find(whole.ContactId)?.values.AccountId ?? null;
		}
	}
	const record = createRecord(object, org.store.newId(object), whole, stamp);
	org.store.insert(record);
	finish(org, record, stamp);
	org.notify();
	return record;
}

export function changeRecord(org: Org, record: SimRecord, values: Record<string, Value>, by: string): void {
	const stamp = stampOf(org);
	org.store.change(record, (one) => {
		Object.assign(one.values, values, { LastModifiedDate: toTime(stamp), LastModifiedById: by });
		one.stamp = stamp;
	});
	finish(org, record, stamp);
	org.notify();
}

/** To the recycle bin, with what hangs on it. `masterId`: merged into this one. */
export function deleteRecord(org: Org, record: SimRecord, by: string, masterId: string | null = null): void {
	if (record.isDeleted) return;
	const stamp = stampOf(org);
	org.store.change(record, (one) => {
		one.isDeleted = true;
		one.deletedAt = org.clock.now();
		if (masterId !== null) one.values.MasterRecordId = masterId;
		if (!org.policy.deleteMovesStamp) return;
		one.stamp = stamp;
		Object.assign(one.values, { LastModifiedDate: toTime(stamp), LastModifiedById: by });
	});
	org.deleted.push({ object: record.object, id: record.id, deletedAt: org.clock.now() });
	for (const child of childrenOf(org, record, "cascade")) deleteRecord(org, child, by);
	org.notify();
}

/** Out of the recycle bin: gone for every query. */
export function purgeRecord(org: Org, record: SimRecord): void {
	if (!record.isDeleted) deleteRecord(org, record, record.values.LastModifiedById as string);
	org.store.remove(record);
	org.notify();
}

export function undeleteRecord(org: Org, record: SimRecord, by: string): void {
	if (!record.isDeleted) return;
	const { deletedAt } = record;
	const stamp = stampOf(org);
	org.store.change(record, (one) => {
		one.isDeleted = false;
		one.deletedAt = null;
		one.stamp = stamp;
		Object.assign(one.values, { LastModifiedDate: toTime(stamp), LastModifiedById: by });
		if ("MasterRecordId" in one.values) one.values.MasterRecordId = null;
	});
	org.deleted = org.deleted.filter(({ id }) => id !== record.id);
	// What was deleted with it comes back with it.
	for (const child of childrenOf(org, record, "cascade", true)) {
		if (child.deletedAt === deletedAt) undeleteRecord(org, child, by);
	}
	org.notify();
}

/** Rows whose look-ups lead to a record; `cascade`: only those that go with it. */
export function childrenOf(
	org: Org,
	record: SimRecord,
	which: "cascade" | "any",
	deleted = false,
): SimRecord[] {
	const found = new Set<SimRecord>();
	for (const object of org.schema.values()) {
		if (!object.writable) continue;
		for (const field of object.fields.values()) {
			if (!field.referenceTo.includes(record.object) || field.name === "MasterRecordId") continue;
			if (which === "cascade" && !field.cascade) continue;
			for (const child of org.store.table(object.name).lookUp(field, record.id)) {
				if (child.isDeleted === deleted) found.add(child);
			}
		}
	}
	return [...found];
}

/** What other fields and rows get from a change. */
function finish(org: Org, record: SimRecord, stamp: number): void {
	if (record.object === "Case") {
		const isClosed = record.values.Status === "Closed";
		const closedDate = isClosed ? (record.values.ClosedDate ?? toTime(stamp)) : null;
		if ((record.values.ClosedDate ?? null) !== closedDate) {
			org.store.change(record, (one) => Object.assign(one.values, { ClosedDate: closedDate }));
		}
	}
	const account = record.object === "Contact" ? org.store.find(String(record.values.AccountId)) : null;
	const twin =
		account?.values.IsPersonAccount === true
			? account
			: record.values.IsPersonAccount === true
				? org.store.find(String(record.values.PersonContactId))
				: null;
	if (!twin) return;
	// A person account is one account and one contact: whichever is edited, both have changed.
	const { FirstName, LastName } = record.values;
	const isContact = record.object === "Contact";
	const name = [LastName, FirstName].filter((part) => typeof part === "string").join(" ");
	org.store.change(twin, (one) => {
		one.stamp = stamp;
		one.values.LastModifiedDate = toTime(stamp);
		if (isContact) one.values.Name = name;
	});
}
