import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { SentRequest, SimView } from "../../sandbox/vendors/slack-simulator.ts";
import { problemsOfView } from "./block-kit.ts";
import { readBlocks } from "./shown.ts";
import { type Person, waitFor } from "./slack-story.ts";

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asJson) : []);
const textOf = (value: unknown): string => String(asJson(value).text ?? "");

/** A modal as its reader has it. */
export interface ShownForm {
	id: string;
	hash: string;
	/** The app's name for it: `create`, `loading`, `done`… */
	name: string;
	title: string;
	says: string;
	/** What its confirming button says; null where there is none. */
	submit: string | null;
	buttons: string[];
	inputs: FormInput[];
	/** What is said at the fields, by their labels. */
	errors: Record<string, string>;
	view: Json;
}

export interface FormInput {
	label: string;
	blockId: string;
	actionId: string;
	type: string;
	optional: boolean;
	options: { text: string; value: string }[];
	/** What it came with: a text, or the chosen option's. */
	initial: string | null;
}

/** What a person types or chooses, by the field's label; options by their text. */
export type Entries = Record<string, string | readonly string[]>;

export interface Forms {
	/** The modal on top; null without any. */
	top(): ShownForm | null;
	/** How many modals are open. */
	depth(): number;
	/** Does what opens a form, and reads the form as soon as it is more than a loading view. */
	open(act: () => Promise<unknown>): Promise<ShownForm>;
	command(text: string): Promise<ShownForm>;
	/** What a select offers for what was typed into it. */
	suggest(form: ShownForm, label: string, typed: string): Promise<string[]>;
	/** Chooses an option of a select that the app hears of at once, and reads the form as it is then. */
	choose(form: ShownForm, label: string, option: string, typed?: Entries): Promise<ShownForm>;
	/** Presses a button within the modal and reads what comes. */
	press(form: ShownForm, label: string): Promise<ShownForm>;
	/** Fills in and sends; reads what comes once the sending is over. */
	send(form: ShownForm, entries: Entries): Promise<ShownForm>;
	/** Closes whatever is open. */
	closeAll(): Promise<void>;
}

const PASSING = new Set(["loading", "sending"]);

export function createForms(sandbox: () => Sandbox, person: Person, channelId: string): Forms {
	const { teamId, userId } = person;
	const stack = () => sandbox().slack.views(teamId, userId);
	const top = () => {
		const view = stack().at(-1);
		return view ? toShownForm(view) : null;
	};
	const keyOf = (form: ShownForm | null) =>
		form ? [form.id, form.hash, JSON.stringify(form.errors)].join() : "";

	async function next(since: ShownForm | null): Promise<ShownForm> {
		const form = await waitFor(sandbox(), () => {
			const now = top();
			return now && keyOf(now) !== keyOf(since) && !PASSING.has(now.name) ? now : undefined;
		});
		expect(problemsOfView(form.view)).toEqual([]);
		return form;
	}

	async function optionFor(form: ShownForm, input: FormInput, text: string): Promise<string> {
		const { blockId, actionId } = input;
		const source = { kind: "view", viewId: form.id } as const;
		const typed = async (query: string) =>
			(await sandbox().slack.suggest({ teamId, userId, source, blockId, actionId, query })).options;
		const offered =
			input.type === "external_select" ? [...(await typed(text)), ...(await typed(""))] : input.options;
		const found = offered.find((option) => option.text === text);
		if (!found) {
			throw new Error(`${input.label} offers no ${text}, only ${offered.map((one) => one.text).join(", ")}`);
		}
		return found.value;
	}

	async function toValues(form: ShownForm, entries: Entries): Promise<Record<string, Json>> {
		const values: Record<string, Json> = {};
		for (const [label, entry] of Object.entries(entries)) {
			const input = inputOf(form, label);
			const isChoice = /select|radio|checkbox/.test(input.type);
			const typed = typeof entry === "string" ? [entry] : entry;
			const chosen = isChoice ? await Promise.all(typed.map((one) => optionFor(form, input, one))) : typed;
			values[input.blockId] = { [input.actionId]: chosen.length === 1 ? chosen[0] : chosen };
		}
		return values;
	}

	const forms: Forms = {
		top,
		depth: () => stack().length,
		async open(act) {
			await forms.closeAll();
			await act();
			return next(null);
		},
		command: (text) =>
			forms.open(async () => isTaken(await sandbox().slack.command({ teamId, userId, channelId, text }))),
		async suggest(form, label, typed) {
			const { blockId, actionId } = inputOf(form, label);
			const source = { kind: "view", viewId: form.id } as const;
			const input = { teamId, userId, source, blockId, actionId, query: typed };
			return (await sandbox().slack.suggest(input)).options.map(({ text }) => text);
		},
		async choose(form, label, option, typed = {}) {
			const input = inputOf(form, label);
			const { blockId, actionId } = input;
			const value = await optionFor(form, input, option);
			const state = await toValues(form, typed);
			const source = { kind: "view", viewId: form.id } as const;
			const changed = next(form);
			isTaken(await sandbox().slack.act({ teamId, userId, source, blockId, actionId, value, state }));
			return changed;
		},
		async press(form, label) {
			const { blockId, actionId } = buttonOf(form, label);
			const source = { kind: "view", viewId: form.id } as const;
			const changed = next(form);
			isTaken(await sandbox().slack.act({ teamId, userId, source, blockId, actionId }));
			return changed;
		},
		async send(form, entries) {
			const values = await toValues(form, entries);
			const changed = next(form);
			isTaken(await sandbox().slack.submitView({ teamId, userId, viewId: form.id, values }));
			const shown = await changed;
			await sandbox().idle();
			return shown;
		},
		async closeAll() {
			const viewId = stack().at(-1)?.id;
			if (viewId) await sandbox().slack.closeView({ teamId, userId, viewId, cleared: true });
		},
	};
	return forms;
}

