import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { ORG } from "./org.ts";

/** Stamps that no run leaves to the next one. */
const SETTLED_MS = 120_000;
/** Further back than a run looks behind the one before it. */
const LONG_AGO_MS = 3_600_000;
/** Of one stamp, a whole second: with more of them each page would walk past those before it. */
const TOGETHER = 500;

/** The org's contacts that a bench made; a hundred thousand are no trouble. */
export interface Contacts {
	/** Only a filter by this city finds them; they belong to so many new accounts in turn. */
	add(count: number, city: string, accounts?: number): void;
	/** Every one of them changes once. */
	change(): void;
}

export function createContacts({ salesforce }: Sandbox): Contacts {
	const ids: string[] = [];
	let counted = 0;

	function inParts<T>(list: readonly T[], ago: number, work: (part: T[]) => void): void {
		const newest = Date.now() - ago;
		for (let at = 0; at < list.length; at += TOGETHER) {
			const back = Math.floor((list.length - at) / TOGETHER) * 1_000;
			salesforce.stampAs(newest - back, () => work(list.slice(at, at + TOGETHER)), ORG);
		}
	}

	return {
		add(count, city, accounts = 0) {
			const owners: string[] = [];
			const companies = Array.from({ length: accounts }, () => toAccount(++counted, city));
			inParts(companies, LONG_AGO_MS, (part) =>
				owners.push(...salesforce.createRecords("Account", part, ORG)),
			);
			const rows = Array.from({ length: count }, (_, index) => ({
				...toContact(++counted, city),
				...(accounts > 0 ? { AccountId: owners[index % accounts] ?? null } : {}),
			}));
			inParts(rows, LONG_AGO_MS, (part) => ids.push(...salesforce.createRecords("Contact", part, ORG)));
		},
		change() {
			inParts(ids, SETTLED_MS, (part) => {
				for (const id of part) salesforce.updateRecord(id, { Title: `Title ${++counted}` }, ORG);
			});
		},
	};
}

function toAccount(number: number, city: string) {
	return { Name: `Bench Company ${number}`, BillingCity: city };
}

function toContact(number: number, city: string) {
	return {
		FirstName: "Bench",
		LastName: `Contact ${number}`,
		Email: `bench.${number}@sync.example`,
		Phone: `+1555${1_000_000 + number}`,
		Title: "Buyer",
		MailingCity: city,
	};
}
