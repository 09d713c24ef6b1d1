import type { Value } from "../vendors/salesforce/schema/field.ts";
import type { SimRecord } from "../vendors/salesforce/store/record.ts";
import { KNOWN_ACCOUNTS, KNOWN_CONTACTS } from "./salesforce-known.ts";
import {
	cityOf,
	companyDomain,
	companyName,
	isJapanese,
	personName,
	pick,
	scatter,
} from "./salesforce-names.ts";
import { ageOf, DAY_MS, discard, type Maker } from "./salesforce-rows.ts";

const INDUSTRIES = ["Technology", "Retail", "Manufacturing", "Banking", null] as const;
const TIERS = ["gold", "silver", "bronze", null] as const;
const TITLES = ["Buyer", "Head of IT", "Office Manager", "部長", "CTO", null] as const;

/** How many of the last rows have been merged into the row before them. */
const mergedOf = (count: number) => Math.min(20, Math.floor(count / 50));

export function seedAccounts(maker: Maker): SimRecord[] {
	const { accounts: count, persons } = maker.org.size;
	const tie = { from: Math.floor(count * 0.2), to: Math.floor(count * 0.3) };
	const rows = Array.from({ length: count }, (_, n) =>
		maker.row("Account", n, ageOf(n, count, tie), {
			...(maker.org.personAccounts ? { IsPersonAccount: false } : {}),
			...accountValues(maker, n),
		}),
	);
	const merged = mergedOf(count);
	for (const [index, row] of rows.slice(count - merged * 2).entries()) {
		const master = rows[count - merged * 2 + index - 1];
		if (index % 2 === 1 && master) discard(maker, row, 1 + (index % 12), master.id);
	}
	for (let n = 0; n < persons; n++) rows.push(personAccount(maker, count + n, n));
	return rows;
}

function accountValues(maker: Maker, n: number): Record<string, Value> {
	const known = KNOWN_ACCOUNTS[n];
	const [city, state, postal, country] = cityOf(n);
	const seats = scatter(n) % 500;
	return {
		Name: known?.name ?? companyName(n),
		Website: known ? known.website : n % 7 === 0 ? null : `https://www.${companyDomain(n)}`,
		Type: pick(["Customer", "Prospect", "Partner", null], n),
		Industry: pick(INDUSTRIES, scatter(n)),
		Phone: n % 5 === 0 ? null : `+1 555 ${String(n).padStart(6, "0")}`,
		OwnerId: maker.owner(n),
		ParentId: known?.parent === undefined ? null : maker.idOf("Account", known.parent),
		BillingStreet: `${1 + (n % 300)} Main Street`,
		BillingCity: city,
		BillingState: state,
		BillingPostalCode: postal,
		BillingCountry: country,
		AnnualRevenue: n % 3 === 0 ? null : (scatter(n) % 9_000) * 1_000,
		NumberOfEmployees: seats * 3,
		Description: known?.description ?? (n % 11 === 0 ? `Notes on customer ${n}\nSecond line` : null),
		Tier__c: pick(TIERS, scatter(n + 1)),
		Regions__c: pick(["EMEA", "APAC;Japan", "AMER", null], n),
		Health__c: n % 6 === 0 ? null : (scatter(n) % 1000) / 10,
		Contract_Value__c: n % 4 === 0 ? null : (scatter(n) % 100_000) / 100,
		Seats__c: seats,
		Is_Reference__c: n % 9 === 0,
		Renewal_Date__c: new Date(maker.now + (n % 365) * DAY_MS).toISOString().slice(0, 10),
		// Not every number is there once: an external id need not be unique.
		Customer_Number__c: n === 11 ? "C-000001" : `C-${String(n).padStart(6, "0")}`,
	};
}

/** A person who is a customer without a company: an account and a contact that go together. */
function personAccount(maker: Maker, n: number, person: number): SimRecord {
	const { first, last } = personName(person * 4 + 3);
	return maker.row("Account", n, ageOf(n, maker.org.size.persons, { from: 0, to: 0 }), {
		IsPersonAccount: true,
		PersonContactId: maker.idOf("Contact", maker.org.size.contacts + person),
		Name: `${last} ${first}`,
		OwnerId: maker.owner(n),
		Phone: `+81 3 5555 ${String(person).padStart(4, "0")}`,
		Tier__c: pick(TIERS, person),
	});
}