/** Slack got an answer that it can do something with, in the time it gives. */
function isTaken(sent: SentRequest): void {
	expect(sent.error).toBeNull();
	expect([0, 200]).toContain(sent.status);
}

export function inputOf(form: ShownForm, label: string): FormInput {
	const found = form.inputs.find((input) => input.label === label);
	if (!found)
		throw new Error(`${form.title} has no ${label}, only ${labelsOf(form).join(", ")}: ${form.says}`);
	return found;
}

export function labelsOf(form: ShownForm): string[] {
	return form.inputs.map(({ label }) => label);
}

function buttonOf(form: ShownForm, label: string): { blockId: string; actionId: string } {
	for (const block of asList(form.view.blocks)) {
		const element = asList(block.elements).find(
			({ type, text }) => type === "button" && textOf(text) === label,
		);
		if (element) return { blockId: String(block.block_id), actionId: String(element.action_id) };
	}
	throw new Error(`${form.title} has no button ${label}, only ${form.buttons.join(", ")}`);
}

function toShownForm({ id, hash, view, errors }: SimView): ShownForm {
	const blocks = asList(view.blocks);
	const inputs = blocks.filter(({ type }) => type === "input").map(toInput);
	const labelOf = (blockId: string) => inputs.find((input) => input.blockId === blockId)?.label ?? blockId;
	const { says, buttons } = readBlocks(blocks.filter(({ type }) => type !== "input"));
	return {
		id,
		hash,
		name: String(view.callback_id),
		title: textOf(view.title),
		says,
		submit: view.submit === undefined ? null : textOf(view.submit),
		buttons,
		inputs,
		errors: Object.fromEntries(Object.entries(errors).map(([block, text]) => [labelOf(block), text])),
		view,
	};
}

function toInput(block: Json): FormInput {
	const element = asJson(block.element);
	const groups = asList(element.option_groups).flatMap(({ options }) => asList(options));
	const chosen = element.initial_option ? textOf(asJson(element.initial_option).text) : null;
	return {
		label: textOf(block.label),
		blockId: String(block.block_id),
		actionId: String(element.action_id),
		type: String(element.type),
		optional: block.optional === true,
		options: [...asList(element.options), ...groups].map(({ text, value }) => ({
			text: textOf(text),
			value: String(value),
		})),
		initial: typeof element.initial_value === "string" ? element.initial_value : chosen,
	};
}
