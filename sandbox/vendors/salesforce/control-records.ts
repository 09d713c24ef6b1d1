import type { ApiCall } from "./app-env.ts";
import { type OpenTransaction, type Org, stampOf, type ValidationRule } from "./org.ts";
import { changeRecord, deleteRecord, insertRecord, purgeRecord, undeleteRecord } from "./records/change.ts";
import { type Conversion, convertLead, mergeRecords } from "./records/merge-convert.ts";
import { createByApi, openWritable, updateByApi } from "./records/save.ts";
import { type FieldType, field, type Value } from "./schema/field.ts";
import type { SimRecord } from "./store/record.ts";
import { toSecond } from "./time.ts";
import { type SalesforceFieldView, type SalesforceRecordView, toFieldViews, toRecordView } from "./views.ts";

type Fields = Record<string, Value>;

/** What people of an org do to its records. The org is named by its key; absent: the first. */
export interface RecordControl {
	/** Newest stamp first; `search` is part of the name, the e-mail address or the id. */
	records(
		object: string,
		options?: { search?: string; limit?: number; withDeleted?: boolean },
		org?: string,
	): SalesforceRecordView[];
	record(id: string, org?: string): SalesforceRecordView | null;
	countRecords(object: string, org?: string): number;
	/** Answers the new record's id. */
	createRecord(object: string, fields: Fields, org?: string): string;
	/** Many at once, all with the stamp of now; answers their ids. */
	createRecords(object: string, fields: readonly Fields[], org?: string): string[];
	updateRecord(id: string, fields: Fields, org?: string): void;
	/** The same as somebody enters it: checked like any input, refused with a sentence. */
	addRecord(object: string, input: Record<string, unknown>, org?: string): string;
	editRecord(id: string, input: Record<string, unknown>, org?: string): void;
	fields(object: string, org?: string): SalesforceFieldView[];
	deleteRecord(id: string, org?: string): void;
	undeleteRecord(id: string, org?: string): void;
	/** Out of the recycle bin too; only the delete log knows of it. */
	purgeRecord(id: string, org?: string): void;
	mergeRecords(winnerId: string, loserIds: readonly string[], org?: string): void;
	convertLead(
		leadId: string,
		into?: { accountId?: string; contactId?: string; withOpportunity?: boolean },
		org?: string,
	): Conversion;
	/**
	 * A transaction that begins now: what `work` does is seen only when it commits, with stamps of now.
	 * `commitsInMs`: it commits by itself when the clock has got there; otherwise when `commit` is called.
	 */
	beginLate(
		work: (control: RecordControl) => void,
		options?: { commitsInMs?: number },
		org?: string,
	): { commit(): void };
	/** All that is written inside carries this stamp. */
	stampAs(ms: number, work: () => void, org?: string): void;
	/** The delete log forgets everything before now. */
	purgeDeleteLog(org?: string): void;
	addRule(rule: ValidationRule, org?: string): void;
	clearRules(org?: string): void;
	addField(object: string, name: string, type: FieldType, org?: string): void;
	removeField(object: string, name: string, org?: string): void;
}

