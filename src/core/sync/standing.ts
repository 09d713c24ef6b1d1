/** How a record of the CRM stands at the desk. */
export type Standing =
	| "in_step"
	/** Mapped fields are not as they were last written. */
	| "differs"
	| "unlinked"
	/** Another record of the org writes the counterpart. */
	| "member"
	| "filtered"
	| "off"
	| "gone"
	/** One of the two sides can't be asked now. */
	| "unread";
