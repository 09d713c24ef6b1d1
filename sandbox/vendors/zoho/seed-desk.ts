import { ZOHO_DEPARTMENTS } from "../../seed/people.ts";
import type { SimMailbox, SimRating } from "./state.ts";

const DAY = 86_400_000;

type MailboxRow = [departmentId: string, address: string, isVerified: boolean, isActive: boolean];

/** The second organisation has none: nothing can be answered from there. */
const MAILBOXES: MailboxRow[] = [
	[ZOHO_DEPARTMENTS.support, "beta@acme.example", false, true],
	[ZOHO_DEPARTMENTS.support, "support@acme.example", true, true],
	[ZOHO_DEPARTMENTS.support, "old-support@acme.example", true, false],
	[ZOHO_DEPARTMENTS.billing, "billing@acme.example", true, true],
	[ZOHO_DEPARTMENTS.japan, "japan@acme.example", true, true],
];

export const seedMailboxes = (): SimMailbox[] =>
	MAILBOXES.map(([departmentId, address, isVerified, isActive], index) => ({
		id: `520000000000025${String(100 + index)}`,
		departmentId,
		address,
		displayName: address.split("@")[0] ?? "",
		isVerified,
		isActive,
	}));

/** Two days apart, newest first; the older ones lie more than a month back. */
export const seedRatings = (now: number): SimRating[] =>
	Array.from({ length: 24 }, (_, index) => ({
		id: `520000000000880${String(100 + index)}`,
		departmentId: Object.values(ZOHO_DEPARTMENTS)[index % 3] ?? ZOHO_DEPARTMENTS.support,
		rating: (["GOOD", "GOOD", "OK", "GOOD", "BAD"] as const)[index % 5] ?? "GOOD",
		at: now - index * 2 * DAY - DAY / 2,
		ticketId: null,
		feedback: "",
	}));
