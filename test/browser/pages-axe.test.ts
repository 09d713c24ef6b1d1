import { beforeAll, describe, expect, it } from "vitest";
import { PAGES } from "../pages/page-list.ts";
import { SCENES, type SceneName, type World } from "../pages/scenes.ts";
import { LOCALES, openVisits, SCHEMES, SIZES, type Size, show, type Visits } from "../pages/visits.ts";
import { findViolations } from "../support/axe.ts";
import { useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";

const SIZE_NAMES = Object.keys(SIZES) as Size[];

describe("axe", () => {
	const { openPage } = useChromium();

	it("finds a picture without words and grey on grey", async () => {
		const page = await openPage();
		await page.setContent("<img src='data:,'><p style='color:#999;background:#aaa'>Text</p>");
		expect((await findViolations(page)).join()).toMatch(
			/image-alt.*color-contrast|color-contrast.*image-alt/,
		);
		expect((await findViolations(page, "colours")).join()).toMatch(/^color-contrast/);
	});
});

describe.each(Object.keys(SCENES) as SceneName[])("the pages, %s", (scene) => {
	const sandbox = useSandbox(`pages-axe-${scene}`);
	const { browser } = useChromium();
	const pages = PAGES.filter((page) => page.scene === scene);
	let visits: Visits;

	beforeAll(async () => {
		const world: World = await SCENES[scene](sandbox());
		visits = await openVisits(browser(), world, { visitors: pages.map(({ visitor }) => visitor) });
	});

	describe.each(LOCALES)("in %s", (locale) => {
		it.each(pages.map((page) => [page.name, page] as const))(
			"%s breaks no rule of axe and needs no sideways scrolling, light and dark, wide and narrow",
			async (_name, shown) => {
				const page = await visits.open(shown, locale);
				const found: string[] = [];
				for (const size of SIZE_NAMES) {
					for (const scheme of SCHEMES) {
						await show(page, { scheme, size });
						const rules = scheme === "light" ? "all" : "colours";
						for (const line of await findViolations(page, rules)) found.push(`${scheme} ${size}: ${line}`);
					}
					const isTooWide = await page.evaluate<boolean>(
						"document.documentElement.scrollWidth > document.documentElement.clientWidth",
					);
					if (isTooWide) found.push(`${size}: scrolls sideways`);
				}
				expect(found).toEqual([]);
			},
		);
	});
});
