/** What is under way is drawn anew every few seconds, in place, until it is over. */
export const PROGRESS = `
const LOOK_MS = 2000;
const LAST_LOOK_MS = 20000;

function follow(part, wait) {
	setTimeout(async () => {
		// Nobody looks, or a form of it is being sent.
		if (document.hidden || part.querySelector("[data-busy]")) return follow(part, LOOK_MS);
		const html = await load(location.href);
		if (html === null || !part.isConnected) return part.isConnected && follow(part, Math.min(wait * 2, LAST_LOOK_MS));
		const other = document.createElement("template");
		other.innerHTML = html.slice(html.indexOf("<main"), html.lastIndexOf("</main>"));
		const theirs = other.content.querySelector("[data-progress]");
		const isFocused = part.contains(document.activeElement);
		// Over: what it came to stands elsewhere on the page, too.
		if (!theirs || (part.dataset.progress !== theirs.dataset.progress && !isFocused)) return location.reload();
		const bar = part.querySelector("progress");
		const newer = theirs.querySelector("progress");
		// The button keeps the keyboard: only what is told changes.
		for (const told of part.querySelectorAll("[data-told]")) {
			const same = theirs.querySelector('[data-told="' + told.dataset.told + '"]');
			if (same && same.textContent !== told.textContent) told.replaceWith(same);
		}
		if (bar && newer) {
			for (const name of ["max", "value"]) {
				if (newer.hasAttribute(name)) bar.setAttribute(name, newer.getAttribute(name));
			}
			bar.setAttribute("aria-label", newer.getAttribute("aria-label"));
		}
		follow(part, LOOK_MS);
	}, wait);
}
for (const part of document.querySelectorAll("[data-progress]:not([data-progress=stopped])")) follow(part, LOOK_MS);
`;
