import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@following.example`;

describe.each(SYNC_DESKS)(
	"B15, B16 what becomes of deleted, merged and converted records in $name",
	(desk) => {
		const sandboxOf = useSandbox(`salesforce-following-${desk.key}`, BOOTED);
		const isZendesk = desk.key === "zendesk";
		let story: SyncStory;

		beforeAll(async () => {
			story = await openSyncStory(sandboxOf(), desk);
			await story.run();
		});
		beforeEach(async () => {
			desk.makeEasy(sandboxOf());
			await story.resetSettings();
		});

		const contact = (name: string, fields: Record<string, string> = {}) => {
			const [FirstName = "", LastName = name] = name.split(" ");
			return story.made("Contact", { FirstName, LastName, Email: mail(name), ...fields });
		};
		const deleteRecord = (id: string) => story.did((salesforce) => salesforce.deleteRecord(id, UAT));

		it("B15 a deleted account or contact is left alone by default, and unlinked", async () => {
			const account = story.made("Account", { Name: "Left Ltd" });
			const person = contact("Left Alone");
			await story.run();
			const before = [story.organization("Left Ltd")?.writes, story.person(mail("left alone"))?.writes];
			deleteRecord(account);
			deleteRecord(person);
			await story.run();
			expect([story.organization("Left Ltd")?.writes, story.person(mail("left alone"))?.writes]).toEqual(
				before,
			);
			expect(story.person(mail("left alone"))?.isOut).toBe(false);
			expect([...(await story.links(account)), ...(await story.links(person))]).toEqual([]);
		});

		it("B15 a deleted contact is tagged where that was chosen; a desk without tags says so", async () => {
			await story.editObject("contact", { deletes: "tag", deletedTag: "gone_from_crm" });
			const id = contact("Tagged One");
			await story.run();
			deleteRecord(id);
			await story.run();
			if (isZendesk) expect(story.person(mail("tagged one"))?.tags).toContain("gone_from_crm");
			else expect(await story.issues(id)).toMatchObject([{ reason: "desk_refused" }]);
		});

		it("B15 a deleted contact is kept out where that was chosen; an organization can't be", async () => {
			await story.editObject("contact", { deletes: "suspend" });
			await story.editObject("account", { deletes: "suspend" });
			const account = story.made("Account", { Name: "Suspended Ltd" });
			const id = contact("Suspended One");
			await story.run();
			deleteRecord(id);
			deleteRecord(account);
			await story.run();
			expect(story.person(mail("suspended one"))?.isOut).toBe(true);
			expect(story.organization("Suspended Ltd")).toBeDefined();
			expect(await story.issues(account)).toMatchObject([{ reason: "desk_refused" }]);
		});

		it("B15 a deleted record's counterpart is removed where that was chosen", async () => {
			await story.editObject("contact", { deletes: "remove" });
			await story.editObject("account", { deletes: "remove" });
			const account = story.made("Account", { Name: "Removed Ltd" });
			const id = contact("Removed One");
			await story.run();
			expect(story.person(mail("removed one"))).toBeDefined();
			deleteRecord(id);
			deleteRecord(account);
			await story.run();
			expect(story.person(mail("removed one"))).toBeUndefined();
			expect(story.organization("Removed Ltd")).toBeUndefined();
			expect(await story.issues(id)).toEqual([]);
		});

		it.runIf(isZendesk)("B15, C3 somebody who works at the desk by then is not removed", async () => {
			await story.editObject("contact", { deletes: "remove" });
			const id = contact("Hired One");
			await story.run();
			const there = story.person(mail("hired one"));
			sandboxOf().zendesk.setRole(Number(there?.id), "agent");
			deleteRecord(id);
			await story.run();
			expect(story.person(mail("hired one"))).toBeDefined();
		});

		it("B15 what nobody linked is never removed", async () => {
			await story.editObject("account", { deletes: "remove", creates: false, matchRules: [] });
			desk.addOrganization(sandboxOf(), { name: "Unlinked Ltd" });
			const id = story.made("Account", { Name: "Unlinked Ltd" });
			await story.run();
			deleteRecord(id);
			await story.run();
			expect(story.organization("Unlinked Ltd")).toBeDefined();
		});

		it("B15 an undeleted account finds its counterpart again instead of a second one", async () => {
			const id = story.made("Account", { Name: "Back Ltd" });
			await story.run();
			const there = story.organization("Back Ltd")?.id;
			deleteRecord(id);
			await story.run();
			expect(await story.links(id)).toEqual([]);
			story.did((salesforce) => salesforce.undeleteRecord(id, UAT));
			await story.run();
			expect(await story.linked(id)).toBe(there);
			expect(desk.organizations(sandboxOf()).filter(({ name }) => name === "Back Ltd")).toHaveLength(1);
		});

		it("B16 of merged accounts the counterpart goes with the one that lives on", async () => {
			await story.editObject("account", { deletes: "remove" });
			const winner = story.made("Account", { Name: "Merge Winner" });
			const loser = story.made("Account", { Name: "Merge Loser" });
			await story.run();
			const kept = await story.linked(winner);
			story.did((salesforce) => salesforce.mergeRecords(winner, [loser], UAT));
			await story.run();
			expect(await story.linked(winner)).toBe(kept);
			expect(story.organization("Merge Winner")?.id).toBe(kept);
			expect(story.organization("Merge Loser")).toBeUndefined();
			expect(await story.links(loser)).toEqual([]);
		});

		it("B16 a winner without a counterpart inherits the loser's, with its own fields", async () => {
			const loser = contact("Heir Loser");
			await story.run();
			const there = await story.linked(loser);
			const winner = story.made("Contact", { FirstName: "Heir", LastName: "Winner" });
			story.did((salesforce) => salesforce.mergeRecords(winner, [loser], UAT));
			await story.run();
			expect(await story.linked(winner)).toBe(there);
			expect(desk.people(sandboxOf()).find(({ id }) => id === there)?.name).toBe("Heir Winner");
		});

		it("C1 a converted lead's person becomes the contact's, and is not made twice", async () => {
			await story.editObject("lead", (now) => ({ ...now, isOn: true }));
			const lead = story.made("Lead", {
				FirstName: "Con",
				LastName: "Vert",
				Company: "Vert Ltd",
				Email: mail("con vert"),
			});
			await story.run();
			const there = await story.linked(lead);
			expect(there).toBeDefined();
			const { contactId } = story.did((salesforce) => salesforce.convertLead(lead, {}, UAT));
			await story.run();
			expect(await story.linked(contactId ?? "")).toBe(there);
			expect(await story.links(lead)).toEqual([]);
			expect(desk.people(sandboxOf()).filter(({ emails }) => emails.includes(mail("con vert")))).toHaveLength(
				1,
			);
		});

		it("a lead that was changed and converted between two looks ends as its contact says", async () => {
			await story.editObject("lead", (now) => ({ ...now, isOn: true }));
			const email = mail("late convert");
			const values = { FirstName: "Late", LastName: "Convert", Company: "Convert Ltd", Email: email };
			const lead = story.made("Lead", values);
			await story.run();
			const there = await story.linked(lead);
			story.changed(lead, { LastName: "Lead" });
			const { contactId } = story.did((salesforce) => salesforce.convertLead(lead, {}, UAT));
			story.changed(contactId ?? "", { LastName: "Contact" });
			await story.run();
			expect(await story.linked(contactId ?? "")).toBe(there);
			expect(desk.people(sandboxOf()).find(({ id }) => id === there)?.name).toBe("Late Contact");
		});

		it("H1 an issue of a record that was deleted is over", async () => {
			await story.mapFields("account", [
				{
					target: desk.targets.choice,
					source: { kind: "field", path: "Tier__c" },
					choices: { gold: "no such" },
				},
			]);
			const id = story.made("Account", { Name: "Wrong and gone", Tier__c: "gold" });
			await story.run();
			expect(await story.issues(id)).toHaveLength(1);
			deleteRecord(id);
			await story.run();
			expect(await story.issues(id)).toEqual([]);
		});

		it("H3 a counterpart that the desk deleted is made anew when its account changes", async () => {
			const id = story.made("Account", { Name: "Anew Ltd" });
			await story.run();
			const first = (await story.linked(id)) ?? "";
			desk.removeOrganization(sandboxOf(), first);
			story.changed(id, { Name: "Anew Limited" });
			await story.run();
			expect(story.organization("Anew Limited")?.id).not.toBe(first);
			expect(await story.linked(id)).toBe(story.organization("Anew Limited")?.id);
			expect(await story.issues(id)).toEqual([]);
		});

		it("B4 a record that commits late, with a stamp from before the last look, is found by the next", async () => {
			const { salesforce, clock } = sandboxOf();
			const late = salesforce.beginLate(
				(control) => void control.createRecord("Account", { Name: "Late Ltd" }, UAT),
				{},
				UAT,
			);
			await story.run();
			expect(story.organization("Late Ltd")).toBeUndefined();
			salesforce.stampAs(clock.now() - 300_000, () => late.commit(), UAT);
			await story.run();
			// Committed with the stamp of its beginning: read once that has settled.
			if (!story.organization("Late Ltd")) {
				await sandboxOf().passTime(120_000);
				await story.run();
				await story.run();
			}
			expect(story.organization("Late Ltd")).toBeDefined();
		});
	},
);
