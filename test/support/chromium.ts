import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { CHROMIUM_FLAGS, findChromium } from "./find-chromium.ts";

const SCREENS = "test-results/screens";

/** One Chromium for the tests of a file. */
export function useChromium(): {
	openPage(options?: BrowserContextOptions): Promise<Page>;
	browser(): Browser;
} {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
	});
	afterAll(async () => {
		await browser?.close();
	});
	const launched = () => {
		if (!browser) throw new Error("the browser is only there inside tests");
		return browser;
	};
	return {
		browser: launched,
		async openPage(options = {}) {
			const context = await launched().newContext({
				locale: "en-US",
				viewport: { width: 1280, height: 800 },
				...options,
			});
			context.setDefaultTimeout(15_000);
			return context.newPage();
		},
	};
}

/** Kept in test-results/screens, to be looked at. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
	mkdirSync(SCREENS, { recursive: true });
	await page.screenshot({ path: join(SCREENS, `${name}.png`) });
}