export function seedContacts(maker: Maker): SimRecord[] {
	const { contacts: count, accounts, persons } = maker.org.size;
	// More of one second than a page of a query holds.
	const tie = { from: Math.floor(count * 0.25), to: Math.floor(count * 0.375) };
	const rows = Array.from({ length: count }, (_, n) =>
		maker.row("Contact", n, ageOf(n, count, tie), contactValues(maker, n, accounts)),
	);
	const merged = mergedOf(count);
	for (const [index, row] of rows.slice(count - merged * 2).entries()) {
		const master = rows[count - merged * 2 + index - 1];
		if (index % 2 === 1 && master) discard(maker, row, 1 + (index % 12), master.id);
	}
	for (let person = 0; person < persons; person++) {
		const { first, last } = personName(person * 4 + 3);
		rows.push(
			maker.row("Contact", count + person, ageOf(accounts + person, persons, { from: 0, to: 0 }), {
				FirstName: first,
				LastName: last,
				Email: `person${person}@mail.example`,
				MobilePhone: `+81 90 5555 ${String(person).padStart(4, "0")}`,
				AccountId: maker.idOf("Account", accounts + person),
				OwnerId: maker.owner(accounts + person),
				Language__c: "ja",
			}),
		);
	}
	return rows;
}

function contactValues(maker: Maker, n: number, accounts: number): Record<string, Value> {
	const known = KNOWN_CONTACTS[n];
	const home = known ? known.account : n % accounts;
	const { first, last } = personName(n);
	const domain = home === null ? "mail.example" : companyDomain(home);
	const email = n % 13 === 0 ? null : n % 17 === 0 ? `PERSON.${n}@${domain}` : `person.${n}@${domain}`;
	return {
		FirstName: known ? known.first : n % 19 === 0 ? null : first,
		LastName: known?.last ?? last,
		Email: known ? known.email : email,
		AccountId: home === null ? null : maker.idOf("Account", home),
		OwnerId: maker.owner(home ?? n),
		Phone: n % 3 === 0 ? null : `+1 555 ${String(n).padStart(6, "0")}`,
		MobilePhone: n % 4 === 0 ? `+44 7700 ${String(n).padStart(6, "0")}` : null,
		Title: pick(TITLES, scatter(n)),
		Department: n % 5 === 0 ? "Operations" : null,
		MailingCity: cityOf(n)[0],
		MailingCountry: cityOf(n)[3],
		HasOptedOutOfEmail: n % 23 === 0,
		Language__c: isJapanese(n) ? "ja" : n % 5 === 0 ? "de" : "en",
		Interests__c: pick(["Billing", "Hardware;Integrations", null], n),
		Is_VIP__c: n % 29 === 0,
		Satisfaction__c: n % 2 === 0 ? scatter(n) % 100 : null,
		Personal_Notes__c: n === 26 ? "<img src=x onerror=alert(1)>\n".repeat(300) : null,
		Member_Number__c: `M-${String(n).padStart(6, "0")}`,
	};
}

export function seedLeads(maker: Maker): SimRecord[] {
	const { leads: count, contacts } = maker.org.size;
	return Array.from({ length: count }, (_, n) => {
		const isConverted = n % 10 === 0;
		const { first, last } = personName(n + 5);
		const contact = Math.min(contacts - 1, KNOWN_CONTACTS.length + n);
		return maker.row("Lead", n, ageOf(n + 3, count, { from: 40, to: 90 }), {
			FirstName: first,
			LastName: last,
			Company: companyName(n + 10_000),
			// The first few are people who are contacts already, under the same address.
			Email: n < 5 ? (KNOWN_CONTACTS[n]?.email ?? null) : n % 8 === 0 ? null : `lead.${n}@prospect.example`,
			Status: isConverted ? "Closed - Converted" : pick(["Open - Not Contacted", "Working - Contacted"], n),
			Rating: pick(["Hot", "Warm", "Cold", null], n),
			LeadSource: pick(["Web", "Phone Inquiry", null], n),
			OwnerId: maker.owner(n),
			City: cityOf(n)[0],
			Country: cityOf(n)[3],
			Score__c: scatter(n) % 100,
			IsConverted: isConverted,
			...(isConverted
				? {
						ConvertedDate: new Date(maker.now - (5 + (n % 60)) * DAY_MS).toISOString().slice(0, 10),
						ConvertedContactId: maker.idOf("Contact", contact),
						ConvertedAccountId: maker.idOf("Account", contact % maker.org.size.accounts),
					}
				: {}),
		});
	});
}
