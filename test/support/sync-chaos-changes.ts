import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { Random } from "./chaos-random.ts";
import type { History } from "./sync-chaos-history.ts";
import { CITY, type SyncWorld } from "./sync-chaos-world.ts";

type Fields = Record<string, string | number | boolean | null>;

/** Older than what may still be joined by others, so that the next run takes it; within what is read again. */
const LATE_MS = 65_000;
const MOST_LATE_MS = 300_000;
/** Later than any run reads again. */
const TOO_LATE_MS = 20 * 60_000;
const TOO_LATE_SHARE = 0.05;
const SHARED = 12;

export interface Changes {
	/** What is there at the beginning. */
	fill(records: number): void;
	/** One thing that somebody does in one of the orgs. */
	change(): void;
	counts: Record<string, number>;
}

/** The org's records, with every change written down beside the stamp it got. */
function noteDown({ ...own }: Sandbox["salesforce"], history: History): Sandbox["salesforce"] {
	let stamp = "";
	const note = (ids: readonly string[], what: string) => history.note(ids, `${what} as of ${stamp}`);
	return {
		...own,
		stampAs(ms, work, org) {
			stamp = new Date(ms).toISOString().slice(11, 19);
			own.stampAs(ms, work, org);
		},
		createRecord(object, fields, org) {
			const id = own.createRecord(object, fields, org);
			note([id], `made ${JSON.stringify(fields)}`);
			return id;
		},
		updateRecord(id, fields, org) {
			own.updateRecord(id, fields, org);
			note([id], `changed ${JSON.stringify(fields)}`);
		},
		deleteRecord(id, org) {
			own.deleteRecord(id, org);
			note([id], "deleted");
		},
		purgeRecord(id, org) {
			own.purgeRecord(id, org);
			note([id], "purged");
		},
		mergeRecords(winner, losers, org) {
			own.mergeRecords(winner, losers, org);
			note([winner, ...losers], `merged ${losers} into ${winner}`);
		},
		convertLead(id, into, org) {
			const conversion = own.convertLead(id, into, org);
			note([id, conversion.contactId], `converted ${id} into ${conversion.contactId}`);
			return conversion;
		},
	};
}

