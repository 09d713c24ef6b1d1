/**
 * What Slack refuses or mangles in a message, checked without Slack: counts, lengths, unique ids, empty texts,
 * and that no markup is guessed in text that may be a customer's.
 */
type Json = Record<string, unknown>;

const MAX_BLOCKS_JSON = 12_000;

const BLOCKS: Record<string, (block: Json, check: Checker) => void> = {
	section: (block, check) => {
		check.require(block.text !== undefined || block.fields !== undefined, "section without text or fields");
		if (block.text !== undefined) check.text(block.text, 3000);
		if (block.fields !== undefined) {
			check.list(block.fields, 10).forEach((field) => {
				check.text(field, 2000);
			});
		}
		if (block.accessory !== undefined) check.element(asJson(block.accessory));
	},
	context: (block, check) =>
		check.list(block.elements, 10).forEach((element) => {
			check.text(element, 2000);
		}),
	actions: (block, check) =>
		check.list(block.elements, 25).forEach((element) => {
			check.element(element);
		}),
	header: (block, check) => check.text(block.text, 150, "plain_text"),
	divider: () => {},
};

const MODAL_BLOCKS: typeof BLOCKS = {
	...BLOCKS,
	input: (block, check) => {
		check.text(block.label, 2000, "plain_text");
		if (block.hint !== undefined) check.text(block.hint, 2000, "plain_text");
		check.require(block.block_id !== undefined, "input without block_id");
		check.input(asJson(block.element));
	},
};

/** Everything wrong with a modal; empty when Slack takes it. */
export function problemsOfView(view: object): string[] {
	const check = new Checker();
	const modal = asJson(view);
	const blocks = Array.isArray(modal.blocks) ? modal.blocks.map(asJson) : [];
	check.require(modal.type === "modal", "not a modal");
	check.text(modal.title, 24, "plain_text");
	for (const name of ["submit", "close"])
		if (modal[name] !== undefined) check.text(modal[name], 24, "plain_text");
	check.require(/^[a-z_]{1,255}$/.test(String(modal.callback_id)), "no callback_id");
	const metadata = modal.private_metadata;
	check.require(typeof metadata === "string" && metadata.length <= 3000, "private_metadata too long");
	if (modal.external_id !== undefined) {
		check.require(
			typeof modal.external_id === "string" && modal.external_id.length <= 255,
			"bad external_id",
		);
	}
	check.require(blocks.length > 0 && blocks.length <= 100, `${blocks.length} blocks`);
	const hasInput = blocks.some(({ type }) => type === "input");
	check.require(!hasInput || modal.submit !== undefined, "input without submit");
	const size = new TextEncoder().encode(JSON.stringify(view)).length;
	check.require(size < 250_000, `view of ${size} bytes`);
	for (const block of blocks) {
		const known = MODAL_BLOCKS[String(block.type)];
		check.require(known !== undefined, `unknown block ${String(block.type)}`);
		known?.(block, check);
		check.unique("block_id", block.block_id);
	}
	return check.problems;
}

/** Everything wrong with App Home; empty when Slack takes it. */
export function problemsOfHome(view: { type: string; blocks: readonly object[] }): string[] {
	const check = new Checker();
	check.require(view.type === "home", "not a home tab");
	check.require(view.blocks.length > 0 && view.blocks.length <= 100, `${view.blocks.length} blocks`);
	const size = new TextEncoder().encode(JSON.stringify(view)).length;
	check.require(size < 250_000, `view of ${size} bytes`);
	for (const block of view.blocks.map(asJson)) {
		const known = BLOCKS[String(block.type)];
		check.require(known !== undefined, `unknown block ${String(block.type)}`);
		known?.(block, check);
	}
	return check.problems;
}

/** Everything wrong with a message; empty when Slack takes it. */
export function problemsOf(message: { text: string; blocks: readonly object[] }): string[] {
	const check = new Checker();
	check.require(message.text.trim().length > 0, "no notification text");
	check.require(message.text.length < 4000, `notification text of ${message.text.length}`);
	check.require(message.blocks.length > 0 && message.blocks.length <= 50, `${message.blocks.length} blocks`);
	const size = JSON.stringify(message.blocks).length;
	check.require(size < MAX_BLOCKS_JSON, `blocks of ${size} characters`);
	for (const block of message.blocks.map(asJson)) {
		const known = BLOCKS[String(block.type)];
		check.require(known !== undefined, `unknown block ${String(block.type)}`);
		known?.(block, check);
		check.unique("block_id", block.block_id);
	}
	return check.problems;
}

class Checker {
	readonly problems: string[] = [];
	private readonly seen = new Set<string>();

	require(fine: boolean, problem: string): void {
		if (!fine) this.problems.push(problem);
	}

	unique(name: string, id: unknown): void {
		if (id === undefined) return;
		this.require(typeof id === "string" && id.length > 0 && id.length <= 255, `bad ${name}`);
		this.require(!this.seen.has(`${name} ${id}`), `${name} ${String(id)} twice`);
		this.seen.add(`${name} ${id}`);
	}

	list(value: unknown, max: number): Json[] {
		const items = Array.isArray(value) ? value.map(asJson) : [];
		this.require(items.length > 0 && items.length <= max, `${items.length} of at most ${max}`);
		return items;
	}

