import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { PAGES } from "../pages/page-list.ts";
import { SCENES, type SceneName } from "../pages/scenes.ts";
import { chain } from "../pages/steps.ts";
import { openVisits, type Visits } from "../pages/visits.ts";
import { CHROMIUM_FLAGS, findChromium } from "../support/find-chromium.ts";
import { createKeyboard, listControls, walkPage } from "../support/keyboard.ts";

let browser: Browser;
beforeAll(async () => {
	browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
});
afterAll(() => browser?.close());

/** Names of others change nothing for the keyboard. */
const LOOKED_AT = (Object.keys(SCENES) as SceneName[]).filter((scene) => scene !== "hostile");

/** Little height, and a script that comes when the page has been painted: what it adds moves what was refused. */
async function makeSmallAndLate(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 700 });
	await page.route("**/assets/*", async (route) => {
		const painted = () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
		// A page that is left meanwhile needs no script.
		await page.evaluate(painted).catch(() => null);
		await route.continue();
	});
}

describe.each(LOOKED_AT)("without a mouse, in the scene %s", (scene) => {
	const pages = PAGES.filter((page) => page.scene === scene);
	let sandbox: Sandbox;
	let visits: Visits;
	beforeAll(async () => {
		sandbox = await startSandbox({ build: false });
		visits = await openVisits(browser, await SCENES[scene](sandbox), {
			visitors: pages.map(({ visitor }) => visitor),
		});
	});
	afterAll(async () => {
		await visits?.close();
		await sandbox?.stop();
	});

	it.each(pages)("$name has every control within reach, each one seen, and a way out", async (shown) => {
		const page = await visits.open(shown, "en");
		const expected = await listControls(page);
		const forth = await walkPage(page);
		expect(forth.filter(({ isVisible, isInView }) => !isVisible || !isInView)).toEqual([]);
		expect(new Set(forth.map(({ what }) => what))).toEqual(new Set(expected));
		// Links and buttons hold nobody; fields might, on the way back too.
		if ((await page.locator("input:not([type=hidden]), select, textarea").count()) === 0) return;
		const back = await walkPage(page, "Shift+Tab");
		expect(new Set(back.map(({ what }) => what))).toEqual(new Set(expected));
	});

	const refused = pages.filter(({ name }) => /-(wrong|refused)$/.test(name));
	it.runIf(refused.length > 0)("a refused form has the keyboard at what was refused", async () => {
		for (const shown of refused) {
			const page = await visits.open(
				{ ...shown, step: shown.step && chain(makeSmallAndLate, shown.step) },
				"en",
			);
			const stop = await createKeyboard(page).stop();
			const isAtError = await page.evaluate(
				() => document.activeElement?.matches("[aria-invalid=true], .notice.danger") ?? false,
			);
			expect({ page: shown.name, isAtError, ...stop }).toMatchObject({
				isAtError: true,
				isVisible: true,
				isInView: true,
			});
		}
	});
});
