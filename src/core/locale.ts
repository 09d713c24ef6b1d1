export type Locale = "en" | "ja";

/** Slack's `ja-JP` or a browser's whole Accept-Language. English where neither language is asked for. */
export function toLocale(languages: string | null): Locale {
	let best: Locale = "en";
	let bestWeight = 0;
	for (const range of (languages ?? "").slice(0, 1000).split(",")) {
		const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
		const language = tag.split(/[-_]/)[0];
		if (language !== "en" && language !== "ja") continue;
		const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
		const weight = q === undefined ? 1 : Number(q) || 0;
		if (weight > bestWeight) {
			best = language;
			bestWeight = weight;
		}
	}
	return best;
}
