import type { ShownFacts } from "../../../src/slack/views/crm.ts";

export const CRM_URL = "https://acme.my.salesforce.com/lightning/r/Account/001000000000001AAA/view";

/** Everything an org can tell, each text of it `text`. */
export function factsOf(text: string, over: Partial<ShownFacts["facts"]> = {}): ShownFacts {
	return {
		orgName: text,
		shown: {
			parts: ["account", "owner", "opportunities", "deals", "last_activity"],
			account: ["Industry"],
			opportunity: ["Amount"],
		},
		facts: {
			account: { id: "1", name: text, owner: text, url: CRM_URL, fields: [{ label: text, value: text }] },
			person: { id: "2", name: text, title: text, kind: "contact", url: CRM_URL },
			opportunities: {
				count: 10_000,
				newest: [
					{
						id: "3",
						name: text,
						stage: text,
						amount: 12_000.5,
						currency: "EUR",
						fields: [{ label: text, value: text }],
						url: CRM_URL,
					},
				],
			},
			lastActivityAt: Date.UTC(2026, 10, 20),
			...over,
		},
	};
}
