import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory, toMapping } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const _UAT = "acme--uat.sandbox";
const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@people.example`;

describe.each(SYNC_DESKS)("contacts and leads become people of $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-people-${desk.key}`, BOOTED);
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

	it("C1 contacts and leads at once; a lead that has a contact's address is not made twice", async () => {
		await story.editObject("lead", (now) => ({ ...now, isOn: true }));
		const first = contact("Cara One");
		const lead = story.made("Lead", { LastName: "Lee", Company: "Lee & Co", Email: mail("lena lee") });
		const same = story.made("Lead", { LastName: "One", Company: "One Ltd", Email: mail("cara one") });
		await story.run();
		expect(await story.linked(first)).toBe(person(mail("cara one")).id);
		expect(await story.linked(lead)).toBe(person(mail("lena lee")).id);
		const ones = desk.people(sandboxOf()).filter(({ emails }) => emails.includes(mail("cara one")));
		expect(ones).toHaveLength(1);
		const [issue] = [...(await story.issues(first)), ...(await story.issues(same))];
		expect(issue).toMatchObject({ reason: "taken", state: "open" });
	});

	it("C2 the first match is the e-mail, in any case; afterwards the link, whatever becomes of the address", async () => {
		const theirs = desk.addPerson(sandboxOf(), { name: "Cid Two", email: mail("cid two") });
		const id = contact("Cid Two", { Email: "Cid.Two@People.Example" });
		await story.run();
		expect(await story.linked(id)).toBe(theirs);
		story.changed(id, { Email: mail("cid moved") });
		await story.run();
		expect(await story.linked(id)).toBe(theirs);
		expect(person(mail("cid moved")).id).toBe(theirs);
	});

	it("C2 the same filters as for accounts", async () => {
		await story.editObject("contact", {
			filter: {
				all: [{ path: "Account.Type", operator: "is", values: ["Partner"] }],
				any: [
					{ path: "Is_VIP__c", operator: "is", values: ["true"] },
					{ path: "Department", operator: "is_empty", values: [] },
				],
			},
		});
		const partner = story.made("Account", { Name: "C2 partner", Type: "Partner" });
		const other = story.made("Account", { Name: "C2 other", Type: "Customer" });
		contact("Filter In", { AccountId: partner });
		contact("Filter Out", { AccountId: partner, Department: "Sales" });
		contact("Filter Other", { AccountId: other });
		await story.run();
		expect(story.person(mail("filter in"))).toBeDefined();
		expect(story.person(mail("filter out"))).toBeUndefined();
		expect(story.person(mail("filter other"))).toBeUndefined();
	});

	it.runIf(isZendesk)("C3 an agent or administrator is never written, and it is said", async () => {
		const before = person("alex@acme.example");
		const id = story.made("Contact", {
			LastName: "Impostor",
			Email: "alex@acme.example",
			Phone: "+1 555 0100",
		});
		const admin = story.made("Contact", { LastName: "Boss", Email: "MINA@acme.example" });
		await story.run();
		expect(person("alex@acme.example")).toMatchObject({ name: before.name, writes: before.writes });
		for (const one of [id, admin]) {
			expect(await story.linked(one)).toBeUndefined();
			expect(await story.issues(one)).toMatchObject([{ reason: "staff" }]);
		}
	});

	it.runIf(isZendesk)(
		"C3 somebody who is promoted after they were linked is left alone from then on",
		async () => {
			const id = contact("Prom Oted");
			await story.run();
			const there = person(mail("prom oted"));
			sandboxOf().zendesk.setRole(Number(there.id), "agent");
			story.changed(id, { LastName: "Renamed" });
			await story.run();
			expect(person(mail("prom oted"))).toMatchObject({ name: "Prom Oted", writes: there.writes });
			expect(await story.issues(id)).toMatchObject([{ reason: "staff" }]);
			sandboxOf().zendesk.setRole(Number(there.id), "end-user");
		},
	);

	it.runIf(!isZendesk)(
		"C3 agents are kept apart from contacts: one who shares an address stays an agent",
		async () => {
			const agents = () => sandboxOf().zoho.people();
			const before = JSON.stringify(agents());
			const [agent] = agents();
			const id = story.made("Contact", { LastName: "Same Address", Email: agent?.email ?? "" });
			await story.run();
			expect(await story.issues(id)).toEqual([]);
			const made = desk.people(sandboxOf()).find(({ externalId }) => externalId === id);
			expect(made?.email).toBe(agent?.email.toLowerCase());
			expect(agents().some((one) => one.id === made?.id)).toBe(false);
			expect(JSON.stringify(agents())).toBe(before);
		},
	);

	it.runIf(isZendesk)("C5 another address is added beside the first", async () => {
		const id = contact("Five Mails");
		await story.run();
		story.changed(id, { Email: mail("five more") });
		await story.run();
		expect(person(mail("five mails")).emails).toEqual([mail("five mails"), mail("five more")]);
	});

	it.runIf(!isZendesk)("C5 a second address has a field of its own", async () => {
		await story.mapFields("contact", [
			{ target: "secondaryEmail", source: { kind: "template", text: "{LastName}.{FirstName}@more.example" } },
		]);
		contact("Five More");
		await story.run();
		expect(person(mail("five more")).emails).toEqual([mail("five more"), "More.Five@more.example"]);
	});

	it("C6 the desk's id is written back, external ids are the contact's, and nobody is mailed unless asked", async () => {
		await story.editObject("contact", { writeBackField: "Desk_User_Id__c" });
		const before = sandboxOf().traffic().length;
		const id = contact("Six Back");
		await story.run();
		expect(story.crm(id).Desk_User_Id__c).toBe(person(mail("six back")).id);
		expect(person(mail("six back")).externalId).toBe(id);
		if (!isZendesk) return;
		const made = () =>
			sandboxOf()
				.traffic()
				.slice(before)
				.filter(({ method, url }) => method === "POST" && /\/users(\/create_many)?(\.json)?$/.test(url))
				.map(({ requestBody }) => JSON.parse(requestBody ?? "{}"))
				.flatMap(({ users, user }) => users ?? [user]);
		expect(made().find((one) => one.email === mail("six back"))).toMatchObject({ skip_verify_email: true });
		await story.editObject("contact", { welcomes: true });
		contact("Six Welcome");
		await story.run();
		expect(made().find((one) => one.email === mail("six welcome"))).toMatchObject({
			skip_verify_email: false,
		});
	});

	it.runIf(isZendesk)(
		"C7 a number that the desk refuses becomes an issue with its field, and others go on",
		async () => {
			sandboxOf().zendesk.setDirectory({ validatesPhones: true });
			const bad = contact("Seven Bad", { Phone: "03-1234-5678" });
			const good = contact("Seven Good", { Phone: "+81312345678" });
			await story.run();
			expect(await story.linked(good)).toBe(person(mail("seven good")).id);
			expect(await story.issues(bad)).toMatchObject([{ reason: "invalid_value" }]);
			sandboxOf().zendesk.setDirectory({ validatesPhones: false });
			await story.retry(bad);
			await story.run();
			expect(await story.linked(bad)).toBe(person(mail("seven bad")).id);
			expect(await story.issues(bad)).toEqual([]);
		},
	);

	it("C7 a number arrives with its country's code, whatever it is written like", async () => {
		const numbers = ["+81 3-1234-5678", "+442079460001", "0049 (30) 1234"];
		for (const [index, Phone] of numbers.entries()) contact(`Seven N${index}`, { Phone });
		await story.run();
		const there = numbers.map((_, index) => person(mail(`seven n${index}`)).phone);
		expect(there).toEqual(numbers);
	});

	it("C7 a number that agents added stays when the contact has none", async () => {
		const id = contact("Seven None");
		await story.run();
		desk.editPerson(sandboxOf(), person(mail("seven none")).id, { phone: "+1 555 0123" });
		story.changed(id, { Department: "changed", LastName: "Nobody" });
		await story.run();
		expect(person(mail("seven none")).phone).toBe("+1 555 0123");
	});

	it("D fields of a person: first and last names, a template of several, an owner's name", async () => {
		const target = isZendesk ? "user_fields.job_title" : "cf.cf_job_title";
		await story.mapFields("contact", [
			{ target, source: { kind: "template", text: "{Title} ({Owner.Name})" } },
		]);
		contact("Field Kim", { Title: "CTO" });
		await story.run();
		expect(person(mail("field kim"))).toMatchObject({ name: "Field Kim" });
		expect(person(mail("field kim")).value(target)).toMatch(/^CTO \(.+\)$/);
	});

	it("H3 a contact without what the desk needs becomes an issue that names it", async () => {
		await story.editObject("contact", ({ fields }) => ({
			fields: [
				...fields,
				toMapping({ target: desk.personName, source: { kind: "field", path: "Department" } }),
			],
		}));
		const id = contact("Needs Name");
		await story.run();
		expect(await story.issues(id)).toMatchObject([{ reason: "required_missing" }]);
		expect(story.person(mail("needs name"))).toBeUndefined();
	});

	it("C1 people are made one by one, each once, as soon as the desk closes its gate of bulk import", async () => {
		if (isZendesk) sandboxOf().zendesk.setDirectory({ bulkImport: false });
		const names = ["Gate One", "Gate Two", "Gate Three"];
		for (const name of names) contact(name);
		await story.run();
		for (const name of names) {
			const there = desk.people(sandboxOf()).filter(({ emails }) => emails.includes(mail(name)));
			expect(there).toHaveLength(1);
		}
	});
});
