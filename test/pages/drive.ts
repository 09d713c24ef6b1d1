import { mkdirSync } from "node:fs";
import { chromium, type Page } from "playwright-core";
import { boot } from "../../sandbox/runtime/boot.ts";
import { startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { ADMIN_DESKS } from "../support/admin-desks.ts";
import { signInInBrowser } from "../support/admin-walk.ts";
import { CHROMIUM_FLAGS, findChromium } from "../support/find-chromium.ts";
import { orgSeed } from "../support/salesforce-story.ts";

const OUT = "test-results/screenshots";
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
const sandbox = await startSandbox({ build: process.env.BUILD === "1", boot });
const context = await browser.newContext({
	locale: "en-US",
	viewport: { width: 1280, height: 800 },
	reducedMotion: "reduce",
});
context.setDefaultTimeout(15_000);
const page = await context.newPage();
const deskName = process.env.DESK ?? "zendesk";
await signInInBrowser(page, sandbox.origin, ADMIN_DESKS.find(({ key }) => key === deskName)!);

async function shoot(name: string, { only }: { only?: boolean } = {}) {
	if (only) {
		for (const scheme of ["light", "dark"] as const)
			for (const [size, width] of [
				["desktop", 1280],
				["phone", 390],
			] as const) {
				await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
				await page.setViewportSize({ width, height: 844 });
				for (const locale of ["en", "ja"])
					await page.screenshot({ path: `${OUT}/${name}-${locale}-${scheme}-${size}.png`, fullPage: true });
			}
		await page.emulateMedia({ colorScheme: "light" });
		await page.setViewportSize({ width: 1280, height: 800 });
		return;
	}
	const state = await context.storageState();
	for (const locale of ["en", "ja"]) {
		const other = await browser.newContext({
			locale: locale === "en" ? "en-US" : "ja-JP",
			storageState: state,
			reducedMotion: "reduce",
		});
		const copy = await other.newPage();
		await copy.goto(page.url());
		for (const scheme of ["light", "dark"] as const)
			for (const [size, width] of [
				["desktop", 1280],
				["phone", 390],
			] as const) {
				await copy.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
				await copy.setViewportSize({ width, height: 844 });
				const height = await copy.evaluate<number>("document.documentElement.scrollHeight");
				await copy.screenshot({
					path: `${OUT}/${name}-${locale}-${scheme}-${size}.png`,
					fullPage: true,
					clip: { x: 0, y: 0, width, height: Math.min(height, 5000) },
				});
			}
		await other.close();
	}
}
async function fill(key: string, over: { environment?: string } = {}) {
	const seed = orgSeed(key);
	await page.goto(`${sandbox.origin}/admin/salesforce/new`);
	await page.getByLabel("Name", { exact: true }).fill(seed.name);
	await page
		.getByLabel("Kind of org")
		.selectOption(over.environment ?? (seed.isSandbox ? "sandbox" : "production"));
	await page.getByLabel("My Domain").fill(`${seed.key}.my.salesforce.com`);
	await page.getByLabel("Consumer key").fill(seed.clientId);
	await page.getByLabel("Consumer secret").fill(seed.clientSecret);
	await page.getByLabel("I have cleared the session setting above.").check();
}
const agree = () => page.getByLabel("I agree, and I may do so for my organization.").check();
const go = () => page.getByRole("button", { name: "Sign in to Salesforce" }).click();
const allow = async (who: RegExp) => {
	await page.getByLabel(who).check();
	await page.getByRole("button", { name: "Allow" }).click();
};

await fill("acme");
await go();
await page.getByText("Without your agreement").waitFor();
await shoot("drive-01-terms", { only: true });
await fill("acme");
await agree();
await go();
await allow(/Priya/);
await page.getByText("could not be connected").waitFor();
await shoot("drive-02-checklist", { only: true });
await page.goto(`${sandbox.origin}/admin/salesforce`);
await shoot("drive-03-list");
await page.getByRole("link", { name: "Acme" }).first().click();
await shoot("drive-04-registered");
await fill("acme--uat.sandbox");
await agree();
await go();
await allow(/Mina/);
await page.getByText("Connected. Everything is off").waitFor();
const org = new URL(page.url()).pathname.split("/").at(-1);
const at = (path: string) => `${sandbox.origin}/admin/salesforce/${org}${path}`;
await shoot("drive-05-connected");
await page.goto(at("/runs"));
await shoot("drive-06-runs-none");
await page.goto(at("/issues"));
await shoot("drive-07-issues-none");
await page.goto(at("/objects"));
await shoot("drive-08-objects-off");
await page.goto(at(""));
await page.getByLabel("Accounts → organizations").check();
await page.getByLabel("Contacts and leads → people").check();
await page.getByRole("button", { name: "Save" }).click();
await page.getByText("Saved.").waitFor();
await shoot("drive-09-on");
await page.goto(at("/objects"));
await shoot("drive-10-objects");
await page.goto(at("/objects/account/fields"));
for (const label of (process.env.FIELDS ?? "Tier,Account owner,Notes").split(",")) {
	const option = await page
		.getByLabel("Field of the help desk")
		.locator("option", { hasText: label })
		.first()
		.getAttribute("value")
		.catch(() => null);
	if (!option) continue;
	await page.getByLabel("Field of the help desk").selectOption(option);
	await page.getByRole("button", { name: "Add a field" }).click();
	const source = page.getByLabel(new RegExp(`^${label}.*: Salesforce`));
	await source.waitFor();
	await source.fill(
		label === "Tier" ? "Industry" : label === "Notes" ? "{Name} of {Industry} ({Owner.Name})" : "Owner.Name",
	);
}
await page.getByRole("button", { name: "Show examples" }).click();
await page.waitForLoadState();
await shoot("drive-11-fields", { only: true });
await page.goto(at("/runs"));
await page.getByRole("button", { name: "Dry run" }).click();
await page.getByRole("heading", { name: "What the last dry run would do" }).waitFor({ timeout: 60_000 });
await page.getByText("Nothing runs at this moment.").waitFor({ timeout: 90_000 });
await shoot("drive-12-dry-run");
sandbox.zendesk.setDirectory({ bulkImport: true, jobMs: 9000, searchLagMs: 0 });
await page.getByRole("button", { name: "Full sync" }).click();
await page.getByText(/of [\d,]+ records done/).waitFor();
await shoot("drive-13-running");
await page.getByRole("button", { name: "Stop" }).click();
await page.getByRole("button", { name: "Go on" }).waitFor({ timeout: 60_000 });
await shoot("drive-14-stopped");
sandbox.zendesk.setDirectory({ jobMs: 50, searchLagMs: 0 });
await page.getByRole("button", { name: "Go on" }).click();
for (let i = 0; i < 40 && (await page.getByText("Nothing runs at this moment.").count()) === 0; i++) {
	await page.waitForTimeout(3000);
	if (i === 12) await shoot("drive-15-waiting");
	if (i % 10 === 9) await sandbox.passTime(150_000);
	await page.goto(at("/runs"));
}
await page.goto(at("/runs"));
await shoot("drive-16-after");
await page.goto(at("/issues?state=all"));
await shoot("drive-17-issues");
await page.goto(at(""));
await shoot("drive-18-overview");
await page.goto(`${sandbox.origin}/admin`);
await shoot("drive-19-home");
const link = await page.goto(at("/issues")).then(() =>
	page
		.locator("tbody a")
		.first()
		.getAttribute("href")
		.catch(() => null),
);
if (link) {
	await page.goto(`${sandbox.origin}${link}`);
	await shoot("drive-20-issue");
}
await browser.close();
await sandbox.stop();