/** People at work in both orgs. Every change carries the stamp of a transaction that began a while ago. */
export function createChanges({ sandbox, orgs }: SyncWorld, random: Random, history: History): Changes {
	const salesforce = noteDown(sandbox.salesforce, history);
	const counts: Record<string, number> = {};
	const living = orgs.map(({ key }) => ({
		key,
		accounts: [] as string[],
		contacts: [] as string[],
		leads: [] as string[],
	}));
	type Living = (typeof living)[number];
	let number = 0;
	const next = () => ++number;
	const email = (share: string) =>
		random.chance(0.15)
			? null
			: random.chance(0.08)
				? `both.${random.below(15)}@shared.example`
				: `p${next()}.${share}@storm.example`;
	const phone = () => `+1555${String(1_000_000 + random.below(8_999_999))}`;

	const account = (name: string): Fields => ({
		Name: name,
		BillingCity: CITY,
		BillingState: random.pick(["North", "South", null]),
	});
	const person = (org: Living, n: number): Fields => ({
		FirstName: random.pick(["Ada", "Grace", "健", "Ørjan"]),
		LastName: `Storm ${n}`,
		Email: email(org.key.slice(0, 4)),
		Phone: random.chance(0.7) ? phone() : null,
		Title: random.pick(["Buyer", "部長", null]),
	});
	/** Both orgs begin with the same few customers. */
	const accountName = (org: Living) =>
		org.accounts.length < SHARED ? `Shared ${org.accounts.length} Ltd` : `Storm ${next()} Ltd`;

	function addAccount(org: Living): void {
		const isPerson = org.key === "acme-jp" ? { IsPersonAccount: false } : {};
		const values = { ...account(accountName(org)), ...isPerson };
		org.accounts.push(salesforce.createRecord("Account", values, org.key));
	}
	function addContact(org: Living): void {
		const AccountId = random.chance(0.85) && org.accounts.length > 0 ? random.pick(org.accounts) : null;
		const values = { ...person(org, next()), AccountId, MailingCity: CITY };
		org.contacts.push(salesforce.createRecord("Contact", distinct(org, values), org.key));
	}
	function addLead(org: Living): void {
		const values = { ...person(org, next()), Company: `Storm ${number}`, City: CITY };
		org.leads.push(salesforce.createRecord("Lead", distinct(org, values), org.key));
	}
	const used = new Set<string>();
	/** One address is one person's of an org. */
	function distinct(org: Living, values: Fields): Fields {
		const mark = `${org.key} ${values.Email}`;
		if (values.Email !== null && used.has(mark)) return { ...values, Email: `p${next()}@storm.example` };
		used.add(mark);
		return values;
	}
	function take(org: Living, list: "accounts" | "contacts" | "leads"): string {
		const ids = org[list];
		while (ids.length > 0) {
			const place = random.below(ids.length);
			const id = ids[place] ?? "";
			if (salesforce.record(id, org.key)?.isDeleted === false) return id;
			ids.splice(place, 1);
		}
		return "";
	}
	function merge(org: Living, list: "accounts" | "contacts"): void {
		const [winner, loser] = [take(org, list), take(org, list)];
		if (winner !== loser) salesforce.mergeRecords(winner, [loser], org.key);
	}
	function convert(org: Living): void {
		const lead = take(org, "leads");
		const accountId = take(org, "accounts");
		if (lead === "" || accountId === "") return;
		org.leads = org.leads.filter((id) => id !== lead);
		const { contactId } = salesforce.convertLead(lead, { accountId }, org.key);
		salesforce.updateRecord(contactId, { MailingCity: CITY }, org.key);
		org.contacts.push(contactId);
	}
	function update(org: Living, list: "accounts" | "contacts" | "leads", values: Fields): void {
		const id = take(org, list);
		if (id !== "") salesforce.updateRecord(id, values, org.key);
	}
	function remove(org: Living, list: "accounts" | "contacts", purges = false): void {
		const id = take(org, list);
		if (id === "") return;
		if (purges) salesforce.purgeRecord(id, org.key);
		else salesforce.deleteRecord(id, org.key);
	}

	const KINDS: [share: number, name: string, make: (org: Living) => void][] = [
		[
			20,
			"contact's title",
			(org) => update(org, "contacts", { Title: random.pick(["Buyer", "CTO", "部長", null]) }),
		],
		[12, "contact's phone", (org) => update(org, "contacts", { Phone: random.chance(0.8) ? phone() : null })],
		[8, "contact's address", (org) => update(org, "contacts", { Email: `n${next()}@storm.example` })],
		[8, "account's state", (org) => update(org, "accounts", { BillingState: random.pick(["East", "West"]) })],
		[6, "account's name", (org) => update(org, "accounts", { Name: `Storm ${next()} GmbH` })],
		[5, "lead's title", (org) => update(org, "leads", { Title: `Chief ${next()}` })],
		[8, "contact's account", (org) => update(org, "contacts", { AccountId: take(org, "accounts") || null })],
		[9, "new contact", addContact],
		[4, "new account", addAccount],
		[4, "new lead", addLead],
		[4, "contact deleted", (org) => remove(org, "contacts")],
		[1, "contact purged", (org) => remove(org, "contacts", true)],
		[1, "account deleted", (org) => remove(org, "accounts")],
		[3, "contacts merged", (org) => merge(org, "contacts")],
		[2, "accounts merged", (org) => merge(org, "accounts")],
		[5, "lead converted", convert],
	];
	const ALL = KINDS.reduce((sum, [share]) => sum + share, 0);

	return {
		counts,
		fill(records) {
			for (const org of living) {
				const add = (count: number, make: (one: Living) => void) => {
					// A data load: many of one second.
					for (let left = count; left > 0; left -= 50) {
						const stamp = Date.now() - LATE_MS - random.below(MOST_LATE_MS);
						salesforce.stampAs(
							stamp,
							() => void Array.from({ length: Math.min(50, left) }, () => make(org)),
							org.key,
						);
					}
				};
				add(Math.ceil(records * 0.12), addAccount);
				add(Math.ceil(records * 0.3), addContact);
				add(Math.ceil(records * 0.08), addLead);
			}
		},
		change() {
			const org = random.pick(living);
			let left = random.next() * ALL;
			const kind = KINDS.find(([share]) => {
				left -= share;
				return left < 0;
			});
			if (!kind) return;
			const isTooLate = random.chance(TOO_LATE_SHARE);
			const age = isTooLate ? TOO_LATE_MS : LATE_MS + random.below(MOST_LATE_MS);
			salesforce.stampAs(Date.now() - age, () => kind[2](org), org.key);
			counts[kind[1]] = (counts[kind[1]] ?? 0) + 1;
			if (isTooLate) counts["committed too late"] = (counts["committed too late"] ?? 0) + 1;
		},
	};
}
