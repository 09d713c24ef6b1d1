import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory, toMapping } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const DAY_MS = 86_400_000;
const UNKNOWN = "A choice that the help desk doesn't have";
const INVALID = "A value doesn't fit its field";

describe.each(SYNC_DESKS)("the log of a sync with $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-log-${desk.key}`, BOOTED);
	const tier = toMapping({
		target: desk.targets.choice,
		source: { kind: "field", path: "Tier__c" },
		choices: { gold: "no such" },
	});
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(async () => {
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
		await story.mapFields("account", [tier]);
	});

	const gold = (name: string) => story.made("Account", { Name: name, Tier__c: "gold" });
	const issues = (query = "") => story.browser.open(`${story.page}/issues${query}`);
	/** Something that only the desk itself finds wrong. */
	async function refusedByDesk(name: string): Promise<string> {
		const email = `${name.toLowerCase().replaceAll(" ", ".")}@log.example`;
		if (desk.key === "zendesk") {
			sandboxOf().zendesk.setDirectory({ validatesPhones: true });
			return story.made("Contact", { LastName: name, Email: email, Phone: "03-1234-5678" });
		}
		await story.mapFields("contact", [
			{ target: "secondaryEmail", source: { kind: "field", path: "Department" } },
		]);
		return story.made("Contact", { LastName: name, Email: email, Department: "no@address" });
	}

	it("H1 a record that could not be synced is there with its reason, field and value, what to do, and both languages", async () => {
		const id = gold("H1 gold");
		await story.run();
		await issues();
		const page = await story.browser.follow("H1 gold");
		for (const words of [
			UNKNOWN,
			"Say in the mapping what this value is",
			"gold",
			id,
			"Times seen 1",
			"First seen",
		])
			expect(page.text).toContain(words);
		expect(page.html).toContain(`${UAT}.my.salesforce.com/${id}"`);
		story.changed(id, { BillingCity: "Ulm" });
		await story.run();
		await issues();
		expect((await story.browser.follow("H1 gold")).text).toContain("Times seen 2");
		const japanese = await story.browser.open(`${story.browser.page.url.href}?lang=ja`);
		expect(japanese.text).toContain("ヘルプデスクにない選択肢です");
		await issues("?lang=en");
	});

	it("H1, H3 what the desk itself refuses is there in its own words", async () => {
		const id = await refusedByDesk("H1 Refused");
		await story.run();
		expect(await story.issues(id)).toMatchObject([{ reason: "invalid_value" }]);
		await issues();
		const { text } = await story.browser.follow("H1 Refused");
		expect(text).toContain(INVALID);
		expect(text).toMatch(desk.key === "zendesk" ? /The answer Phone/ : /The answer secondaryEmail/);
	});

	it("H1 is filtered by state, reason and object", async () => {
		gold("H1 filtered");
		await refusedByDesk("H1 Other");
		await story.run();
		const shown = async (query: string) => {
			const { text } = await issues(query);
			return [text.includes("H1 filtered"), text.includes("H1 Other")];
		};
		expect(await shown("")).toEqual([true, true]);
		expect(await shown("?reason=unknown_choice")).toEqual([true, false]);
		expect(await shown("?object=contact")).toEqual([false, true]);
		expect(await shown("?state=ignored")).toEqual([false, false]);
		expect(await shown("?state=all&object=account&reason=invalid_value")).toEqual([false, false]);
	});

	it("H1 is exported as it is filtered, with reason, value and answer, and without formulas", async () => {
		const id = gold('=HYPERLINK("http://evil.example") H1 "exported", 株式会社');
		await story.run();
		const { browser, page } = story;
		const file = await browser.open(`${page}/issues.csv?reason=unknown_choice`);
		expect(file.headers.get("content-type")).toContain("text/csv");
		const line = file.html.split("\r\n").find((one) => one.includes(id)) ?? "";
		expect(line).toContain(`"'=HYPERLINK(""http://evil.example"") H1 ""exported"", 株式会社"`);
		for (const cell of [UNKNOWN, "Tier", "gold", "Account"]) expect(line).toContain(cell);
		expect(file.html).not.toContain(INVALID);
	});

	it("H1 one is tried again, and all that fit, once what was wrong is mended", async () => {
		const [one, two] = [gold("H1 retry one"), gold("H1 retry two")];
		await story.run();
		await issues();
		await story.browser.follow("H1 retry one");
		await story.browser.submit("Retry");
		await story.ended();
		// Nothing was mended: it is still wrong, and was seen once more.
		expect(await story.issues(one)).toMatchObject([{ reason: "unknown_choice", state: "open" }]);
		await story.resetSettings();
		await issues();
		await story.browser.follow("H1 retry one");
		await story.browser.submit("Retry");
		await story.ended();
		expect([await story.issues(one), await story.linked(one)]).toEqual([
			[],
			story.organization("H1 retry one")?.id,
		]);
		await issues("?reason=unknown_choice&object=account");
		await story.browser.submit("Retry all that fit");
		expect(story.browser.page.text).toMatch(/records? (is|are) tried again/);
		await story.ended();
		expect([await story.issues(two), await story.linked(two)]).toEqual([
			[],
			story.organization("H1 retry two")?.id,
		]);
	});

	it("H1 an ignored one leaves the list until its reason is another one, or somebody takes it up", async () => {
		const id = gold("H1 ignored");
		await story.run();
		await issues();
		await story.browser.follow("H1 ignored");
		await story.browser.submit("Ignore");
		story.changed(id, { BillingCity: "Bonn" });
		await story.run();
		expect(await story.issues(id)).toMatchObject([{ state: "ignored" }]);
		expect((await issues()).text).not.toContain("H1 ignored");
		await issues("?state=ignored");
		await story.browser.follow("H1 ignored");
		await story.browser.submit("Take up again");
		expect((await issues()).text).toContain("H1 ignored");
	});

	it("H1 of several counterparts somebody chooses one on the page, and it is written at once (B7)", async () => {
		const target = desk.targets.text;
		const twins = ["H1 twin A", "H1 twin B"].map((name) =>
			desk.addOrganization(sandboxOf(), { name, fields: { [target]: "H1-2" } }),
		);
		await story.editObject("account", {
			matchRules: [{ by: "field", path: "Customer_Number__c", target }],
		});
		const id = story.made("Account", { Name: "H1 which one", Customer_Number__c: "H1-2" });
		await story.run();
		await issues("?reason=ambiguous");
		const page = await story.browser.follow("H1 which one");
		for (const name of ["H1 twin A", "H1 twin B"]) expect(page.text).toContain(name);
		await story.browser.submit("Tie to this one", { counterpart: twins[1] ?? "" });
		await story.ended();
		expect(await story.linked(id)).toBe(twins[1]);
		expect(story.organization("H1 which one")?.id).toBe(twins[1]);
		expect(await story.issues(id)).toEqual([]);
	});

	describe("one record, looked at from both ends", () => {
		async function look(id: string): Promise<string> {
			await issues();
			return (await story.browser.submit("Look at it", { record: id })).text;
		}

		it("H3 nothing happens on edit: the field isn't mapped", async () => {
			await story.resetSettings();
			const id = story.made("Account", { Name: "H3 unmapped" });
			await story.run();
			story.changed(id, { BillingCity: "Nowhere" });
			await story.run();
			const text = await look(id);
			expect(text).toContain("A change of a field that isn't mapped is not carried over.");
			expect(text).toContain(story.organization("H3 unmapped")?.id);
			expect(text).toContain("Last written");
		});

		it("H3 nothing happens on edit: the filter leaves the record out, or its kind isn't on", async () => {
			const all = [{ path: "Type", operator: "is", values: ["Customer"] }] as const;
			await story.editObject("account", { filter: { all, any: [] } });
			const id = story.made("Account", { Name: "H3 filtered", Type: "Partner" });
			await story.run();
			expect(await look(id)).toContain("The filter of its kind leaves it out");
			expect((await story.browser.follow("The filter")).url.pathname).toContain("/objects/account/filter");
			const lead = story.made("Lead", { LastName: "H3", Company: "H3" });
			expect(await look(lead)).toContain("Records of its kind aren't switched on.");
		});

		it("H3 nothing happens on edit: it waits for the next look, or Salesforce has it no more", async () => {
			await story.resetSettings();
			const id = story.made("Account", { Name: "H3 waits" });
			expect(await look(id)).toContain("No counterpart yet");
			await story.browser.submit("Sync it now");
			await story.ended();
			expect(await look(id)).toContain("In step");
			story.changed(id, { Name: "H3 waits no more" });
			expect(await look(id)).toContain("Not in step yet");
			story.did((salesforce) => salesforce.deleteRecord(id, UAT));
			expect(await look(id)).toContain("Salesforce doesn't have it any more");
		});

		it("H1 its issue, what people did about it, and both ids are on one page", async () => {
			const id = gold("H1 timeline");
			await story.run();
			await issues();
			await story.browser.follow("H1 timeline");
			await story.browser.submit("Retry");
			await story.ended();
			const text = await look(id);
			for (const words of [UNKNOWN, "Tried issues of a sync again", "Mina Kato", id])
				expect(text).toContain(words);
			expect((await story.browser.open(`${story.page}/records/${id}?lang=ja`)).text).toContain(
				"このレコードの状態",
			);
			await issues("?lang=en");
		});

		it("H1 what is no record of ours is not looked for", async () => {
			expect(await look("no id at all")).toContain("That holds no Salesforce id.");
			expect((await story.browser.open(`${story.page}/records/006000000000001AAA`)).status).toBe(404);
			expect((await story.browser.open(`${story.page}/records/x%27%20OR%20Id%20!=%20%27`)).status).toBe(404);
		});
	});

	it("H1 every change of settings and every retry is in the log of who did what", async () => {
		const { text } = await story.browser.open(`${sandboxOf().origin}/admin/activity/audit`);
		expect(text).toContain("Tried issues of a sync again");
	});

	it("H1 is kept for 90 days after it was last seen, as are runs", async () => {
		const id = gold("H1 kept");
		await story.run();
		const { browser, page } = story;
		await browser.open(page);
		await browser.submit("/features", { accounts: "", people: "" });
		const runs = async () => {
			const database = await sandboxOf().database();
			return Number(await database.prepare("select count(*) as n from sync_runs").first("n"));
		};
		await sandboxOf().passTime(89 * DAY_MS);
		await sandboxOf().cron();
		expect([(await story.issues(id)).length, (await runs()) > 0]).toEqual([1, true]);
		await sandboxOf().passTime(2 * DAY_MS);
		await sandboxOf().cron();
		expect([await story.issues(id), await runs()]).toEqual([[], 0]);
	});
});
