import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Where the keyboard is, and whether one can see that. */
export interface Stop {
	/** The element, for a person who reads a failure. */
	what: string;
	/** Whether it is no element of the page's at all: the page's end, or its beginning. */
	isNowhere: boolean;
	isVisible: boolean;
	/** In what is shown, and nothing lies above it. */
	isInView: boolean;
	/** Its number among the page's controls; -1 for one that Tab doesn't stop at by itself. */
	index: number;
}

export interface Keyboard {
	/** Goes on with Tab (or back with Shift+Tab) until `target` has the keyboard; every stop on the way is seen. */
	reach(target: Locator, key?: "Tab" | "Shift+Tab"): Promise<void>;
	/** A button or a link. */
	press(target: Locator): Promise<void>;
	/** A box to tick, or to take the tick from. */
	tick(target: Locator): Promise<void>;
	/** One of a group of which only one is chosen. */
	choose(target: Locator): Promise<void>;
	/** An option of a select, by its text. */
	select(target: Locator, text: string): Promise<void>;
	/** Replaces what a field holds. */
	write(target: Locator, text: string): Promise<void>;
	/** A time of day in the form that the browser's language has it: `1000PM`. */
	writeTime(target: Locator, typed: string): Promise<void>;
	stop(): Promise<Stop>;
}

/** Somebody without a mouse. */
export function createKeyboard(page: Page): Keyboard {
	const stop = () => page.evaluate(readStop);

	async function move(key: string): Promise<Stop> {
		await page.keyboard.press(key);
		const at = await stop();
		if (!at.isNowhere) expect(at).toMatchObject({ isVisible: true, isInView: true });
		return at;
	}

	const hasKeyboard = (target: Locator) => target.evaluate((element) => element === document.activeElement);

	async function reach(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
		await target.waitFor({ state: "attached" });
		for (let stops = 0; stops < MOST_STOPS; stops++) {
			if (await hasKeyboard(target)) return;
			await move(key);
		}
		throw new Error(`the keyboard never comes to ${target}`);
	}

	return {
		reach,
		stop,
		async press(target) {
			await reach(target);
			await page.keyboard.press("Enter");
		},
		async tick(target) {
			await reach(target);
			await page.keyboard.press("Space");
		},
		async choose(target) {
			await target.waitFor({ state: "attached" });
			const group = await target.getAttribute("name");
			for (let stops = 0; stops < MOST_STOPS; stops++) {
				const isThere = await page.evaluate(
					(name) => (document.activeElement as HTMLInputElement | null)?.name === name,
					group,
				);
				if (isThere) break;
				await move("Tab");
			}
			for (let stops = 0; stops < MOST_STOPS; stops++) {
				if (await hasKeyboard(target)) break;
				await move("ArrowDown");
			}
			if (!(await target.isChecked())) await page.keyboard.press("Space");
			expect(await target.isChecked()).toBe(true);
		},
		async select(target, text) {
			await reach(target);
			const chosen = () => target.locator("option:checked").textContent();
			await page.keyboard.press("Home");
			for (let stops = 0; stops < MOST_STOPS && !(await chosen())?.includes(text); stops++) {
				await page.keyboard.press("ArrowDown");
			}
			expect(await chosen()).toContain(text);
			expect(await hasKeyboard(target), "choosing takes the keyboard nowhere").toBe(true);
		},
		async write(target, text) {
			await reach(target);
			await page.keyboard.press("ControlOrMeta+a");
			await page.keyboard.type(text);
		},
		async writeTime(target, typed) {
			await reach(target);
			await page.keyboard.type(typed);
		},
	};
}

/** Every stop of a page, once around. */
export async function walkPage(page: Page, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Stop[]> {
	const stops: Stop[] = [];
	for (let count = 0; count < MOST_STOPS; count++) {
		await page.keyboard.press(key);
		const at = await page.evaluate(readStop);
		const hasMoved = stops.at(-1)?.what !== at.what;
		if (hasMoved && at.what === stops[0]?.what) return stops;
		// At its end the keyboard leaves the page, and comes in at the other.
		if (!at.isNowhere) stops.push(at);
	}
	const last = stops.slice(-3).map(({ what }) => what);
	throw new Error(`there is no way around: ${last.join(" | ")}`);
}

/** What a person without a mouse has to come to, one of each group of radio buttons. */
export function listControls(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const seen = new Set<string>();
		const controls = document.querySelectorAll<HTMLElement>(
			"a[href], button, input:not([type=hidden]), select, textarea, summary",
		);
		return [...controls].flatMap((one, index) => {
			const isOff = one.matches(":disabled") || one.tabIndex < 0 || !one.checkVisibility();
			const group = one instanceof HTMLInputElement && one.type === "radio" ? one.name : "";
			if (isOff || (group && seen.has(group))) return [];
			if (group) seen.add(group);
			return [group ? `group ${group}` : `${index} ${one.outerHTML.slice(0, 120)}`];
		});
	});
}

/** Runs in the page. */
function readStop(): Stop {
	const element = document.activeElement;
	if (!(element instanceof HTMLElement) || element === document.body) {
		return { what: "nothing", isNowhere: true, isVisible: false, isInView: false, index: -1 };
	}
	const controls = document.querySelectorAll(
		"a[href], button, input:not([type=hidden]), select, textarea, summary",
	);
	const index = [...controls].indexOf(element);
	const group = element instanceof HTMLInputElement && element.type === "radio" ? element.name : "";
	const style = getComputedStyle(element);
	const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
	const box = element.getClientRects()[0] ?? new DOMRect();
	const x = box.left + box.width / 2;
	const y = box.top + box.height / 2;
	// null outside of what is shown; something else where that lies above it.
	const there = document.elementFromPoint(x, y);
	return {
		what: group ? `group ${group}` : `${index} ${element.outerHTML.slice(0, 120)}`,
		isNowhere: false,
		isVisible: (outlined || style.boxShadow !== "none") && box.width > 0 && box.height > 0,
		isInView: there !== null && (element.contains(there) || there.contains(element)),
		index,
	};
}
