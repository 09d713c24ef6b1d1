/** `npm run screenshots`: every page in both languages, light and dark, wide and narrow. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { CHROMIUM_FLAGS, findChromium } from "../support/find-chromium.ts";
import { PAGES, type PageCase } from "./page-list.ts";
import { SCENES, type SceneName, type World } from "./scenes.ts";
import { LOCALES, openVisits, SCHEMES, SIZES, type Size, show } from "./visits.ts";

const FOLDER = "test-results/screenshots";
const DIST = "dist/screenshots";
const SIZE_NAMES = Object.keys(SIZES) as Size[];

/** Of a longer page, only the beginning. */
const MAX_HEIGHT = 8_000;

/** Only the pages whose names hold one of these words, where any are given. */
const wanted = process.argv.slice(2);
const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
let isBuilt = false;
let count = 0;
for (const scene of Object.keys(SCENES) as SceneName[]) {
	const shown = pages.filter((page) => page.scene === scene);
	if (shown.length > 0) await takeScene(scene, shown);
}
await browser.close();
console.log(`${count} pictures of ${pages.length} pages in ${FOLDER}`);

async function takeScene(scene: SceneName, shown: readonly PageCase[]): Promise<void> {
	const sandbox = await startSandbox({ build: !isBuilt, distDir: DIST });
	isBuilt = true;
	try {
		await take(await SCENES[scene](sandbox), shown);
	} finally {
		await sandbox.stop();
	}
}

async function take(world: World, shown: readonly PageCase[]): Promise<void> {
	const visits = await openVisits(browser, world, { visitors: shown.map(({ visitor }) => visitor) });
	for (const locale of LOCALES) {
		for (const one of shown) {
			const page = await visits.open(one, locale);
			for (const size of SIZE_NAMES) {
				for (const scheme of SCHEMES) {
					await show(page, { scheme, size });
					const path = join(FOLDER, `${one.name}-${locale}-${scheme}-${size}.png`);
					const height = await page.evaluate<number>("document.documentElement.scrollHeight");
					const { width } = SIZES[size];
					const clip = { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) };
					await page.screenshot({ path, fullPage: true, clip });
					count += 1;
				}
			}
		}
	}
	await visits.close();
}
