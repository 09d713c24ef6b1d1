import { COPY } from "./scripts/copy.ts";
import { FILTERS } from "./scripts/filters.ts";
import { FOCUS } from "./scripts/focus.ts";
import { FORMS } from "./scripts/forms.ts";
import { PICKER } from "./scripts/picker.ts";
import { PROGRESS } from "./scripts/progress.ts";
import { TIMES } from "./scripts/times.ts";

/** What the parts share: the page's words, and a place where something is said without being shown. */
const SHARED = `
const words = JSON.parse(document.body.dataset.words);
const live = document.createElement("p");
live.setAttribute("role", "status");
live.className = "visually-hidden";
document.querySelector("main").append(live);
function say(text) {
	live.textContent = text;
}
`;

/**
 * What makes the pages nicer: each of them works without. Sent as it is written, by its own address, so that a
 * browser loads it once.
 */
export const SCRIPT = `(() => {${[SHARED, FORMS, PICKER, FILTERS, PROGRESS, TIMES, COPY, FOCUS].join("")}})();\n`;

/** Another script has another address: a copy may be kept for ever. */
export const SCRIPT_PATH = `/assets/pages-${fingerprint(SCRIPT)}.js`;

/** FNV-1a: tells versions apart and protects nothing. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash.toString(16).padStart(8, "0");
}
