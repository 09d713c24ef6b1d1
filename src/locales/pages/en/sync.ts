import type { CrmObject, DirectoryKind } from "../../../core/sync/record.ts";
import type { IssueReason, PlannedChange, RunKind, RunState } from "../../../core/sync/run.ts";

const kinds: Record<RunKind, string> = {
	incremental: "Look for changes",
	backfill: "Full sync",
	dry_run: "Dry run",
	reconcile: "Weekly comparison",
	record: "One record",
};

const states: Record<RunState, string> = {
	running: "Running",
	waiting: "Waiting",
	stopped: "Stopped",
	done: "Done",
	failed: "Failed",
};

const objects: Record<CrmObject, string> = {
	account: "Account",
	contact: "Contact",
	lead: "Lead",
	person_account: "Person account",
};

const kindsOfDesk: Record<DirectoryKind, string> = { organization: "Organization", person: "Person" };

const actions: Record<PlannedChange["action"], string> = {
	create: "Would be made",
	update: "Would be changed",
	unchanged: "Is as it should be",
	skip: "Left alone",
	issue: "Can't be synced",
};

const issues: Record<IssueReason | "filtered", string> = {
	ambiguous: "Several counterparts fit",
	belongs_to_other_org: "Belongs to another org",
	staff: "Is an agent or administrator of the help desk",
	required_missing: "A field that is needed is empty",
	invalid_value: "A value doesn't fit its field",
	taken: "Its name or e-mail address is taken",
	no_match: "Its counterpart is gone",
	desk_refused: "The help desk refused it",
	field_gone: "A mapped field is gone",
	unknown_choice: "A choice that the help desk doesn't have",
	write_back_refused: "Salesforce did not take the help desk's id",
	membership_refused: "Could not be added to its organization",
	filtered: "Filtered out",
};

const waits: Record<string, string> = {
	salesforce_quota: "Salesforce's calls of the day are nearly used up, or it asks for patience.",
	desk_quota: "The help desk's calls are nearly used up, or it asks for patience.",
	org_sign_in: "Salesforce refuses the sign-in. Somebody has to sign in again.",
	org_disconnected: "The org is disconnected.",
	desk_sign_in: "The help desk refuses the sign-in, or whoever connected it is no administrator any more.",
	budget: "The day's budget of this installation is used up to 80 %.",
	desk_index: "A few records were just made at the help desk and can't be found there yet.",
	salesforce: "Salesforce refused a call; the log has its answer.",
	salesforce_unavailable: "Salesforce is not answering.",
	desk: "The help desk refused a call; the log has its answer.",
	desk_unavailable: "The help desk is not answering.",
	internal: "Something unexpected happened; the log has it.",
};

export const sync = {
	sync: {
		kinds,
		states,
		objects,
		kindsOfDesk,
		actions,
		issues,
		now: "Now",
		nothingOn: "Nothing is switched on yet, so there is nothing to sync or to try.",
		none: "Nothing runs at this moment.",
		lead: "Changes are looked for every few minutes once something is switched on. What was there before comes with a full sync.",
		start: {
			incremental: "Sync now",
			dry_run: "Dry run",
			backfill: "Full sync",
		},
		startHelp: {
			incremental: "Looks for what changed since the last time.",
			dry_run: "Reads everything and writes nothing: shows what a full sync would do.",
			backfill: "Reads everything and writes what differs. May be stopped, and goes on where it was.",
		},
		stop: "Stop",
		resume: "Go on",
		progress: (done: string, total: string) => `${done} of ${total} records done`,
		read: (count: string) => `${count} records read`,
		counts: {
			read: "Read",
			unchanged: "As they were",
			created: "Made",
			updated: "Changed",
			skipped: "Left alone",
			failed: "Issues",
			followed: "Deleted or merged",
			crmCalls: "Salesforce calls",
			deskCalls: "Help desk calls",
		},
		waits,
		waitsFor: (word: string) => `Waits: ${word}`,
		resumesAt: (time: string) => `Goes on by itself at ${time}.`,
		history: "Runs",
		noRuns: "No run has changed anything yet.",
		begun: "Begun",
		kind: "Kind",
		state: "State",
		by: "By",
		cron: "By itself",
		kept: "Kept for 90 days.",
		planned: "What the last dry run would do",
		plannedHelp: (count: number) =>
			`${count === 1 ? "1 record" : count < 100 ? `${count} records` : `The first ${count} records`}. Nothing was written.`,
		record: "Record",
		change: "Change",
		empty: "empty",
		details: "Details",
		duration: "Took",
		seconds: (count: string) => `${count} s`,
	},
};
