import type { TargetField, TargetValues } from "../core/sync/fields.ts";
import type { DirectoryKind, FieldValue } from "../core/sync/record.ts";
import type { Room } from "../core/sync/room.ts";

/** How many records go into one write, and why not more. */
export interface WritePath {
	/** `bulk`: a job of up to `batch`; `single`: one record a call. */
	made: "bulk" | "single";
	/** Of records that are linked already. */
	changed: "bulk" | "single";
	batch: number;
	/** `gate`: the vendor has to switch bulk import on; `vendor`: it has no bulk writes; `rate`: calls per second. */
	why: "gate" | "vendor" | null;
	/** Calls of this kind a second; null: only the general limits. */
	perSecond: number | null;
}

/** Looks for a counterpart by one exact value. `field` names a desk's field (`TargetField.id`). */
export type DirectoryQuestion =
	| { by: "external_id"; value: string }
	| { by: "email"; value: string }
	| { by: "name"; value: string }
	| { by: "field"; field: string; value: FieldValue };

/** A desk record as far as a match needs it. */
export interface DirectoryMatch {
	id: string;
	name: string;
	externalId: string | null;
	/** Works at the desk: never written. */
	isStaff: boolean;
}

/** A desk record with the values of the fields that were asked for. */
export interface DirectoryRecord extends DirectoryMatch {
	values: TargetValues;
	/** Of a person: the organization it belongs to by default, if any; desks tell of no other here. */
	organizationIds: readonly string[];
}

/** One record to be written; `key` comes back with its result. */
export interface DirectoryWrite {
	key: string;
	/** null: to be made. */
	id: string | null;
	/** Written when the record is made, and to an existing one where `setsExternalId` asked for it. */
	externalId: string | null;
	values: TargetValues;
	/** Of a person: the organization it shall belong to by default; undefined: as it is. */
	organizationId?: string | null;
	/** Of a person that is made. */
	welcomes?: boolean;
}

export type WriteResult =
	| { key: string; ok: true; id: string; action: "created" | "updated" }
	/** `taken`: a name or e-mail that another record has. `gone`: the record was deleted at the desk. */
	| {
			key: string;
			ok: false;
			reason: "taken" | "invalid" | "required" | "gone" | "staff" | "refused";
			/** The desk's own words, for the administrator; can hold a customer's text. */
			answer: string;
	  };

/**
 * What became of a write: what is known at once, and a job that is asked after the rest. Of a key that is nowhere the
 * answer was lost: a record is looked for by its external id before it is made again.
 */
export interface Submission {
	done: WriteResult[];
	jobId: string | null;
	/** What ended the write early, and whom it certainly didn't reach: they may be sent as they are. */
	stopped?: { error: unknown; untried: readonly string[] };
}

/** A job, with the keys of everything that went into the write, in its order, and the ids they had; null: to be made. */
export interface JobQuestion {
	jobId: string;
	keys: readonly string[];
	ids: readonly (string | null)[];
}

/** null results: still at work. A key without a result: as in `Submission`. */
export interface JobState {
	jobId: string;
	results: WriteResult[] | null;
	/** The desk gave it up as a whole, or knows it no more. */
	isFailed: boolean;
}

export interface Membership {
	personId: string;
	organizationId: string;
}

export type Retirement = { by: "tag"; tag: string } | { by: "suspend" } | { by: "remove" };

/**
 * A desk's organizations and people as a sync sees them, with the connecting administrator's rights. Every method throws
 * `VendorError`; a write whose answer was lost throws with a null status and may have been done: records that carry an
 * external id are found by it.
 */
export interface DeskDirectory {
	/** What no two records may share: a creation that would is refused as `taken`, so nothing has to be asked before it. */
	readonly unique: Readonly<Record<DirectoryKind, readonly ("external_id" | "email" | "name")[]>>;
	/** Fields that may be written, standard ones first. */
	fields(kind: DirectoryKind): Promise<TargetField[]>;
	/** Asks the desk without changing anything worth mentioning; callers keep the answer for a day. */
	writePath(kind: DirectoryKind): Promise<WritePath>;
	/** Everybody who works at the desk; empty where staff is kept apart from customers (Zoho). */
	staff(): Promise<{ ids: ReadonlySet<string>; emails: ReadonlySet<string> }>;
	/**
	 * One list of matches per question, in as few calls as the desk needs; at most 100. External ids and names of
	 * organizations are always found. Zendesk's people by e-mail, name or field, and everything of Zoho's, come from an
	 * index that is a minute or two behind: a `taken` after nothing was found is asked again later.
	 */
	find(kind: DirectoryKind, questions: readonly DirectoryQuestion[]): Promise<DirectoryMatch[][]>;
	/** The calls that these questions take at most. */
	searchCalls(kind: DirectoryKind, questions: readonly DirectoryQuestion[]): number;
	/** Those that exist, by id; at most 100. Fields that the desk doesn't have are left out. */
	read(kind: DirectoryKind, ids: readonly string[], fields: readonly string[]): Promise<DirectoryRecord[]>;
	/**
	 * All to be made or all to be changed; at most `WritePath.batch`. `made` is what `writePath` told, where that is
	 * remembered: without it new records are tried in bulk first. Written one by one, as many calls as records are made,
	 * without waiting between them. Thrown `rate_limited` means that nothing was written.
	 */
	write(
		kind: DirectoryKind,
		writes: readonly DirectoryWrite[],
		made?: WritePath["made"],
	): Promise<Submission>;
	jobs(jobs: readonly JobQuestion[]): Promise<JobState[]>;
	/** Adds what is missing, at most 100. One that is there already may come back as `taken`, which is as good. */
	join(memberships: readonly (Membership & { key: string })[]): Promise<Submission>;
	/** Takes away; missing already is fine. */
	leave(memberships: readonly Membership[]): Promise<void>;
	/**
	 * What a deleted CRM record leads to, at most 100. Reads them first: staff is refused, somebody gone is `gone`. What
	 * a desk can't do to a kind is `refused`.
	 */
	retire(
		kind: DirectoryKind,
		records: readonly { key: string; id: string }[],
		how: Retirement,
	): Promise<Submission>;
	/** Calls through this object. */
	calls(): number;
	/** What the desk's last answer said is left to everybody; `of` is null where only the edition tells. */
	room(): (Omit<Room, "of"> & { of: number | null }) | null;
}
