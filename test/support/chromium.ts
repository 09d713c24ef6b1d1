import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** No updates, no look-ups: the browser talks to this machine alone. */
const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

const SCREENS = "test-results/screens";

/** `CHROMIUM`, or the first that the PATH has. */
export function findChromium(): string {
	const onPath = (process.env.PATH ?? "")
		.split(delimiter)
		.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const found = [process.env.CHROMIUM ?? "", ...onPath, ...ELSEWHERE].find(
		(file) => file && existsSync(file),
	);
	if (found) return found;
	throw new Error(
		"The browser tests need Chromium. Debian, Ubuntu: apt-get install chromium fonts-noto-cjk. macOS: brew install --cask chromium. Or set CHROMIUM to its path.",
	);
}

/** One Chromium for the tests of a file. */
export function useChromium(): { openPage(options?: BrowserContextOptions): Promise<Page> } {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
	});
	afterAll(async () => {
		await browser?.close();
	});
	return {
		async openPage(options = {}) {
			if (!browser) throw new Error("the browser is only there inside tests");
			const context = await browser.newContext({
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
