import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type AdminDesk, EACH_DESK_AND_MODE } from "../support/admin-desks.ts";
import { signInInBrowser } from "../support/admin-walk.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import {
	agreeToTerms,
	allowInSalesforce,
	fillInOrg,
	leaveForSalesforce,
} from "../support/salesforce-browser.ts";
import { orgForm, orgSeed } from "../support/salesforce-story.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

const UAT = "acme--uat.sandbox";
const PRODUCTION = "acme";

/** How the org's page says that the desk is written: the two desks differ. */
const WRITTEN = { zendesk: "New and changed ones: up to 100 in one job.", zoho: /one by one/ } as const;

describe.each(EACH_DESK_AND_MODE)(
	"connecting Salesforce to $vendor $mode",
	({ desk, mode, javaScriptEnabled }) => {
		const sandbox = useSandbox(`browser-salesforce-wizard-${desk.key}-${javaScriptEnabled}`, BOOTED);
		const { openPage } = useChromium();
		let page: Page;

		beforeAll(async () => {
			sandbox().zendesk.setDirectory({ bulkImport: true, searchLagMs: 0, jobMs: 50 });
			sandbox().zoho.setDirectory({ searchLagMs: 0 });
			page = await openPage({ javaScriptEnabled });
			await signInInBrowser(page, sandbox().origin, desk);
			await page.goto(`${sandbox().origin}/admin/salesforce`);
			await page.getByRole("link", { name: "Connect an org" }).click();
		});

		const countOrgs = async () =>
			(await (await sandbox().database()).prepare("select id from orgs").all()).results;
		const askedSalesforce = () =>
			sandbox()
				.traffic()
				.filter(({ url }) => url.includes("/services/oauth2/authorize"));

		it("begins nothing without the terms and the session setting, and keeps what was typed", async () => {
			await fillInOrg(page, UAT);
			await leaveForSalesforce(page);
			await page.getByText("Without your agreement nothing is connected.").waitFor();
			expect(await page.getByLabel("Consumer key").inputValue()).toBe(orgSeed(UAT).clientId);
			expect(await hasKeyboard(page, "I agree, and I may do so for my organization.")).toBe(true);
			await takeScreenshot(page, `salesforce-terms-${desk.key}-${javaScriptEnabled}`);

			await agreeToTerms(page);
			await page.getByLabel("I have cleared the session setting above.").uncheck();
			await leaveForSalesforce(page);
			await page.getByText("Without that the connection breaks within hours.").waitFor();
			expect(await countOrgs()).toEqual([]);
			expect(askedSalesforce()).toEqual([]);
		});

		it("refuses a start that was made by hand, whatever a page shows", async () => {
			const { terms: _, ...form } = orgForm(orgSeed(UAT));
			const { origin } = sandbox();
			const answer = await page.request.post(`${origin}/admin/salesforce/new`, {
				form,
				headers: { origin, "sec-fetch-site": "same-origin" },
				maxRedirects: 0,
			});
			expect(answer.status()).toBe(422);
			expect(await answer.text()).toContain("Without your agreement nothing is connected.");
			expect(await countOrgs()).toEqual([]);
		});

		it("lists what has to be changed in Salesforce, and leads back to the form", async () => {
			await page.goto(`${sandbox().origin}/admin/salesforce/new`);
			await fillInOrg(page, PRODUCTION);
			await agreeToTerms(page);
			await leaveForSalesforce(page);
			await allowInSalesforce(page, /Priya/);
			await page.getByRole("heading", { name: "Salesforce could not be connected" }).waitFor();
			await page.getByText("The user lacks rights that are needed.").waitFor();
			expect(await page.getByRole("listitem").allTextContents()).toContain("Lead: Read");
			await page.getByText("The access that was granted was given back").waitFor();
			await takeScreenshot(page, `salesforce-checklist-${desk.key}-${javaScriptEnabled}`);

			await page.getByRole("link", { name: "Back to the form" }).click();
			expect(await page.getByLabel("Consumer key").inputValue()).toBe(orgSeed(PRODUCTION).clientId);
			await page.getByRole("link", { name: /Acme$/ }).click();
			await page.getByText("Not signed in yet").waitFor();
			await page.getByRole("link", { name: "Take the registration back" }).click();
			await page.getByRole("button", { name: "Take it back" }).click();
			await page.getByText("The registration was taken back.").waitFor();
			expect(await countOrgs()).toEqual([]);
		});

		it("connects with everything off, and leads on from there to a synced org", async () => {
			await page.getByRole("link", { name: "Connect an org" }).click();
			await fillInOrg(page, UAT);
			await agreeToTerms(page);
			await leaveForSalesforce(page);
			await allowInSalesforce(page, /Mina/);
			await page.getByText("Connected. Everything is off until you switch it on.").waitFor();
			const accounts = page.getByLabel("Accounts → organizations");
			expect(await accounts.isChecked()).toBe(false);
			await openTab(page, "Runs");
			await page.getByText("Nothing is switched on yet").waitFor();
			await page.getByRole("link", { name: "What runs" }).click();

			await accounts.check();
			await page.getByRole("button", { name: "Save" }).click();
			await page.getByText("Changes are looked for from now on.").waitFor();
			const before = countOrganizations(desk);
			await page.getByRole("link", { name: "Dry run and full sync" }).click();
			await page.getByRole("button", { name: "Full sync" }).click();
			await expect.poll(() => isOver(page, javaScriptEnabled), { timeout: 90_000, interval: 500 }).toBe(true);
			expect(countOrganizations(desk)).toBeGreaterThan(before + 250);
			await openTab(page, "Overview");
			await page.getByText(WRITTEN[desk.key]).first().waitFor();
			await page.getByText("Last look for changes:").waitFor();
			await takeScreenshot(page, `salesforce-synced-${desk.key}-${mode.split(" ")[0]}`);
		});

		const countOrganizations = ({ key }: AdminDesk) =>
			key === "zendesk" ? sandbox().zendesk.organizations().length : sandbox().zoho.accounts().length;
	},
);

function openTab(page: Page, name: string): Promise<void> {
	return page.getByRole("navigation", { name: "Pages of this org" }).getByRole("link", { name }).click();
}

/** With a script the page follows its run by itself. */
async function isOver(page: Page, followsItself: boolean): Promise<boolean> {
	if (!followsItself) await page.reload();
	return (await page.getByText("Nothing runs at this moment.").count()) > 0;
}

function hasKeyboard(page: Page, label: string): Promise<boolean> {
	return page.getByLabel(label).evaluate((input) => input === document.activeElement);
}
