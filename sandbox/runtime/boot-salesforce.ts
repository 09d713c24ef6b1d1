import { SALESFORCE_ORGS, type SalesforceOrgSeed, toSalesforceHost } from "../seed/salesforce-orgs.ts";
import type { Browser } from "./browser-walk.ts";
import type { Sandbox } from "./sandbox.ts";

/** The org that is connected when people come. Small, so that a full sync is one to watch. */
export const ORG_FOR_PEOPLE = "acme--uat.sandbox";

/** A change that was stamped a moment ago is left to the next look. */
const SETTLED_MS = 120_000;

/** Companies of tickets that people are led to, and who writes for them. */
const LATELY_CHANGED = [
	["Account", "Globex KK", { Phone: "+81 3 5550 1042" }],
	["Account", "Umbra Logistics", { Phone: "+31 20 555 0123" }],
	["Account", "株式会社山田商事", { Phone: "+81 3 5550 0188" }],
	["Contact", "aya.mori@globex.example", { Title: "Head of Finance" }],
	["Contact", "omar.haddad@umbra.example", { Title: "Office Manager" }],
	["Contact", "nakamura@yamada-shoji.example", { Title: "部長" }],
] as const;

/**
 * Registers an org with the desk whose administrator the browser is, signs in at Salesforce, switches accounts and
 * people on and has the changes of the last minutes looked for. The sync itself goes on behind.
 */
export async function connectOrgForPeople(browser: Browser, { origin, salesforce, clock }: Sandbox) {
	const org = seedOf(ORG_FOR_PEOPLE);
	await browser.open(`${origin}/admin/salesforce/new`);
	await browser.submit("Sign in to Salesforce", {
		name: org.name,
		environment: org.isSandbox ? "sandbox" : "production",
		host: toSalesforceHost(org),
		client_id: org.clientId,
		client_secret: org.clientSecret,
		session: "yes",
		terms: "yes",
	});
	const users = salesforce.orgs().find(({ key }) => key === org.key)?.users;
	await browser.submit("Allow", { person: users?.find(({ key }) => key === "mina")?.id ?? "" });
	await browser.submit("/features", { accounts: "yes", people: "yes" });
	salesforce.stampAs(
		clock.now() - SETTLED_MS,
		() => {
			for (const [object, known, fields] of LATELY_CHANGED) {
				const [found] = salesforce.records(object, { search: known, limit: 1 }, org.key);
				if (found) salesforce.updateRecord(found.id, fields, org.key);
			}
		},
		org.key,
	);
	const page = browser.page.url.pathname.split("/").slice(0, 4).join("/");
	await browser.open(`${origin}${page}/runs`);
	const { status, text } = await browser.submit("Sync now");
	if (status !== 200 || !text.includes(org.name)) {
		throw new Error(`could not connect ${org.key}: ${status} ${text.slice(0, 300)}`);
	}
}

function seedOf(wanted: string): SalesforceOrgSeed {
	const found = SALESFORCE_ORGS.find(({ key }) => key === wanted);
	if (!found) throw new Error(`no org ${wanted}`);
	return found;
}
