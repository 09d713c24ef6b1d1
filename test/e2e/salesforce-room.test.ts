import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const GRANTED = 10_000;
const FEW = 900;
const PLENTY = 9_000;

describe.each(SYNC_DESKS)("the last calls that are left, with $name", (desk) => {
	const sandboxOf = useSandbox(`salesforce-room-${desk.key}`, BOOTED);
	let story: SyncStory;

	beforeAll(async () => {
		story = await openSyncStory(sandboxOf(), desk);
		await story.run();
	});
	beforeEach(() => desk.makeEasy(sandboxOf()));

	const setLeft = (left: number) =>
		sandboxOf().salesforce.setLimit({ max: GRANTED, used: GRANTED - left }, UAT);

	it("of Salesforce's are left to others: a look for changes waits and goes on when there are more", async () => {
		story.made("Account", { Name: "Patient Salesforce" });
		setLeft(FEW);
		await story.start("Sync now");
		expect(await story.waits()).toContain("Salesforce's calls of the day are nearly used up");
		const refused = sandboxOf()
			.traffic()
			.filter(({ url, status }) => url.includes("salesforce") && status === 403);
		expect(refused).toEqual([]);
		setLeft(PLENTY);
		await story.goOn(0);
		expect(await story.ended()).toMatchObject({ state: "done" });
		expect(story.organization("Patient Salesforce")).toBeDefined();
	});

	it("don't keep somebody waiting who asked for one record", async () => {
		const id = story.made("Account", { Name: "Asked for" });
		setLeft(FEW);
		expect(await story.syncOne(id)).toMatchObject({ state: "done" });
		expect(story.organization("Asked for")).toBeDefined();
		setLeft(PLENTY);
	});

	it.runIf(desk.key === "zoho")("of a portal's credits are left to agents", async () => {
		const { zoho } = sandboxOf();
		for (let n = 0; n < 40; n++) story.made("Account", { Name: `Credit ${n}` });
		zoho.setCredits(9_900);
		await story.start("Sync now");
		expect(await story.waits()).toContain("The help desk's calls are nearly used up");
		const made = desk.organizations(sandboxOf()).filter(({ name }) => name.startsWith("Credit ")).length;
		expect(made).toBeLessThan(40);
		zoho.setCredits(90_000);
		await story.goOn(0);
		expect(await story.ended()).toMatchObject({ state: "done" });
		expect(desk.organizations(sandboxOf()).filter(({ name }) => name.startsWith("Credit "))).toHaveLength(40);
	});
});
