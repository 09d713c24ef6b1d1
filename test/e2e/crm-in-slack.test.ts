import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectOrg, signInAsAdmin } from "../support/salesforce-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const UAT = "acme--uat.sandbox";

/** Who asked for each desk's ticket 1042: contacts of the org, too. */
const CUSTOMER = {
	zendesk: { email: "aya.mori@globex.example", name: "Aya Mori" },
	zoho: { email: "laura@initech.example", name: "Laura Mendes" },
};

describe.each(DESKS)("what Salesforce knows, on cards of $name", (desk) => {
	const sandbox = useSandbox(`crm-in-slack-${desk.vendor}`, BOOTED);
	const story = createStory(sandbox);
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const customer = CUSTOMER[desk.vendor];
	let orgs: string[] = [];

	/** The contact's account, as the org has it. */
	function accountOf(org: string) {
		const [contact] = sandbox().salesforce.records("Contact", { search: customer.email }, org);
		const account = sandbox().salesforce.record(String(contact?.fields.AccountId ?? ""), org);
		if (!account) throw new Error(`${customer.email} has no account in ${org}`);
		return account;
	}
	const callsToSalesforce = (from: number) =>
		sandbox()
			.traffic()
			.slice(from)
			.filter(({ url }) => url.includes(".my.salesforce.com/services/data"));
	const orgPage = async (org: string) => {
		const browser = await signInAsAdmin(sandbox(), desk.vendor);
		return (await browser.open(`${sandbox().origin}/admin/salesforce/${org}`)).text;
	};
	beforeAll(async () => {
		await story.signIn(alex);
	});
	afterEach(() => {
		sandbox().faults.clear();
		sandbox().salesforce.clearTroubles();
	});

	test("nothing is said, and nobody asked, before an org is connected", async () => {
		const from = sandbox().traffic().length;
		const card = await alex.type("1042");
		expect(card.says).not.toContain("Salesforce");
		expect(callsToSalesforce(from)).toHaveLength(0);
	});

	test("account, owner and open opportunities stand on the card, linked to the org", async () => {
		const browser = await signInAsAdmin(sandbox(), desk.vendor);
		orgs = [await connectOrg(browser, sandbox(), UAT)];
		const account = accountOf(UAT);
		const card = await alex.type("1042");
		const line = card.says.split("\n").find((text) => text.includes("*Salesforce:*")) ?? "";
		expect(line).toContain(`.my.salesforce.com/lightning/r/Account/${account.id}/view|`);
		expect(line).toMatch(/ · owned by .+ · .*open opportunit/);
		expect(card.says).not.toContain("last activity");
	});
});
