/** What an org of the CRM knows of a customer, in the product's own words. */
export interface CrmFacts {
	account: { id: string; name: string; owner: string | null; url: string; fields: readonly CrmFact[] } | null;
	/** Contact or lead with this e-mail address. */
	person: { id: string; name: string; title: string | null; kind: "contact" | "lead"; url: string } | null;
	opportunities: {
		/** Open ones. */
		count: number;
		newest: readonly {
			id: string;
			name: string;
			stage: string;
			/** null unless it is among what is shown. */
			amount: number | null;
			currency: string | null;
			fields: readonly CrmFact[];
			url: string;
		}[];
	};
	lastActivityAt: number | null;
}

export interface CrmFact {
	label: string;
	value: string;
}
