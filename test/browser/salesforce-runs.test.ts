import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { connectOrgInBrowser, signInAsMina } from "../support/salesforce-browser.ts";
import { useSandbox } from "../support/sandbox.ts";

const ORG = "acme--uat.sandbox";
const sandbox = useSandbox("browser-salesforce-runs", { boot });
const { openPage } = useChromium();

let org = "";
let page: Page;
const at = (path: string) => `${sandbox().origin}/admin/salesforce/${org}${path}`;
const countRuns = async (kind: string) => page.getByRole("cell", { name: kind, exact: true }).count();

beforeAll(async () => {
	sandbox().zendesk.setDirectory({ bulkImport: true, searchLagMs: 0, jobMs: 50 });
	page = await openPage();
	await signInAsMina(page, sandbox().origin);
	org = await connectOrgInBrowser(page, sandbox(), ORG);
	await page.getByLabel("Accounts → organizations").check();
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved.").waitFor();
});

async function switchPeople(isOn: boolean): Promise<void> {
	await page.goto(at(""));
	await page.getByLabel("Contacts and leads → people").setChecked(isOn);
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved.").waitFor();
}

/** Only records whose field has this value; null: all of them again. */
async function filterBy(object: string, field: string, value: string | null): Promise<void> {
	await page.goto(at(`/objects/${object}/filter`));
	if (value === null) await page.getByRole("button", { name: `Remove the condition on ${field}` }).click();
	else {
		await page.getByLabel("Salesforce field").fill(field);
		await page.getByRole("button", { name: "Add to “Every one”" }).click();
		await page.getByLabel(/: Values$/).fill(value);
	}
	await page.getByRole("button", { name: "Save" }).last().click();
	await page.getByText("Saved. It counts for every record").waitFor();
}

describe("an org's runs and issues", () => {
	it("shows what a dry run would do, while nothing is written", async () => {
		const before = sandbox().zendesk.organizations().length;
		await page.goto(at("/runs"));
		await page.getByRole("button", { name: "Dry run" }).click();
		// The page follows the run by itself.
		await page.getByRole("heading", { name: "What the last dry run would do" }).waitFor({ timeout: 60_000 });
		await page.getByText("Would be made").first().waitFor();
		await page.getByText("Nothing runs at this moment.").waitFor({ timeout: 60_000 });
		await page.getByText("The first 100 records. Nothing was written.").waitFor();
		const planned = page.getByRole("table").first().locator("tbody tr");
		expect(await planned.count()).toBe(100);
		// In all, though only the first are listed.
		await page
			.getByText(/Would be made: (\d{3}|\d,\d{3})/)
			.first()
			.waitFor();
		await takeScreenshot(page, "salesforce-dry-run");
		expect(sandbox().zendesk.organizations()).toHaveLength(before);
	});

	it("gives the reason of what can't be synced or is left alone", async () => {
		await switchPeople(true);
		await filterBy("account", "Name", "no account has this name");
		await filterBy("contact", "Email", "mina@acme.example");
		await page.goto(at("/runs"));
		await page.getByRole("button", { name: "Dry run" }).click();
		const staff = page.getByRole("row", { name: /^Mina Kato Contact → Person/ });
		await staff.getByText("Is an agent or administrator of the help desk").waitFor({ timeout: 60_000 });
		expect(await staff.textContent()).toContain("Can't be synced");
		await page.getByText("1 record. Nothing was written.").waitFor();
		await takeScreenshot(page, "salesforce-dry-run-reasons");
		await filterBy("account", "Account Name", null);
		await filterBy("contact", "Email", null);
		await switchPeople(false);
	});

	it("shows a full sync's progress after a reload, stops it and lets it go on to the end", async () => {
		const before = sandbox().zendesk.organizations().length;
		sandbox().zendesk.setDirectory({ bulkImport: true, searchLagMs: 0, jobMs: 6000 });
		await page.goto(at("/runs"));
		await page.getByRole("button", { name: "Full sync" }).click();
		// What is read waits for the help desk: it isn't done yet.
		await page.getByText(/^0 of \d+ records done$/).waitFor();
		await page.reload();
		await page.getByRole("heading", { name: "Full sync" }).waitFor();
		await takeScreenshot(page, "salesforce-backfill");
		await page.getByRole("button", { name: "Stop" }).click();
		const goOn = page.getByRole("button", { name: "Go on" });
		await goOn.waitFor({ timeout: 60_000 });
		expect(sandbox().zendesk.organizations().length).toBeLessThan(before + 300);
		sandbox().zendesk.setDirectory({ bulkImport: true, searchLagMs: 0, jobMs: 50 });
		await goOn.click();
		await page.getByText("Nothing runs at this moment.").waitFor({ timeout: 90_000 });
		expect(await countRuns("Full sync")).toBe(1);
		expect(sandbox().zendesk.organizations().length).toBeGreaterThan(before + 250);
	});
});

