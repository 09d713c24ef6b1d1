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