	text(value: unknown, max: number, type?: "plain_text"): void {
		const object = asJson(value);
		const { text } = object;
		if (typeof text !== "string") {
			this.problems.push("text object without text");
			return;
		}
		this.require(text.trim().length > 0, "empty text");
		this.require(text.length <= max, `text of ${text.length}, ${max} allowed`);
		this.require(text.isWellFormed(), "half a character");
		this.require(!/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/.test(text), "invisible characters");
		this.require(!/\b(undefined|null|NaN|\[object)\b/.test(text), `not for people: ${text}`);
		if (type) this.require(object.type === type, `${type} expected`);
		if (object.type === "mrkdwn") {
			this.require(object.verbatim === true, "mrkdwn that isn't verbatim");
			this.require(!/&(?!(amp|lt|gt);)/.test(text), "a bare or cut ampersand");
			const rest = text.replace(/<(https?:\/\/[^<>|\s]+|!date\^\d+\^[^<>|^]+)\|[^<>|]+>/g, "");
			this.require(!/[<>]/.test(rest.replace(/^> /gm, "")), `markup that is none of ours: ${rest}`);
		} else {
			this.require(object.type === "plain_text" && object.emoji === false, "plain text that makes emoji");
		}
	}

	element(element: Json): void {
		this.unique("action_id", element.action_id);
		this.require(element.action_id !== undefined, "element without action_id");
		if (element.type === "button") {
			this.text(element.text, 75, "plain_text");
			this.length(element.value, 2000);
			this.length(element.url, 3000);
			this.require(element.value !== undefined || element.url !== undefined, "button that does nothing");
			this.require([undefined, "primary", "danger"].includes(element.style as string), "unknown style");
			if (element.confirm !== undefined) this.confirm(asJson(element.confirm));
		} else if (element.type === "static_select") {
			this.text(element.placeholder, 150, "plain_text");
			this.options(element.options, 100, 75);
		} else if (element.type === "overflow") {
			this.options(element.options, 5, 75);
		} else if (element.type === "checkboxes") {
			this.options(element.options, 10, 150);
			this.chosen(element, element.options);
		} else if (element.type === "timepicker") {
			this.require(/^([01]\d|2[0-3]):[0-5]\d$/.test(String(element.initial_time)), "no time");
			if (element.placeholder !== undefined) this.text(element.placeholder, 150, "plain_text");
		} else {
			this.require(false, `unknown element ${String(element.type)}`);
		}
	}

	private confirm(confirm: Json): void {
		this.text(confirm.title, 100, "plain_text");
		this.text(confirm.text, 300, "plain_text");
		this.text(confirm.confirm, 30, "plain_text");
		this.text(confirm.deny, 30, "plain_text");
	}

	/** What stands in an input block of a modal. */
	input(element: Json): void {
		this.unique("action_id", element.action_id);
		this.require(element.action_id !== undefined, "element without action_id");
		if (element.placeholder !== undefined) this.text(element.placeholder, 150, "plain_text");
		switch (element.type) {
			case "plain_text_input": {
				const max = Number(element.max_length ?? 3000);
				this.require(max >= 1 && max <= 3000, `max_length of ${max}`);
				this.length(element.initial_value, max);
				break;
			}
			case "email_text_input":
			case "number_input":
				this.length(element.initial_value, 3000);
				break;
			case "datepicker":
				this.require(/^(undefined|\d{4}-\d\d-\d\d)$/.test(String(element.initial_date)), "no date");
				break;
			case "external_select":
				if (element.initial_option !== undefined) this.options([element.initial_option], 1, 150);
				break;
			case "checkboxes":
			case "radio_buttons":
				this.options(element.options, 10, 150);
				break;
			case "static_select":
			case "multi_static_select":
				this.selectOptions(element);
				break;
			default:
				this.require(false, `unknown input ${String(element.type)}`);
		}
	}

	private selectOptions(element: Json): void {
		const groups = element.option_groups === undefined ? null : this.list(element.option_groups, 100);
		for (const group of groups ?? []) {
			this.text(group.label, 75, "plain_text");
			this.options(group.options, 100, 150);
		}
		if (!groups) this.options(element.options, 100, 150);
		this.chosen(element, groups ? groups.flatMap(({ options }) => options) : element.options);
	}

	private chosen(element: Json, all: unknown): void {
		const offered = (Array.isArray(all) ? all : []).map((option) => JSON.stringify(option));
		const initial = [element.initial_option, element.initial_options]
			.flat()
			.filter((one) => one !== undefined);
		const fits = initial.every((one) => offered.includes(JSON.stringify(one)));
		this.require(fits, "chooses what isn't offered");
	}

	private options(value: unknown, max: number, maxValue: number): void {
		for (const option of this.list(value, max)) {
			this.text(option.text, 75, "plain_text");
			if (option.description !== undefined) this.text(option.description, 75, "plain_text");
			this.require(option.value !== undefined, "option without value");
			this.length(option.value, maxValue);
		}
	}

	private length(value: unknown, max: number): void {
		if (value === undefined) return;
		this.require(typeof value === "string" && value.length > 0 && value.length <= max, `value beyond ${max}`);
	}
}

function asJson(value: unknown): Json {
	return typeof value === "object" && value !== null ? (value as Json) : {};
}
