import { askPage, openCookies } from "../pages/ask-page.ts";
import type { BenchPage } from "../pages/walk.ts";
import type { Instance } from "../workerd.ts";
import { takeCounts } from "./counts.ts";

export interface PageCounts {
	d1RowsRead: number;
	d1Queries: number;
}

/** What each page asks of D1, by the page's name. */
export async function countPages(
	{ origin }: Instance,
	pages: readonly BenchPage[],
): Promise<Map<string, PageCounts>> {
	const cookies = await openCookies(origin);
	const counts = new Map<string, PageCounts>();
	for (const { name, path } of pages) {
		// What is kept for the next time is not counted.
		await askPage(origin + path, cookies);
		await takeCounts(origin);
		await askPage(origin + path, cookies);
		const { d1RowsRead, d1Queries } = await takeCounts(origin);
		counts.set(name, { d1RowsRead, d1Queries });
	}
	return counts;
}
