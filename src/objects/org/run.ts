import type { TargetValues } from "../../core/sync/fields.ts";
import type { MatchQuestion } from "../../core/sync/match-record.ts";
import type { CrmObject, DirectoryKind, RecordPosition } from "../../core/sync/record.ts";
import type { RunCounts, RunKind, RunState } from "../../core/sync/run.ts";

/** One object's part of a run: a window of time, and how far it has been read. */
export interface Lane {
	object: CrmObject;
	from: number;
	to: number;
	after: RecordPosition | null;
	isRead: boolean;
}

export interface Run {
	id: string;
	kind: RunKind;
	state: RunState;
	reason: string | null;
	resumesAt: number | null;
	startedAt: number;
	startedByName: string | null;
	counts: RunCounts;
	total: number | null;
	/** Failures since the last step that succeeded. */
	failures: number;
	lanes: Lane[];
	/** Records that were asked for by name, and those to be tried again. */
	asked: { object: CrmObject; ids: string[] }[];
	/** Read while an earlier state of theirs was on its way to the desk: read anew when that has arrived. */
	again: { object: CrmObject; ids: string[] }[];
	/** Of a reconcile: links that are still to be held against the CRM. */
	unseen: { object: CrmObject; after: string }[];
	/** What it reads is decided. */
	isBegun: boolean;
	/** Has a row in D1: nothing happened yet in the others. */
	isRecorded: boolean;
}

export const NO_COUNTS: RunCounts = {
	read: 0,
	unchanged: 0,
	created: 0,
	updated: 0,
	skipped: 0,
	failed: 0,
	followed: 0,
	crmCalls: 0,
	deskCalls: 0,
};

/** One record on its way to the desk. */
export interface Item {
	recordId: string;
	object: CrmObject;
	name: string;
	values: TargetValues;
	hash: string;
	/** null: not known yet, or to be made. */
	deskRecordId: string | null;
	role: "owner" | "member";
	/** One per match rule; null where the record has nothing to ask by. Empty once it is linked. */
	questions: readonly (MatchQuestion | null)[];
	/** The contact's account, and the one it had when it was last written. */
	accountId: string | null;
	formerAccountId: string | null;
	/** Its account had no counterpart when it was sent. */
	isAlone?: boolean;
	/** The desk refused to make it because it is there. */
	isTaken: boolean;
	/** Linked by this run: the CRM is told the desk's id. */
	isNew: boolean;
	/** Of `join` and `leave`: the organization at the desk. */
	organizationId: string | null;
}

/**
 * `match`: a counterpart is looked for. `made`, `changed`: ready to be written. `join`, `leave`: people and organizations
 * they belong to.
 */
export type Step = "match" | "made" | "changed" | "join" | "leave" | "retire";

/** Whether the desk's records themselves are written. */
export function writesRecords({ step }: { step: Step }): boolean {
	return step === "made" || step === "changed";
}

/** Up to 100 records of one kind that go the same way together. */
export interface Chunk {
	key: string;
	runId: string;
	kind: DirectoryKind;
	step: Step;
	/** Those whose result isn't known yet. */
	items: Item[];
	/** What went to the desk in one job, in its order. */
	sent: { key: string; id: string | null }[];
	jobId: string | null;
	/** How often it was looked for again because the desk said that it is there. */
	attempts: number;
}

export function ask(list: Run["asked"], object: CrmObject, recordId: string): void {
	const known = list.find((one) => one.object === object);
	if (known) known.ids.push(recordId);
	else list.push({ object, ids: [recordId] });
}

/** Whether it rests with the day's budget: one record is what a person asked for and waits for. */
export function rests({ kind }: Run): boolean {
	return kind !== "record";
}

/** What it would do is only written down: nobody else may find its chunks and do it. */
export function isPreview({ kind }: Run): boolean {
	return kind === "dry_run";
}

export function hasFailed({ state }: Run): boolean {
	return state === "failed";
}
