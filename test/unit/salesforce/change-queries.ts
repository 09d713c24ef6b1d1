import type { Filter } from "../../../src/core/sync/settings.ts";
import type { ChangeQuery } from "../../../src/salesforce/crm.ts";
import { record } from "./fake-org.ts";

export const FROM = Date.parse("2026-11-21T09:00:00Z");
export const TO = Date.parse("2026-11-21T10:00:00Z");
export const EVERYTHING: Filter = { all: [], any: [] };

export const query = (changes: Partial<ChangeQuery> = {}): ChangeQuery => ({
	object: "account",
	fields: [],
	filter: EVERYTHING,
	from: FROM,
	to: TO,
	after: null,
	limit: 2_000,
	...changes,
});

export const accountId = (number: number) => `001${String(number).padStart(12, "0")}AAA`;

export const account = (number: number, values: object = {}) =>
	record("Account", {
		Id: accountId(number),
		Name: `Account ${number}`,
		SystemModstamp: "2026-11-21T09:30:00.000+0000",
		IsDeleted: false,
		MasterRecordId: null,
		...values,
	});

export const accounts = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => account(from + index));
