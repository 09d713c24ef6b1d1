import { toId } from "../vendors/salesforce/ids.ts";
import type { Value } from "../vendors/salesforce/schema/field.ts";
import { createRecord, type SimRecord } from "../vendors/salesforce/store/record.ts";
import { toSecond, toTime } from "../vendors/salesforce/time.ts";
import { pick, scatter } from "./salesforce-names.ts";
import type { SalesforceOrgSeed } from "./salesforce-orgs.ts";

export const DAY_MS = 86_400_000;
const PREFIXES: Readonly<Record<string, string>> = {
	Account: "001",
	Contact: "003",
	Lead: "00Q",
	Opportunity: "006",
	Case: "500",
	Task: "00T",
	AccountContactRelation: "07k",
};

export type Told = (entry: { object: string; id: string; deletedAt: number }) => void;

/** Makes an org's first rows. */
export interface Maker {
	readonly org: SalesforceOrgSeed;
	readonly now: number;
	/** Deletions are told as they are made. */
	readonly onDeleted: Told;
	idOf(object: string, n: number): string;
	owner(n: number): string;
	row(object: string, n: number, age: number, values: Record<string, Value>): SimRecord;
}

export function createMaker(org: SalesforceOrgSeed, now: number, onDeleted: Told): Maker {
	const idOf = (object: string, n: number) => toId(PREFIXES[object] ?? "a00", org.pod, n + 1);
	const sales = org.users.flatMap(({ rights }, index) => (rights === "sales" ? [index + 1] : []));
	const owners = (sales.length > 0 ? sales : [1]).map((n) => toId("005", org.pod, n));
	const administrator = toId("005", org.pod, 1);
	return {
		org,
		now,
		onDeleted,
		idOf,
		owner: (n) => pick(owners, n),
		row(object, n, age, values) {
			const stamp = toSecond(now - age);
			const created = toTime(stamp - (1 + (scatter(n) % 200)) * DAY_MS);
			const whole: Record<string, Value> = {
				...values,
				CreatedDate: created,
				CreatedById: administrator,
				LastModifiedDate: toTime(stamp),
				LastModifiedById: administrator,
			};
			return createRecord(object, idOf(object, n), whole, stamp);
		},
	};
}

/** Between two years and a day ago; a data load gave everything of `tie` the same second. */
export function ageOf(n: number, count: number, tie: { from: number; to: number }): number {
	if (n >= tie.from && n < tie.to) return 100 * DAY_MS;
	const share = (scatter(n) % 10_000) / 10_000;
	return DAY_MS + Math.floor(share * 700) * DAY_MS + (scatter(n + count) % 86_400) * 1000;
}

/** Into the recycle bin, merged into another row where one is named. */
export function discard(maker: Maker, record: SimRecord, daysAgo: number, masterId: string | null): void {
	const deletedAt = maker.now - daysAgo * DAY_MS;
	record.isDeleted = true;
	record.deletedAt = deletedAt;
	record.stamp = toSecond(deletedAt);
	record.values.LastModifiedDate = toTime(record.stamp);
	if (masterId !== null) record.values.MasterRecordId = masterId;
	maker.onDeleted({ object: record.object, id: record.id, deletedAt });
}
