/** Distances such as "3 minutes ago" go on; `formatDistance` in moment.tsx counts alike. */
export const TIMES = `
const UNITS = [["day", 86400000], ["hour", 3600000], ["minute", 60000]];
const distance = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
/** A clock that is wrong here is no wrong distance. */
const ahead = Date.now() - Number(document.body.dataset.now);

function showDistances() {
	if (document.hidden) return;
	for (const shown of document.querySelectorAll("time[datetime] .distance")) {
		const ms = Date.parse(shown.parentNode.dateTime) - (Date.now() - ahead);
		const unit = UNITS.find(([name, size]) => Math.abs(ms) >= (name === "day" ? 2 * size : size));
		const text = unit ? distance.format(Math.round(ms / unit[1]), unit[0]) : distance.format(0, "second");
		if (shown.textContent !== text) shown.textContent = text;
	}
}
setInterval(showDistances, 20000);
document.addEventListener("visibilitychange", showDistances);
`;
