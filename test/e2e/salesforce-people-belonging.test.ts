import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@people.example`;

describe.each(SYNC_DESKS)("people belong to organizations of $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-people-belonging-${desk.key}`, BOOTED);
	const isZendesk = desk.key === "zendesk";
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(async () => {
		sandboxOf().faults.clear();
		desk.makeEasy(sandboxOf());
		await story.resetSettings();
	});

	const person = (email: string) => {
		const found = story.person(email);
		if (!found) throw new Error(`nobody has ${email}`);
		return found;
	};
	const contact = (name: string, fields: Record<string, string | null> = {}) => {
		const [FirstName = "", LastName = name] = name.split(" ");
		return story.made("Contact", { FirstName, LastName, Email: mail(name), ...fields });
	};

	it("C4 a person gets the organization of their account, and only while that is switched on", async () => {
		const account = story.made("Account", { Name: "C4 Ltd" });
		contact("Four With", { AccountId: account });
		await story.run();
		expect(person(mail("four with")).organizationId).toBe(await story.linked(account));
		await story.editMemberships({ primary: false });
		contact("Four Without", { AccountId: account });
		await story.run();
		expect(person(mail("four without")).organizationId).toBeNull();
	});

	it("C4 an account that is linked later brings its people along then", async () => {
		await story.editObject("account", { isOn: false });
		const account = story.made("Account", { Name: "C4 later" });
		const id = contact("Four Later", { AccountId: account });
		await story.run();
		expect(person(mail("four later")).organizationId).toBeNull();
		await story.resetSettings();
		await story.run();
		story.changed(id, { Department: "touched" });
		await story.run();
		expect(person(mail("four later")).organizationId).toBe(await story.linked(account));
	});

	it("C8 several organizations are switched on here, by nobody's leave; a desk that can't is told of per person", async () => {
		const { browser, page } = story;
		await browser.open(`${page}/objects/memberships`);
		const saved = await browser.submit("Save", { several: "yes" });
		expect(saved.text).toContain("Saved.");
		if (isZendesk) sandboxOf().zendesk.setDirectory({ allowsSeveral: false });
		const [one, two] = ["C8 one", "C8 two"].map((Name) => story.made("Account", { Name })) as [
			string,
			string,
		];
		const id = contact("Eight Several", { AccountId: one });
		await story.run();
		story.changed(id, { AccountId: two });
		await story.run();
		const { organizationIds } = person(mail("eight several"));
		expect(organizationIds).toContain(await story.linked(one));
		if (!isZendesk) return expect(organizationIds).toContain(await story.linked(two));
		expect(await story.issues(id)).toMatchObject([{ reason: "membership_refused" }]);
		sandboxOf().zendesk.setDirectory({ allowsSeveral: true });
		await story.retry(id);
		await story.run();
		expect(person(mail("eight several")).organizationIds).toContain(await story.linked(two));
		expect(await story.issues(id)).toEqual([]);
	});

	it("C9 with several organizations, contacts that share an address are one person, of which the first writes", async () => {
		await story.editMemberships({ several: true });
		const [one, two] = ["C9 one", "C9 two"].map((Name) => story.made("Account", { Name })) as [
			string,
			string,
		];
		const first = contact("Nine First", { AccountId: one, Email: mail("nine shared") });
		await story.run();
		const second = contact("Nine Second", { AccountId: two, Email: mail("nine shared") });
		await story.run();
		const there = person(mail("nine shared"));
		expect(there.name).toBe("Nine First");
		expect(await story.links(first)).toMatchObject([{ role: "owner", desk_record_id: there.id }]);
		expect(await story.links(second)).toMatchObject([{ role: "member", desk_record_id: there.id }]);
		expect(new Set(there.organizationIds)).toEqual(
			new Set([await story.linked(one), await story.linked(two)]),
		);
		story.changed(second, { LastName: "Overwritten" });
		await story.run();
		expect(person(mail("nine shared")).name).toBe("Nine First");
	});

	it("C10 memberships are added, a default chosen by hand stays, and none is taken away unless that was chosen", async () => {
		await story.editMemberships({ several: true });
		const [one, two] = ["C10 one", "C10 two"].map((Name) => story.made("Account", { Name })) as [
			string,
			string,
		];
		const byHand = desk.addOrganization(sandboxOf(), { name: "C10 by hand" });
		const id = contact("Ten Moves", { AccountId: one });
		await story.run();
		const there = person(mail("ten moves"));
		const former = await story.linked(one);
		desk.editPerson(sandboxOf(), there.id, { organizationId: byHand });
		story.changed(id, { AccountId: two });
		await story.run();
		const moved = person(mail("ten moves"));
		expect(moved.organizationId).toBe(byHand);
		expect(moved.organizationIds).toContain(await story.linked(two));
		if (isZendesk) expect(moved.organizationIds).toContain(former);
		await story.editMemberships({ several: true, removes: true });
		story.changed(id, { AccountId: one });
		await story.run();
		expect(person(mail("ten moves")).organizationIds).not.toContain(await story.linked(two));
	});

	it("C11 further accounts of a contact, as long as they are its", async () => {
		await story.editMemberships({ several: true, secondary: true });
		const [one, two] = ["C11 one", "C11 two"].map((Name) => story.made("Account", { Name })) as [
			string,
			string,
		];
		await story.run();
		const id = contact("Eleven Both", { AccountId: one });
		story.did((salesforce) =>
			salesforce.createRecord(
				"AccountContactRelation",
				{ AccountId: two, ContactId: id, IsActive: true },
				UAT,
			),
		);
		await story.run();
		const there = person(mail("eleven both"));
		expect(there.organizationId).toBe(await story.linked(one));
		expect(there.organizationIds).toContain(await story.linked(two));
	});
});
