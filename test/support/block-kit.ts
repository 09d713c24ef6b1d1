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
		} else if (element.type === "static_select") {
			this.text(element.placeholder, 150, "plain_text");
			for (const option of this.list(element.options, 100)) {
				this.text(option.text, 75, "plain_text");
				this.require(option.value !== undefined, "option without value");
				this.length(option.value, 75);
			}
		} else {
			this.require(false, `unknown element ${String(element.type)}`);
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
