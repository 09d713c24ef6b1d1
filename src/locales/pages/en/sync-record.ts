import type { Standing } from "../../../core/sync/standing.ts";

const short: Record<Standing, string> = {
	in_step: "In step",
	differs: "Not in step yet",
	unlinked: "No counterpart yet",
	member: "In step",
	filtered: "Left alone",
	off: "Left alone",
	gone: "Gone",
	unread: "Not known now",
};

const standings: Record<Standing, string> = {
	in_step:
		"Every mapped field is as it was last written. A change of a field that isn't mapped is not carried over.",
	differs:
		"Mapped fields differ from what was last written. The next look for changes writes them; if it can't, the reason is in the list of issues.",
	unlinked:
		"It isn't tied to a record of the help desk. A sync finds one by the match rules, or makes one where that is switched on.",
	member:
		"Another Salesforce record with the same address writes the person's fields; of this one only the organizations count.",
	filtered: "The filter of its kind leaves it out, so nothing of it is written.",
	off: "Records of its kind aren't switched on.",
	gone: "Salesforce doesn't have it any more (deleted, merged or converted), or the connection's user may not see it.",
	unread: "Salesforce or the help desk can't be read at this moment, so whether it is in step isn't known.",
};

export const syncRecord = {
	syncRecord: {
		title: "How it stands",
		short,
		standings,
		look: "Look at it",
		sync: "Sync it now",
		toFilter: "The filter",
		toObject: "Switch it on",
		toFields: "What is mapped",
		sides: "Both sides",
		changed: "Last changed in Salesforce",
		written: "Last written",
		tied: "Tied, not written yet",
		history: "What people did",
		noHistory: "Nobody has asked for this record, retried or ignored it.",
	},
};
