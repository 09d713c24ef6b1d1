import type { CrmObject, DirectoryKind, FieldValue } from "./record.ts";

/** `record`: one record that somebody asked for. */
export const RUN_KINDS = ["incremental", "backfill", "dry_run", "reconcile", "record"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** `waiting`: a quota or a budget is used up; goes on by itself. `stopped`: by a person; goes on when asked to. */
export const RUN_STATES = ["running", "waiting", "stopped", "done", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface RunCounts {
	/** Records that were read; of them those whose mapped fields are as they were. */
	read: number;
	unchanged: number;
	created: number;
	updated: number;
	/** Left alone on purpose: agents, filters, another org's, nothing to be found. */
	skipped: number;
	/** Became an issue. */
	failed: number;
	/** Deleted, merged or converted records that were followed. */
	followed: number;
	crmCalls: number;
	deskCalls: number;
}

/** How a run goes, while it does. */
export interface RunProgress extends RunCounts {
	runId: string;
	kind: RunKind;
	state: RunState;
	/** Why it waits or failed; null otherwise. */
	reason: string | null;
	/** When it goes on by itself. */
	resumesAt: number | null;
	/** Records that the run will read in all, where that was counted. */
	total: number | null;
	startedAt: number;
}

/** Why a record could not be kept in step. */
export const ISSUE_REASONS = [
	/** Several counterparts fit: somebody chooses. */
	"ambiguous",
	"belongs_to_other_org",
	/** The counterpart is an agent or administrator. */
	"staff",
	"required_missing",
	"invalid_value",
	/** Name or e-mail taken by a record that no rule found. */
	"taken",
	"no_match",
	"desk_refused",
	"field_gone",
	"unknown_choice",
	"write_back_refused",
	"membership_refused",
] as const;
export type IssueReason = (typeof ISSUE_REASONS)[number];

/** What a dry run would do with one record. */
export interface PlannedChange {
	object: CrmObject;
	recordId: string;
	name: string;
	kind: DirectoryKind;
	action: "create" | "update" | "skip" | "issue" | "unchanged";
	/** Of `skip` and `issue`. */
	reason: IssueReason | "filtered" | null;
	deskRecordId: string | null;
	/** Of the fields that would change, by the desk's words for them: from what to what. */
	changes: readonly { field: string; from: FieldValue; to: FieldValue }[];
}
