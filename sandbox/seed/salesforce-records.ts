import type { SimRecord } from "../vendors/salesforce/store/record.ts";
import { toTime } from "../vendors/salesforce/time.ts";
import { companyName, pick, scatter } from "./salesforce-names.ts";
import type { SalesforceOrgSeed } from "./salesforce-orgs.ts";
import { seedAccounts, seedContacts, seedLeads } from "./salesforce-people.ts";
import { ageOf, createMaker, DAY_MS, type Maker, type Told } from "./salesforce-rows.ts";

const NO_TIE = { from: 0, to: 0 };
const STAGES = [
	"Prospecting",
	"Proposal/Price Quote",
	"Negotiation/Review",
	"Closed Won",
	"Closed Lost",
] as const;

/** The first rows of one of an org's objects. */
export function seedRecords(
	org: SalesforceOrgSeed,
	object: string,
	now: number,
	onDeleted: Told,
): SimRecord[] {
	const maker = createMaker(org, now, onDeleted);
	switch (object) {
		case "Account":
			return seedAccounts(maker);
		case "Contact":
			return seedContacts(maker);
		case "Lead":
			return seedLeads(maker);
		case "Opportunity":
			return seedOpportunities(maker);
		case "Case":
			return seedCases(maker);
		case "Task":
			return seedTasks(maker);
		case "AccountContactRelation":
			return seedRelations(maker);
		default:
			return [];
	}
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function seedOpportunities(maker: Maker): SimRecord[] {
	const { opportunities: count, accounts } = maker.org.size;
	return Array.from({ length: count }, (_, n) => {
		const account = scatter(n) % 3 === 0 ? n % 20 : n % accounts;
		return maker.row("Opportunity", n, ageOf(n, count, NO_TIE), {
			Name: `${companyName(account)} – ${pick(["Renewal", "Expansion", "Pilot", "追加ライセンス"], n)}`,
			AccountId: maker.idOf("Account", account % accounts),
			OwnerId: maker.owner(account),
			StageName: pick(STAGES, scatter(n + 2)),
			Amount: n % 12 === 0 ? null : (1 + (scatter(n) % 400)) * 500,
			CloseDate: dayOf(maker.now + ((n % 180) - 60) * DAY_MS),
			Type: pick(["New Business", "Renewal"], n),
			NextStep: n % 3 === 0 ? "Send the offer" : null,
		});
	});
}

function seedCases(maker: Maker): SimRecord[] {
	const { cases: count, contacts, accounts } = maker.org.size;
	return Array.from({ length: count }, (_, n) => {
		const isClosed = n % 3 === 0;
		const age = ageOf(n, count, NO_TIE);
		const contact = 30 + n;
		return maker.row("Case", n, age, {
			CaseNumber: String(1000 + n).padStart(8, "0"),
			Subject: pick(["Invoice is wrong", "Cannot sign in", "納期について", "Device is broken"], n),
			Status: isClosed ? "Closed" : pick(["New", "Working", "Escalated"], n),
			Priority: pick(["High", "Medium", "Low"], n),
			Origin: pick(["Email", "Phone", "Web"], n),
			ContactId: contact < contacts ? maker.idOf("Contact", contact) : null,
			AccountId: maker.idOf("Account", contact % accounts),
			OwnerId: maker.owner(n),
			ClosedDate: isClosed ? toTime(Math.floor((maker.now - age) / 1000) * 1000) : null,
		});
	});
}

function seedTasks(maker: Maker): SimRecord[] {
	return Array.from({ length: Math.min(60, maker.org.size.cases) }, (_, n) =>
		maker.row("Task", n, ageOf(n, 60, NO_TIE), {
			Subject: pick(["Call", "Send offer", "見積もりを送る"], n),
			Status: pick(["Not Started", "Completed"], n),
			Priority: "Normal",
			ActivityDate: dayOf(maker.now - (n % 40) * DAY_MS),
			WhoId: maker.idOf("Contact", n % maker.org.size.contacts),
			WhatId: maker.idOf("Account", n % maker.org.size.accounts),
			AccountId: maker.idOf("Account", n % maker.org.size.accounts),
			OwnerId: maker.owner(n),
		}),
	);
}

/** Some people work for a second company. */
function seedRelations(maker: Maker): SimRecord[] {
	return Array.from({ length: Math.min(200, maker.org.size.accounts) }, (_, n) =>
		maker.row("AccountContactRelation", n, ageOf(n, 200, NO_TIE), {
			ContactId: maker.idOf("Contact", n),
			AccountId: maker.idOf("Account", (n + 3) % maker.org.size.accounts),
			Roles: pick(["Billing", "Technical;Decision Maker", null], n),
			IsDirect: false,
			IsActive: n % 7 !== 0,
		}),
	);
}
