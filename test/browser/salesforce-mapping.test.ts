import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { ADMIN_DESKS, MODES } from "../support/admin-desks.ts";
import { signInInBrowser } from "../support/admin-walk.ts";
import { takeScreenshot, useChromium } from "../support/chromium.ts";
import { connectOrgInBrowser } from "../support/salesforce-browser.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

/** What the two desks call their fields for an account's owner and for its tier. */
const FIELDS = {
	zendesk: { owner: "Account owner", tier: "Tier", gold: "Gold" },
	zoho: { owner: "担当営業", tier: "Tier", gold: "Gold" },
} as const;

describe.each(ADMIN_DESKS)("what becomes what at $name", (desk) => {
	const { owner, tier, gold } = FIELDS[desk.key];
	const sandbox = useSandbox(`browser-salesforce-mapping-${desk.key}`, BOOTED);
	const { openPage } = useChromium();
	let org = "";
	const at = (path: string) => `${sandbox().origin}/admin/salesforce/${org}/objects/account${path}`;

	beforeAll(async () => {
		const page = await openPage();
		await signInInBrowser(page, sandbox().origin, desk);
		org = await connectOrgInBrowser(page, sandbox(), "acme--uat.sandbox");
		await page.getByLabel("Accounts → organizations").check();
		await page.getByRole("button", { name: "Save" }).click();
		await page.getByText("Changes are looked for from now on.").waitFor();
		await page.context().close();
	});

	describe.each(MODES)("$mode", ({ javaScriptEnabled }) => {
		const openForm = async (path: string) => {
			const page = await openPage({ javaScriptEnabled });
			await signInInBrowser(page, sandbox().origin, desk);
			await page.goto(at(path));
			return page;
		};

		it("takes a field behind a look-up, with a policy, and shows what a real record has there", async () => {
			const page = await openForm("/fields");
			await addField(page, owner);
			await page.getByLabel(`${owner}: Salesforce`).fill("Owner.Name");
			await page.getByLabel(`${owner}: When it differs`).selectOption({ label: "Only where it is empty" });
			await page.getByRole("button", { name: "Show examples" }).click();
			const row = page.getByRole("row", { name: new RegExp(owner) });
			await row.getByText("Owner › Full Name").waitFor();
			await row.getByText(/^Example: (?!empty)./).waitFor();
			await save(page);

			await page.goto(at("/fields"));
			expect(await page.getByLabel(`${owner}: Salesforce`).inputValue()).toBe("Owner.Name");
			expect(await page.getByLabel(`${owner}: When it differs`).inputValue()).toBe("only_if_empty");
			await removeField(page, owner);
			await page.context().close();
		});

		it("maps each of Salesforce's values, says which have no counterpart, and keeps what was chosen", async () => {
			const page = await openForm("/fields");
			await addField(page, tier);
			await page.getByLabel(`${tier}: Salesforce`).fill("Industry");
			await page.getByRole("button", { name: "Show examples" }).click();
			await page.getByText("Values: 9 without a counterpart").waitFor();
			await page.getByLabel(`${tier}: Banking`).selectOption({ label: gold });
			await page.getByLabel(`${tier}: Retail`).selectOption({ label: "Leave it empty" });
			await takeScreenshot(page, `salesforce-values-${desk.key}-${javaScriptEnabled}`);
			await save(page);

			await page.goto(at("/fields"));
			await page.getByText("Values: 7 without a counterpart").waitFor();
			const chosen = (value: string) =>
				page.getByLabel(`${tier}: ${value}`).locator("option:checked").textContent();
			expect(await chosen("Banking")).toBe(gold);
			expect(await chosen("Retail")).toBe("Leave it empty");
			expect(await chosen("Energy")).toBe("None yet");
			await removeField(page, tier);
			await page.context().close();
		});

		it("looks for counterparts by rules in their order, which buttons change", async () => {
			const page = await openForm("/rules");
			const rules = () => page.locator("ol.rules li .row > span").allTextContents();
			const usual = await rules();
			const [first, second] = usual;
			expect(usual).toHaveLength(2);
			await page.getByLabel("Found by").selectOption({ label: "A field of the help desk" });
			await page.getByLabel("Salesforce field").fill("Phone");
			await page.getByRole("button", { name: "Add a rule" }).click();
			await page.getByText("Choose a field of the help desk.").waitFor();
			expect(await page.getByLabel("Salesforce field").inputValue()).toBe("Phone");
			await page.getByLabel("Help desk field").selectOption({ label: owner });
			await page.getByRole("button", { name: "Add a rule" }).click();
			const added = `Account Phone = ${owner}`;
			await page.getByText(added).waitFor();

			await page.getByRole("button", { name: "Up: rule 3" }).click();
			await expect.poll(rules).toEqual([first, added, second]);
			await page.getByRole("button", { name: "Down: rule 1" }).click();
			await expect.poll(rules).toEqual([added, first, second]);
			await save(page);

			await page.goto(at("/rules"));
			expect(await rules()).toEqual([added, first, second]);
			await page.getByRole("button", { name: "Remove: rule 1" }).click();
			await expect.poll(rules).toEqual(usual);
			await save(page);
			await page.context().close();
		});
	});
});

async function addField(page: Page, label: string): Promise<void> {
	const targets = page.getByLabel("Field of the help desk");
	const option = targets.locator("option").filter({ hasText: new RegExp(`^${label}( \\(custom\\))?$`) });
	await targets.selectOption((await option.getAttribute("value")) ?? "");
	await page.getByRole("button", { name: "Add a field" }).click();
	await page.getByLabel(`${label}: Salesforce`).waitFor();
}

async function removeField(page: Page, label: string): Promise<void> {
	await page.getByRole("button", { name: `Remove ${label}` }).click();
	await page.getByLabel(`${label}: Salesforce`).waitFor({ state: "detached" });
	await save(page);
}

async function save(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Save" }).last().click();
	await page.getByText("Saved. It counts for every record").waitFor();
}
