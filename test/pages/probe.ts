import { chromium } from "playwright-core";
import { startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { CHROMIUM_FLAGS, findChromium } from "../support/find-chromium.ts";
import { createKeyboard } from "../support/keyboard.ts";
import { PAGES } from "./page-list.ts";
import { SCENES } from "./scenes.ts";
import { openVisits } from "./visits.ts";

const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
const sandbox = await startSandbox({ build: false, distDir: "dist/screenshots" });
const pages = PAGES.filter(
	({ name, scene }) =>
		scene === "working" &&
		/-(wrong|refused)$/.test(name) &&
		(name.startsWith("salesforce-new") ||
			name.startsWith("salesforce-ob") ||
			name.startsWith("salesforce-rul")),
);
const visits = await openVisits(browser, await SCENES.working(sandbox), { visitors: ["zoho"] });
for (const width of [1280])
	for (const height of [660, 680, 700, 720, 740, 760, 800])
		for (const one of pages) {
			const page = await visits.open(
				{
					...one,
					step: async (p, w) => {
						await p.setViewportSize({ width, height });
						await p.route("**/assets/**", async (r) => {
							await new Promise((f) => setTimeout(f, 400));
							await r.continue().catch(() => {});
						});
						await one.step?.(p, w);
					},
				},
				"en",
			);
			await page.waitForTimeout(100);
			const stop = await createKeyboard(page).stop();
			const at = await page.evaluate(() => {
				const e = document.activeElement as HTMLElement;
				const b = e.getBoundingClientRect();
				return {
					err: e.matches("[aria-invalid=true], .notice.danger"),
					top: Math.round(b.top),
					h: Math.round(b.height),
					y: scrollY,
					tag: e.tagName + "#" + e.id,
				};
			});
			console.log(
				!at.err || !stop.isInView || !stop.isVisible ? "BAD" : "ok",
				width,
				height,
				one.name,
				JSON.stringify(at),
				stop.isInView,
				stop.isVisible,
			);
		}
await visits.close();
await browser.close();
await sandbox.stop();