export function createRecordControl(openOrg: (key?: string) => Org): RecordControl {
	function open(id: string, key?: string): { org: Org; record: SimRecord } {
		const org = openOrg(key);
		const record = org.store.get(id);
		if (!record) throw new RangeError(`no record ${id}`);
		return { org, record };
	}

	/** Whoever administers the org does it. */
	const actor = (org: Org) => org.users.keys().next().value ?? "";

	const control: RecordControl = {
		records(object, { search = "", limit = 50, withDeleted = false } = {}, key) {
			const org = openOrg(key);
			const wanted = search.trim().toLowerCase();
			const found: SalesforceRecordView[] = [];
			const rows = org.store.table(object).byStamp();
			for (let place = rows.length - 1; place >= 0 && found.length < limit; place--) {
				const row = rows[place];
				if (!row || (row.isDeleted && !withDeleted)) continue;
				if (wanted === "" || matches(row, wanted)) found.push(toRecordView(org, row));
			}
			return found;
		},
		record(id, key) {
			const org = openOrg(key);
			const record = org.store.get(id);
			return record ? toRecordView(org, record) : null;
		},
		countRecords: (object, key) =>
			openOrg(key)
				.store.table(object)
				.byKey()
				.filter(({ isDeleted }) => !isDeleted).length,
		createRecord(object, fields, key) {
			const org = openOrg(key);
			return insertRecord(org, object, fields, actor(org)).id;
		},
		createRecords(object, all, key) {
			const org = openOrg(key);
			return all.map((fields) => insertRecord(org, object, fields, actor(org)).id);
		},
		updateRecord(id, fields, key) {
			const { org, record } = open(id, key);
			changeRecord(org, record, fields, actor(org));
		},
		addRecord(object, input, key) {
			const call = callOf(openOrg(key));
			return createByApi(call, openWritable(call, object), input).id;
		},
		editRecord(id, input, key) {
			const { org, record } = open(id, key);
			const call = callOf(org);
			updateByApi(call, openWritable(call, record.object), record, input);
		},
		fields: (object, key) => toFieldViews(openOrg(key), object),
		deleteRecord(id, key) {
			const { org, record } = open(id, key);
			deleteRecord(org, record, actor(org));
		},
		undeleteRecord(id, key) {
			const { org, record } = open(id, key);
			undeleteRecord(org, record, actor(org));
		},
		purgeRecord(id, key) {
			const { org, record } = open(id, key);
			purgeRecord(org, record);
		},
		mergeRecords(winnerId, loserIds, key) {
			const { org, record } = open(winnerId, key);
			mergeRecords(
				org,
				record,
				loserIds.map((id) => open(id, key).record),
				actor(org),
			);
		},
		convertLead(leadId, into, key) {
			const { org, record } = open(leadId, key);
			return convertLead(org, record, actor(org), into);
		},
		beginLate(work, { commitsInMs } = {}, key) {
			const org = openOrg(key);
			const startedAt = stampOf(org);
			const commitsAt = commitsInMs === undefined ? null : org.clock.now() + commitsInMs;
			const transaction: OpenTransaction = {
				startedAt,
				commitsAt,
				commit() {
					if (!org.transactions.delete(transaction)) return;
					control.stampAs(startedAt, () => work(control), key);
				},
			};
			org.transactions.add(transaction);
			return { commit: transaction.commit };
		},
		stampAs(ms, work, key) {
			const org = openOrg(key);
			const before = org.stampAs;
			org.stampAs = toSecond(ms);
			try {
				work();
			} finally {
				org.stampAs = before;
			}
		},
		purgeDeleteLog(key) {
			const org = openOrg(key);
			org.deletesKnownFrom = org.clock.now();
		},
		addRule: (rule, key) => void openOrg(key).rules.push(rule),
		clearRules(key) {
			openOrg(key).rules = [];
		},
		addField(object, name, type, key) {
			const org = openOrg(key);
			const schema = org.schema.get(object);
			if (!schema) throw new RangeError(`no object ${object}`);
			schema.fields.set(name.toLowerCase(), field(name, name.replace(/__c$/, ""), type));
			schema.changedAt = toSecond(org.clock.now());
		},
		removeField(object, name, key) {
			const org = openOrg(key);
			const schema = org.schema.get(object);
			if (!schema?.fields.delete(name.toLowerCase())) throw new RangeError(`no field ${object}.${name}`);
			schema.changedAt = toSecond(org.clock.now());
		},
	};
	return control;
}

/** Whoever administers the org enters something by hand. */
function callOf(org: Org): ApiCall {
	const [user] = org.users.values();
	if (!user) throw new RangeError("nobody administers this org");
	return { org, user, version: "67.0", autoAssigns: false, allowsDuplicates: true };
}

/** Commits what the clock has got to. */
export function commitDue(org: Org): void {
	for (const transaction of [...org.transactions]) {
		if (transaction.commitsAt !== null && transaction.commitsAt <= org.clock.now()) transaction.commit();
	}
}

function matches({ id, values }: SimRecord, wanted: string): boolean {
	const parts = [values.FirstName, values.LastName, values.FirstName, values.Name, values.Subject];
	const text = [parts.filter(Boolean).join(" "), values.Email, values.Company, values.CaseNumber, id];
	return text.some((one) =>
		String(one ?? "")
			.toLowerCase()
			.includes(wanted),
	);
}
