import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { until } from "../support/until.ts";

const UAT = "acme--uat.sandbox";
/** The org's other records are left alone. */
const TOWN = "Interleaven";
const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@interleaved.example`;
const inTown = (path: string) => ({
	all: [{ path, operator: "is" as const, values: [TOWN] }],
	any: [],
});

describe("changes of which one gets in another's way", () => {
	const [desk] = SYNC_DESKS;
	if (!desk) throw new Error("no desk to sync with");
	const sandboxOf = useSandbox("sync-interleavings", BOOTED);
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
	});
	beforeEach(async () => {
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
		await story.editObject("account", { filter: inTown("BillingCity") });
		await story.editObject("contact", { filter: inTown("MailingCity") });
		await story.editObject("lead", (now) => ({ ...now, isOn: true, filter: inTown("City") }));
	});

	const account = (Name: string, BillingCity = TOWN) => story.made("Account", { Name, BillingCity });
	const contact = (name: string, fields: Record<string, string> = {}) => {
		const [FirstName = "", LastName = name] = name.split(" ");
		return story.made("Contact", { FirstName, LastName, Email: mail(name), MailingCity: TOWN, ...fields });
	};
	const lead = (name: string) => {
		const [FirstName = "", LastName = name] = name.split(" ");
		return story.made("Lead", { FirstName, LastName, Email: mail(name), Company: "Any", City: TOWN });
	};

	it("people who were there before their account join it with the look that makes it", async () => {
		const id = account("Joined later Ltd", "Elsewhere");
		contact("Before Account", { AccountId: id });
		await story.run();
		expect(story.person(mail("before account"))).toMatchObject({ organizationId: null });
		story.changed(id, { BillingCity: TOWN });
		await story.run();
		expect(story.person(mail("before account"))?.organizationId).toBe(await story.linked(id));
		expect(await story.linked(id)).toBeDefined();
	});

	it("of contacts that were merged one after the other the last has the first one's counterpart", async () => {
		const first = contact("Chain First");
		await story.run();
		const there = await story.linked(first);
		const second = story.made("Contact", { LastName: "Second", MailingCity: TOWN });
		const third = story.made("Contact", { LastName: "Third", MailingCity: TOWN });
		story.did((salesforce) => salesforce.mergeRecords(second, [first], UAT));
		story.did((salesforce) => salesforce.mergeRecords(third, [second], UAT));
		await story.run();
		expect(await story.linked(third)).toBe(there);
		expect(await story.links(second)).toEqual([]);
	});

	it("a lead whose contact is deleted by then leaves with it", async () => {
		await story.editObject("lead", { deletes: "remove" });
		const id = lead("Gone Twice");
		await story.run();
		expect(story.person(mail("gone twice"))).toBeDefined();
		const { contactId } = story.did((salesforce) => salesforce.convertLead(id, {}, UAT));
		story.changed(contactId ?? "", { MailingCity: TOWN });
		story.did((salesforce) => salesforce.deleteRecord(contactId ?? "", UAT));
		await story.run();
		expect(story.person(mail("gone twice"))).toBeUndefined();
		expect([...(await story.links(id)), ...(await story.links(contactId))]).toEqual([]);
	});

	it("what becomes of deleted leads doesn't become of contacts that were deleted with them", async () => {
		await story.editObject("lead", { deletes: "remove" });
		await story.editObject("contact", { deletes: "ignore" });
		const leaving = lead("Leaving Lead");
		const staying = contact("Staying Contact");
		await story.run();
		story.did((salesforce) => salesforce.deleteRecord(leaving, UAT));
		story.did((salesforce) => salesforce.deleteRecord(staying, UAT));
		await story.run();
		expect(story.person(mail("leaving lead"))).toBeUndefined();
		expect(story.person(mail("staying contact"))).toBeDefined();
	});

	it("an issue of a lead that became a contact is over", async () => {
		await story.mapFields("lead", [{ target: desk.personName, source: { kind: "field", path: "Website" } }]);
		const id = lead("Two Ofthem");
		await story.run();
		expect(await story.issues(id)).toHaveLength(1);
		story.did((salesforce) => salesforce.convertLead(id, {}, UAT));
		await story.run();
		expect(await story.issues(id)).toEqual([]);
	});

	it("a dry run that was stopped leaves nothing for the next run to do", async () => {
		const { faults } = sandboxOf();
		account("Only planned Ltd");
		faults.add({ vendor: "zendesk", match: "/organizations/show_many", status: 503, times: 1 });
		await story.start("Dry run");
		await story.waits();
		await story.browser.open(`${story.page}/runs`);
		await story.browser.submit("Stop");
		await until("the dry run is stopped", 30_000, async () =>
			(await story.browser.open(`${story.page}/runs`)).text.includes("Go on"),
		);
		await story.editObject("account", { filter: inTown("BillingState") });
		await story.start("Sync now");
		await until("the look is over", 30_000, async () => (await story.lastRun()).state === "done");
		expect(story.organization("Only planned Ltd")).toBeUndefined();
		await story.editObject("account", { filter: inTown("BillingCity") });
		await story.browser.open(`${story.page}/runs`);
		await story.browser.submit("Go on");
		expect(await story.ended()).toMatchObject({ state: "done" });
		expect(story.organization("Only planned Ltd")).toBeUndefined();
	});
});
