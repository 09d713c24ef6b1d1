import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import type { ShownSettings } from "../../src/core/sync/settings.ts";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { connectOrg, signInAsAdmin } from "../support/salesforce-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { toShown } from "../support/shown.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
const FIRST: ShownSettings["parts"] = ["account", "owner", "opportunities"];

/** Who asked for each desk's ticket 1042: contacts of the orgs, too. */
const EMAIL = { zendesk: "aya.mori@globex.example", zoho: "laura@initech.example" };

describe.each(DESKS)("what Salesforce knows, on cards of $name", (desk) => {
	const sandbox = useSandbox(`crm-in-slack-${desk.vendor}`, BOOTED);
	const story = createStory(sandbox);
	const alex = story.person("alex", desk.channel);
	const mina = story.person("mina", desk.channel);
	const email = EMAIL[desk.vendor];
	let browser: Browser;
	let orgId = "";
	let shownBefore = 0;

	const contactOf = (org: string) => sandbox().salesforce.records("Contact", { search: email }, org)[0];
	function accountOf(org: string) {
		const account = sandbox().salesforce.record(String(contactOf(org)?.fields.AccountId ?? ""), org);
		if (!account) throw new Error(`${email} has no account in ${org}`);
		return account;
	}
	const callsTo = (part: string, from: number) =>
		sandbox()
			.traffic()
			.slice(from)
			.filter(({ url }) => url.includes(part));
	const callsToSalesforce = (from: number) => callsTo(".my.salesforce.com/services/data", from);
	async function run(sql: string, ...values: unknown[]) {
		const database = await sandbox().database();
		return (
			await database
				.prepare(sql)
				.bind(...values)
				.all<Record<string, string | null>>()
		).results;
	}
	/** Another choice than any before it: nothing that is remembered is taken for it. */
	async function show(parts: ShownSettings["parts"], over: Partial<ShownSettings> = {}, org = orgId) {
		shownBefore += 1;
		const shown = {
			parts,
			account: [`Gone${shownBefore}__c`, ...(over.account ?? [])],
			opportunity: over.opportunity ?? [],
		};
		await run(
			"update orgs set state = 'connected', trouble = null, settings = json_set(settings, '$.shown', json(?)) where id = ?",
			JSON.stringify(shown),
			org,
		);
	}
	const stateOf = async () => (await run("select state, trouble from orgs where id = ?", orgId))[0];
	const page = async () => (await browser.open(`${sandbox().origin}/admin/salesforce/${orgId}`)).text;

	beforeAll(async () => {
		await story.signIn(alex);
		browser = await signInAsAdmin(sandbox(), desk.vendor);
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
		sandbox().salesforce.addField("Opportunity", "CurrencyIsoCode", "string", UAT);
		orgId = await connectOrg(browser, sandbox(), UAT);
		const { id } = accountOf(UAT);
		const card = await alex.type("1042");
		const line = card.says.split("\n").find((text) => text.includes("*Salesforce:*")) ?? "";
		expect(line).toContain(`.my.salesforce.com/lightning/r/Account/${id}/view|`);
		expect(line).toMatch(/ · owned by .+ · .*open opportunit/);
		expect(card.says).not.toContain("last activity");
	});

	test("a minute long it is known; then and for others one composite call asks again", async () => {
		await show(FIRST);
		await alex.type("1042");
		const from = sandbox().traffic().length;
		expect((await alex.type("1042")).says).toContain("*Salesforce:*");
		expect(callsToSalesforce(from)).toHaveLength(0);
		await show(FIRST);
		await alex.type("1042");
		expect(callsToSalesforce(from)).toHaveLength(1);
		const host = desk.vendor === "zendesk" ? "acme.zendesk.com" : "desk.zoho.eu/api";
		expect(callsTo(host, from).filter(({ url }) => !url.includes("/blueprint"))).toHaveLength(4);
	});

	test("a person who reads Japanese reads it in Japanese", async () => {
		const card = await mina.type("1042");
		expect(card.says).toMatch(/\*Salesforce:\* .+ · 所有者: .+ · 進行中の商談/);
	});

	test("/desk customer shows it above the open tickets", async () => {
		const answer = await alex.type(`customer ${email}`);
		expect(answer.says).toMatch(/\*Salesforce:\* .+ · owned by /);
	});

	test("what is shared with a channel doesn't have it", async () => {
		const card = await alex.type("1042");
		expect(card.says).toContain("*Salesforce:*");
		await alex.click(card, "Share to channel");
		const shared = sandbox()
			.slack.messages(alex.teamId, desk.channel, alex.userId)
			.filter(({ userId, ephemeralFor }) => userId === null && ephemeralFor === null)
			.map(toShown);
		expect(shared.length).toBeGreaterThan(0);
		for (const { says } of shared) expect(says).not.toContain("Salesforce:");
	});

	test("the administrator chooses what is shown", async () => {
		const deal = {
			Name: "<!channel> *Renewal*",
			AccountId: accountOf(UAT).id,
			StageName: "Prospecting",
			CloseDate: "2027-01-31",
			Amount: 12000.5,
			CurrencyIsoCode: "EUR",
		};
		sandbox().salesforce.createRecord("Opportunity", deal, UAT);
		sandbox().salesforce.updateRecord(accountOf(UAT).id, { Industry: "Banking" }, UAT);
		await run("update orgs set settings = json_remove(settings, '$.shown') where id = ?", orgId);
		await browser.open(`${sandbox().origin}/admin/salesforce/${orgId}/shown`);
		const choice = {
			account: "yes",
			owner: "",
			opportunities: "",
			deals: "yes",
			amount: "yes",
			field1: "Industry",
		};
		const saved = await browser.submit("Save", choice);
		expect(saved.text).toContain("The next card has it");
		const card = await alex.type("1042");
		expect(card.says).not.toContain("owned by");
		expect(card.says).not.toContain("open opportunities");
		expect(card.says).toContain("Industry: Banking");
		expect(card.says).toMatch(/\|&lt;!channel&gt; ∗Renewal∗> · Prospecting · 12,000\.5 EUR/);
	});

	test("with nothing chosen Salesforce isn't asked", async () => {
		await run(
			"update orgs set settings = json_set(settings, '$.shown', json(?)) where id = ?",
			JSON.stringify({ parts: [], account: [], opportunity: [] }),
			orgId,
		);
		const from = sandbox().traffic().length;
		expect((await alex.type("1042")).says).not.toContain("Salesforce");
		expect(callsToSalesforce(from)).toHaveLength(0);
	});

	test("10,000 open opportunities are counted, not read", async () => {
		const deal = {
			Name: "Many",
			AccountId: accountOf(UAT).id,
			StageName: "Prospecting",
			CloseDate: "2027-01-31",
		};
		sandbox().salesforce.createRecords(
			"Opportunity",
			Array.from({ length: 10_000 }, () => deal),
			UAT,
		);
		await show(FIRST);
		expect((await alex.type("1042")).says).toMatch(/10,\d{3} open opportunities/);
	});

	test("a Salesforce that takes 10 s doesn't hold the card; what it told is there later", async () => {
		await show(FIRST);
		sandbox().faults.add({ vendor: "salesforce", match: "/composite", delayMs: 10_000 });
		const started = performance.now();
		const card = await alex.type("1042");
		expect(performance.now() - started).toBeLessThan(2_000);
		expect(card.says).toContain("#1042");
		expect(card.says).not.toContain("Salesforce");
		expect(await stateOf()).toEqual({ state: "connected", trouble: null });
	});

	test.each([
		["an API that was switched off", "API_DISABLED_FOR_ORG", "needs_admin", "API Enabled"],
		["a session that is locked", "INVALID_SESSION_ID", "needs_admin", "Lock sessions to the IP address"],
		["a day's calls used up", "REQUEST_LIMIT_EXCEEDED", "connected", "REQUEST_LIMIT_EXCEEDED"],
	])("%s leaves the line out, and the org's page says why", async (_, code, state, why) => {
		await show(FIRST);
		sandbox().salesforce.addTrouble({ on: "request", code, times: 4 }, UAT);
		const card = await alex.type("1042");
		expect(card.says).toContain("#1042");
		expect(card.says).not.toContain("Salesforce");
		await until("the org's page knows", 5_000, async () => (await stateOf())?.trouble !== null);
		const now = await stateOf();
		expect(now?.state).toBe(state);
		expect(await page()).toContain(why);
	});

	test("a vendor's 429 likewise; the first answer after it takes the word back", async () => {
		await show(FIRST);
		sandbox().faults.add({
			vendor: "salesforce",
			match: "/composite",
			status: 429,
			body: "Slow down",
			times: 2,
		});
		expect((await alex.type("1042")).says).not.toContain("Salesforce");
		await until("the org's page knows", 5_000, async () => (await stateOf())?.trouble !== null);
		const word = (await stateOf())?.trouble;
		sandbox().faults.clear();
		await show(FIRST);
		await run("update orgs set trouble = ? where id = ?", word ?? null, orgId);
		expect((await alex.type("1042")).says).toContain("*Salesforce:*");
		await until("the word is gone", 5_000, async () => (await stateOf())?.trouble === null);
	});

	describe("of a customer without an address there", () => {
		let contactId = "";
		let accountId = "";
		beforeAll(() => {
			contactId = contactOf(UAT)?.id ?? "";
			accountId = accountOf(UAT).id;
			sandbox().salesforce.updateRecord(contactId, { Email: null }, UAT);
		});
		afterAll(() => sandbox().salesforce.updateRecord(contactId, { Email: email }, UAT));

		test("there is no line, and nothing is wrong", async () => {
			await show(FIRST);
			expect((await alex.type("1042")).says).not.toContain("Salesforce");
			expect(await stateOf()).toEqual({ state: "connected", trouble: null });
		});

		test("the linked organization's account is taken", async () => {
			await show(FIRST);
			const name = desk.requester.split(" · ")[1];
			const organizations = SYNC_DESKS.find(({ key }) => key === desk.vendor)?.organizations(sandbox());
			await run(
				`insert into links (org_id, record_id, kind, object, desk_id, desk_record_id, role, hash, synced_at)
				select id, ?, 'organization', 'account', desk_id, ?, 'owner', '', 0 from orgs where id = ?`,
				accountId,
				organizations?.find((one) => one.name === name)?.id ?? "",
				orgId,
			);
			expect((await alex.type("1042")).says).toContain(`/Account/${accountId}/view|`);
		});
	});

	test("two orgs are told apart by name, and one that fails hides no other", async () => {
		await show(FIRST);
		await connectOrg(browser, sandbox(), "acme");
		const names = await run("select name from orgs where state = 'connected' order by created_at");
		expect(names).toHaveLength(2);
		const both = await alex.type("1042");
		for (const { name } of names) expect(both.says).toContain(`*${name}:*`);
		await show(FIRST);
		sandbox().faults.add({ vendor: "salesforce", match: `${UAT}.my.salesforce.com`, status: 503, times: 9 });
		const one = await alex.type("1042");
		expect(one.says).toContain("*Salesforce:* <https://acme.my.salesforce.com/");
		expect(one.says).not.toContain(UAT);
	});

	test("a revoked sign-in leaves its line out, and the org's page asks for a sign-in", async () => {
		await show(FIRST);
		sandbox().salesforce.revokeTokens(undefined, UAT);
		sandbox().salesforce.expireAccessTokens(UAT);
		const card = await alex.type("1042");
		expect(card.says).toContain("#1042");
		await until("the org's page knows", 5_000, async () => (await stateOf())?.state === "needs_sign_in");
		expect(await page()).toContain("Needs a sign-in");
	});
});
