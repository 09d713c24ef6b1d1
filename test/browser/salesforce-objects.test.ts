import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { connectOrgInBrowser, signInAsMina } from "../support/salesforce-browser.ts";
import { useSandbox } from "../support/sandbox.ts";

const ORG = "acme--uat.sandbox";
const sandbox = useSandbox("browser-salesforce-objects", { boot });
const { openPage } = useChromium();

let org = "";
const at = (path: string) => `${sandbox().origin}/admin/salesforce/${org}${path}`;

beforeAll(async () => {
	const page = await openPage();
	await signInAsMina(page, sandbox().origin);
	org = await connectOrgInBrowser(page, sandbox(), ORG);
	await page.getByLabel("Accounts → organizations").check();
	await page.getByLabel("Contacts and leads → people").check();
	await page.getByRole("button", { name: "Save" }).click();
	await page.getByText("Saved.").waitFor();
	await page.context().close();
}, 120_000);

describe.each([true, false])("the mapping editor, with JavaScript: %s", (javaScriptEnabled) => {
	it("adds, refuses and removes fields, and shows what a real record becomes", async () => {
		const page = await openPage({ javaScriptEnabled });
		await signInAsMina(page, sandbox().origin);
		await page.goto(at("/objects/account/fields"));
		await page.getByLabel("Field of the help desk").selectOption({ label: "Notes" });
		await page.getByRole("button", { name: "Add a field" }).click();
		const source = page.getByLabel("Notes: Salesforce");
		await source.waitFor();
		expect(await source.evaluate((input) => input === document.activeElement)).toBe(true);

		await source.fill("NoSuchField__c");
		await page.getByRole("button", { name: "Save" }).last().click();
		await page.getByText("Salesforce has no such field, or this connection may not read it.").waitFor();
		expect(await source.inputValue()).toBe("NoSuchField__c");

		await source.fill("{Name} of {Industry}");
		await page.getByRole("button", { name: "Show examples" }).click();
		await page.getByText(/Example: .+ of/).waitFor();
		await takeScreenshot(page, `salesforce-fields-${javaScriptEnabled}`);
		await page.getByRole("button", { name: "Save" }).last().click();
		await page.getByText("Saved. It counts for every record").waitFor();

		await page.goto(at("/objects/account/fields"));
		expect(await source.inputValue()).toBe("{Name} of {Industry}");
		await page.getByRole("button", { name: "Remove Notes" }).click();
		await source.waitFor({ state: "detached" });
		await page.getByRole("button", { name: "Save" }).last().click();
		await page.getByText("Saved. It counts for every record").waitFor();
		await page.context().close();
	});

	it("keeps the name mapped", async () => {
		const page = await openPage({ javaScriptEnabled });
		await signInAsMina(page, sandbox().origin);
		await page.goto(at("/objects/account/fields"));
		await page.getByRole("button", { name: /^Remove Name/ }).click();
		await page.getByText("The help desk doesn't take a record without").waitFor();
		await page.getByRole("button", { name: "Save" }).last().click();
		await page.getByText("Not saved: something below has to be mended first.").waitFor();
		await page.context().close();
	});
});

describe.each([true, false])("filters and settings, with JavaScript: %s", (javaScriptEnabled) => {
	const save = (page: Page) => page.getByRole("button", { name: "Save" }).last().click();
	const openForm = async (path: string) => {
		const page = await openPage({ javaScriptEnabled });
		await signInAsMina(page, sandbox().origin);
		await page.goto(at(path));
		return page;
	};

	it("counts the records that fit, refuses what can't be asked, and saves what can", async () => {
		const page = await openForm("/objects/account/filter");
		await page.getByText(/^(\d+) of \1 records fit now\.$/).waitFor();
		await page.getByLabel("Salesforce field").fill("NumberOfEmployees");
		await page.getByRole("button", { name: "Add to “Every one”" }).click();
		await page.getByLabel("Employees: Values").fill("many");
		await save(page);
		await page.getByText("A field of that kind can't have this value.").waitFor();
		await page.getByLabel("Employees: Question").selectOption("at_least");
		await page.getByLabel("Employees: Values").fill("1000000000");
		await page.getByRole("button", { name: "Count" }).click();
		await page.getByText(/^0 of \d+ records fit now\.$/).waitFor();
		await page.getByRole("button", { name: "Remove the condition on Employees" }).click();
		await page.getByLabel("Salesforce field").fill("Name");
		await page.getByRole("button", { name: "Add to “At least one”" }).click();
		await page.getByLabel("Account Name: Question").selectOption("is_not_empty");
		await save(page);
		await page.getByText("Saved. It counts for every record").waitFor();
		await page.getByText("1 condition", { exact: true }).waitFor();

		await page.goto(at("/objects/account/filter"));
		await page.getByRole("button", { name: "Remove the condition on Account Name" }).click();
		await save(page);
		await page.getByText("all records").waitFor();
		await page.context().close();
	});

	it("tells the second of two editors what the first one saved, and loses nothing of theirs", async () => {
		const [first, second] = [await openForm("/objects/contact"), await openForm("/objects/contact")];
		await second.getByLabel("Tag").fill(`gone_${javaScriptEnabled}`);
		const welcomes = first.getByLabel("Send a welcome mail to people who are made");
		await welcomes.setChecked(!(await welcomes.isChecked()));
		await save(first);
		await first.getByText("Saved. It counts for every record").waitFor();
		await save(second);
		await second.getByText("Somebody else saved settings of this org").waitFor();
		await second.getByText("Welcome mail:").waitFor();
		expect(await second.getByLabel("Tag").inputValue()).toBe(`gone_${javaScriptEnabled}`);
		await save(second);
		await second.getByText("Saved. It counts for every record").waitFor();
		await first.context().close();
		await second.context().close();
	});
});
