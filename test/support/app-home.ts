import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { SentRequest } from "../../sandbox/vendors/slack-simulator.ts";
import { readBlocks } from "./shown.ts";
import { type Person, waitFor } from "./slack-story.ts";

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asJson) : []);
const textOf = (value: unknown): string => String(asJson(value).text ?? "");

/** App Home as its reader has it. */
export interface ShownHome {
	hash: string;
	says: string;
	buttons: string[];
	/** What is ticked, by the checkboxes' labels. */
	ticked: string[];
	/** Every checkbox there is. */
	boxes: string[];
	/** What the time pickers hold, by their placeholders. */
	times: Record<string, string>;
	elements: HomeElement[];
}

interface HomeElement {
	blockId: string;
	actionId: string;
	type: string;
	label: string;
	/** The line that the element stands in. */
	line: string;
	options: { text: string; value: string }[];
	initial: string[];
	time: string | null;
}

/** App Home of one person. */
export function createHome(sandbox: () => Sandbox, { teamId, userId }: Pick<Person, "teamId" | "userId">) {
	const now = () => {
		const home = sandbox().slack.home(teamId, userId);
		return home ? toShownHome(home.hash, home.view) : null;
	};

	/** Does something, and reads Home as soon as it was drawn again. */
	async function after(act: () => Promise<SentRequest>): Promise<ShownHome> {
		const before = now()?.hash;
		const drawn = waitFor(sandbox(), () => {
			const home = now();
			return home && home.hash !== before ? home : undefined;
		});
		expect(await act()).toMatchObject({ status: 200, error: null });
		return drawn;
	}

	async function act(element: HomeElement, value?: string): Promise<SentRequest> {
		const { blockId, actionId } = element;
		const input = { teamId, userId, source: { kind: "home" } as const, blockId, actionId };
		return sandbox().slack.act({ ...input, ...(value === undefined ? {} : { value }) });
	}

	function find(home: ShownHome, label: string, line = ""): HomeElement {
		const found = home.elements.find((one) => one.label === label && one.line.includes(line));
		if (!found)
			throw new Error(`Home has no ${label} ${line}, only ${home.buttons.join(", ")}: ${home.says}`);
		return found;
	}

	return {
		now,
		open: () => after(() => sandbox().slack.openHome({ teamId, userId })),
		/** Presses, and reads Home when it was drawn again. */
		press: (home: ShownHome, label: string) => after(() => act(find(home, label))),
		/** Presses what opens something else; `line`: what the button's line says. */
		click: (home: ShownHome, label: string, line = "") => act(find(home, label, line)),
		setTime: (home: ShownHome, label: string, time: string) => after(() => act(find(home, label), time)),
		/** Ticks or unticks one checkbox. */
		toggle(home: ShownHome, label: string) {
			const group = home.elements.find(({ options }) => options.some(({ text }) => text === label));
			const option = group?.options.find(({ text }) => text === label);
			if (!group || !option) throw new Error(`no checkbox ${label}, only ${home.boxes.join(", ")}`);
			const { value } = option;
			const isOn = group.initial.includes(value);
			const ticked = isOn ? group.initial.filter((one) => one !== value) : [...group.initial, value];
			return after(() => act(group, ticked.join(",")));
		},
		/** Unticks every checkbox there is. */
		async untickAll(home: ShownHome): Promise<ShownHome> {
			const group = home.elements.find(({ type, initial }) => type === "checkboxes" && initial.length > 0);
			return group ? this.untickAll(await after(() => act(group, ""))) : home;
		},
	};
}

function toShownHome(hash: string, view: Json): ShownHome {
	const blocks = asList(view.blocks);
	expect(view.type).toBe("home");
	expect(blocks.length).toBeLessThanOrEqual(100);
	const elements = blocks.flatMap(elementsOf);
	const boxes = elements.filter(({ type }) => type === "checkboxes");
	const pickers = elements.filter(({ type }) => type === "timepicker");
	return {
		hash,
		says: readBlocks(blocks).says,
		buttons: elements.filter(({ type }) => type === "button").map(({ label }) => label),
		boxes: boxes.flatMap(({ options }) => options.map(({ text }) => text)),
		ticked: boxes.flatMap(({ options, initial }) =>
			options.filter(({ value }) => initial.includes(value)).map(({ text }) => text),
		),
		times: Object.fromEntries(pickers.map(({ label, time }) => [label, time ?? ""])),
		elements,
	};
}

function elementsOf(block: Json): HomeElement[] {
	const elements = [...(block.type === "actions" ? asList(block.elements) : []), asJson(block.accessory)];
	return elements
		.filter(({ action_id }) => action_id !== undefined)
		.map((element) => ({
			blockId: String(block.block_id),
			actionId: String(element.action_id),
			type: String(element.type),
			label: textOf(element.text ?? element.placeholder),
			line: textOf(block.text),
			options: asList(element.options).map(({ text, value }) => ({
				text: textOf(text),
				value: String(value),
			})),
			initial: asList(element.initial_options).map(({ value }) => String(value)),
			time: typeof element.initial_time === "string" ? element.initial_time : null,
		}));
}
