/** What the playground needs of the simulated Salesforce: orgs, their records, and what people do with them. */
export interface CrmPanel {
	orgs(): { key: string; name: string }[];
	/** What has a list, by its API name. */
	readonly objects: readonly string[];
	records(org: string, object: string, search: string): CrmList;
	record(org: string, id: string): CrmRecord | null;
	/** These throw with a sentence for the person when the org refuses. */
	save(org: string, id: string, fields: Record<string, string>): void;
	/** Answers the new record's id. */
	add(org: string, object: string, fields: Record<string, string>): string;
	remove(org: string, id: string): void;
	restore(org: string, id: string): void;
	/** The other one goes to the recycle bin and names this one. */
	merge(org: string, id: string, otherId: string): void;
	/** Answers the contact's id. */
	convert(org: string, id: string): string;
	/** Called after every change of a record. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
}

export interface CrmList {
	total: number;
	/** Newest change first. */
	rows: CrmRow[];
	/** What a new record of this object is asked for. */
	needed: CrmField[];
}

export interface CrmRow {
	id: string;
	name: string;
	/** An address, a company, a stage: what tells records of one name apart. */
	detail: string;
	isDeleted: boolean;
}

export interface CrmRecord extends CrmRow {
	object: string;
	fields: CrmField[];
	canMerge: boolean;
	canConvert: boolean;
}

export interface CrmField {
	name: string;
	label: string;
	kind: "text" | "long" | "choice" | "check";
	value: string;
	options: readonly { value: string; label: string }[];
	isEditable: boolean;
}

/** What of the org's records has reached a help desk, and the way to have the rest looked for now. */
export interface CrmSync {
	/** Which orgs are connected, by their keys. */
	connected(): Promise<string[]>;
	counterparts(recordId: string): Promise<CrmCounterpart[]>;
	/** Has changes looked for, as Cron does when it is time. */
	run(): Promise<CrmSyncOutcome>;
}

/** `nothing_on`: no org is connected, or nothing is switched on in any. */
export type CrmSyncOutcome = "done" | "under_way" | "nothing_on";

/** The organization or person of a desk that a record is tied to. */
export interface CrmCounterpart {
	desk: "zendesk" | "zoho";
	name: string;
	/** Latest first, a few of them. */
	tickets: { id: string; number: string; subject: string }[];
}