describe("an issue", () => {
	const choose = () => page.getByRole("button", { name: "Tie to this one" });

	it("lets somebody choose between two counterparts, and ties the one that was chosen", async () => {
		await switchPeople(true);
		await page.goto(at("/objects/contact/rules"));
		await page.getByLabel("Found by").selectOption("name");
		await page.getByLabel("Salesforce field").fill("Name");
		await page.getByRole("button", { name: "Add a rule" }).click();
		await page.getByRole("button", { name: "Up: rule 3" }).click();
		await page.getByRole("button", { name: "Save" }).last().click();
		await page.getByText("Saved. It counts for every record").waitFor();

		const [, twin] = sandbox().zendesk.addPeople([
			{ name: "Terry Twin", email: "terry.one@twins.example" },
			{ name: "Terry Twin", email: "terry.two@twins.example" },
		]);
		const contact = sandbox().salesforce.createRecord(
			"Contact",
			{ FirstName: "Terry", LastName: "Twin" },
			ORG,
		);
		await page.goto(at("/issues"));
		await page.getByLabel("Id or link of the Salesforce record").fill(`https://acme.example/${contact}/view`);
		await page.getByRole("button", { name: "Sync", exact: true }).click();
		await page.getByText(`${contact} is being synced.`).waitFor();
		const link = page.getByRole("link", { name: "Terry Twin" });
		await expect.poll(() => reloadFor(link), { timeout: 60_000 }).toBe(1);
		await link.click();
		await takeScreenshot(page, "salesforce-issue-choose");
		await page.getByLabel(String(twin)).check();
		await choose().click();
		await page.getByText("Tied. It is being written now.").waitFor();
		const owner = async () => {
			const row = await (await sandbox().database())
				.prepare(
					"select desk_record_id as id from links where record_id = ? and kind = 'person' and hash <> ''",
				)
				.bind(contact)
				.first<{ id: string }>();
			return row?.id;
		};
		await expect.poll(owner, { timeout: 60_000 }).toBe(String(twin));
		await expect.poll(() => reloadFor(link), { timeout: 30_000 }).toBe(0);
	});

	it("goes out of the list when it is ignored, and comes back when it is taken up or tried again", async () => {
		sandbox().zendesk.addPeople([
			{ name: "Robin Double", email: "robin.one@twins.example" },
			{ name: "Robin Double", email: "robin.two@twins.example" },
		]);
		const contact = sandbox().salesforce.createRecord(
			"Contact",
			{ FirstName: "Robin", LastName: "Double" },
			ORG,
		);
		await page.goto(at("/issues"));
		await page.getByLabel("Id or link of the Salesforce record").fill(contact);
		await page.getByRole("button", { name: "Sync", exact: true }).click();
		const row = page.getByRole("row", { name: /Robin Double/ });
		await expect.poll(() => reloadFor(row), { timeout: 60_000 }).toBe(1);
		await row.getByRole("button", { name: "Ignore" }).click();
		await page.getByText("Ignored. It comes back").waitFor();
		expect(await row.count()).toBe(0);
		await page.goto(at("/issues?state=ignored"));
		await row.getByRole("button", { name: "Take up again" }).click();
		await page.getByText("It is in the list again.").waitFor();
		await row.getByRole("button", { name: "Retry" }).click();
		await page.getByText("1 record is tried again.").waitFor();
		await expect.poll(() => reloadFor(row), { timeout: 60_000 }).toBe(1);
	});

	it("is exported with the list, and tried again with all that fit a filter", async () => {
		await page.goto(at("/issues?reason=ambiguous"));
		const row = page.getByRole("row", { name: /Robin Double/ });
		await row.waitFor();
		const downloads = page.waitForEvent("download");
		await page.getByRole("link", { name: "Export as CSV" }).click();
		const lines = (await readFile(await (await downloads).path(), "utf8")).trim().split("\r\n");
		expect(lines.filter((line) => line.includes("Robin Double"))).toHaveLength(1);
		expect(lines).toHaveLength((await page.locator("tbody tr").count()) + 1);

		await page.getByRole("button", { name: "Retry all that fit" }).click();
		await page.getByText(/^\d+ records? (is|are) tried again\.$/).waitFor();
		expect(new URL(page.url()).searchParams.get("reason")).toBe("ambiguous");
		await expect.poll(() => reloadFor(row), { timeout: 60_000 }).toBe(1);
	});

	async function reloadFor(what: { count(): Promise<number> }): Promise<number> {
		await page.goto(at("/issues"));
		return what.count();
	}
});
