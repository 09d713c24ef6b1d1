import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

interface Result {
	violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe finds wrong with the page as it is shown now, each in a line; `colours`: only what other colours can change. */
export async function findViolations(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
	await page.evaluate(`if (!window.axe) { ${SOURCE} }`);
	const options = {
		runOnly: rules === "all" ? { type: "tag", values: TAGS } : { type: "rule", values: COLOUR_RULES },
		resultTypes: ["violations"],
		preload: false,
	};
	const { violations } = await page.evaluate<Result>(`axe.run(document, ${JSON.stringify(options)})`);
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ html, failureSummary = "" }) =>
			`${id}: ${help}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`.replace(/\s+/g, " "),
		),
	);
}
