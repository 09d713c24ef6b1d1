import { checkElement, checkString, checkText, isJson, type Json } from "./block-elements.ts";

/** Block Kit as Slack refuses it. An empty list of problems: Slack would show it. */
export interface Problems {
	add(at: string, message: string): void;
	readonly list: { at: string; message: string }[];
}

export type Surface = "message" | "modal" | "home";

const MAX_BLOCKS = { message: 50, modal: 100, home: 100 } as const;
/** Not documented; messages above it were refused with `msg_blocks_too_long`. */
const MAX_MESSAGE_JSON = 13_200;

function createProblems(): Problems {
	const list: Problems["list"] = [];
	return { list, add: (at, message) => list.push({ at, message }) };
}

export function checkBlocks(blocks: unknown, surface: Surface, root = "/blocks"): Problems["list"] {
	const problems = createProblems();
	if (!Array.isArray(blocks)) {
		problems.add(root, "must be an array");
		return problems.list;
	}
	if (blocks.length > MAX_BLOCKS[surface]) {
		problems.add(root, `no more than ${MAX_BLOCKS[surface]} items allowed`);
	}
	const ids = new Set<string>();
	blocks.forEach((block, index) => {
		const at = `${root}/${index}`;
		if (!isJson(block) || typeof block.type !== "string") {
			problems.add(at, "missing required field: type");
			return;
		}
		checkString(block.block_id, `${at}/block_id`, problems, 255);
		if (typeof block.block_id === "string") {
			if (ids.has(block.block_id)) {
				problems.add(`${at}/block_id`, `\`block_id\` "${block.block_id}" already exists`);
			}
			ids.add(block.block_id);
		}
		checkBlock(block, at, problems, surface);
	});
	return problems.list;
}

export function isTooLong(blocks: unknown): boolean {
	return JSON.stringify(blocks).length > MAX_MESSAGE_JSON;
}

const OTHER_BLOCKS: Record<string, readonly Surface[]> = {
	rich_text: ["message", "modal", "home"],
	video: ["message", "modal", "home"],
	markdown: ["message"],
	table: ["message"],
	alert: ["modal"],
	card: ["message", "home"],
	carousel: ["message", "home"],
	container: ["message", "home"],
	context_actions: ["message"],
	data_visualization: ["message"],
	plan: ["message"],
	task_card: ["message"],
};

function checkBlock(block: Json, at: string, problems: Problems, surface: Surface): void {
	switch (block.type) {
		case "section":
			checkSection(block, at, problems);
			break;
		case "header":
			checkText(block.text, `${at}/text`, problems, { max: 150, plain: true });
			break;
		case "divider":
			break;
		case "context":
			checkContext(block, at, problems);
			break;
		case "actions": {
			const elements = listOf(block.elements, `${at}/elements`, problems, 25);
			const actionIds = new Set<unknown>();
			elements.forEach((element, index) => {
				const here = `${at}/elements/${index}`;
				checkElement(element, here, problems, "actions");
				if (isJson(element) && element.action_id !== undefined) {
					if (actionIds.has(element.action_id)) {
						problems.add(`${here}/action_id`, `\`action_id\` "${element.action_id}" already exists`);
					}
					actionIds.add(element.action_id);
				}
			});
			break;
		}
		case "input":
			checkText(block.label, `${at}/label`, problems, { max: 2000, plain: true });
			if (block.hint !== undefined) {
				checkText(block.hint, `${at}/hint`, problems, { max: 2000, plain: true });
			}
			checkElement(block.element, `${at}/element`, problems, "input");
			break;
		case "image":
			checkString(block.image_url, `${at}/image_url`, problems, 3000);
			if (typeof block.alt_text !== "string")
				problems.add(`${at}/alt_text`, "missing required field: alt_text");
			break;
		default: {
			const surfaces = OTHER_BLOCKS[String(block.type)];
			if (!surfaces?.includes(surface)) problems.add(`${at}/type`, `unsupported type: ${block.type}`);
		}
	}
}

function checkSection(block: Json, at: string, problems: Problems): void {
	if (block.text === undefined && block.fields === undefined) {
		problems.add(at, "missing required field: text or fields");
	}
	if (block.text !== undefined) checkText(block.text, `${at}/text`, problems, { max: 3000 });
	if (block.fields !== undefined) {
		listOf(block.fields, `${at}/fields`, problems, 10).forEach((field, index) => {
			checkText(field, `${at}/fields/${index}`, problems, { max: 2000 });
		});
	}
	if (block.accessory !== undefined) {
		checkElement(block.accessory, `${at}/accessory`, problems, "accessory");
	}
}

function checkContext(block: Json, at: string, problems: Problems): void {
	listOf(block.elements, `${at}/elements`, problems, 10).forEach((element, index) => {
		const here = `${at}/elements/${index}`;
		if (isJson(element) && element.type === "image") {
			checkString(element.image_url, `${here}/image_url`, problems, 3000);
			if (typeof element.alt_text !== "string") {
				problems.add(`${here}/alt_text`, "missing required field: alt_text");
			}
		} else checkText(element, here, problems, { max: 3000 });
	});
}

function listOf(value: unknown, at: string, problems: Problems, max: number): unknown[] {
	if (!Array.isArray(value) || value.length === 0) {
		problems.add(at, "must provide at least one item");
		return [];
	}
	if (value.length > max) problems.add(at, `no more than ${max} items allowed`);
	return value;
}

const MAX_VIEW_BYTES = 250_000;

export function isViewTooLarge(view: unknown): boolean {
	return new TextEncoder().encode(JSON.stringify(view)).length > MAX_VIEW_BYTES;
}

export function checkView(view: unknown, surface: "modal" | "home"): Problems["list"] {
	const problems = createProblems();
	if (!isJson(view)) {
		problems.add("/view", "must be an object");
		return problems.list;
	}
	if (view.type !== surface) problems.add("/view/type", `must be ${surface}`);
	checkString(view.callback_id, "/view/callback_id", problems, 255);
	checkString(view.external_id, "/view/external_id", problems, 255);
	checkString(view.private_metadata, "/view/private_metadata", problems, 3000);
	if (surface === "modal") {
		checkText(view.title, "/view/title", problems, { max: 24, plain: true });
		for (const name of ["submit", "close"]) {
			if (view[name] !== undefined && view[name] !== null) {
				checkText(view[name], `/view/${name}`, problems, { max: 24, plain: true });
			}
		}
		const hasInput = Array.isArray(view.blocks) && view.blocks.some((b) => isJson(b) && b.type === "input");
		if (hasInput && !view.submit) problems.add("/view/submit", "missing required field: submit");
	}
	for (const problem of checkBlocks(view.blocks, surface, "/view/blocks")) {
		problems.add(problem.at, problem.message);
	}
	return problems.list;
}

/** Slack names what the app left unnamed. */
export function withIds(blocks: readonly Json[], nextId: () => number): Json[] {
	const named = (prefix: string) => `${prefix}${nextId().toString(36)}`;
	return blocks.map((block) => {
		const copy = structuredClone(block);
		copy.block_id ??= named("b");
		const elements = [copy.accessory, copy.element, ...(Array.isArray(copy.elements) ? copy.elements : [])];
		if (copy.type !== "context" && copy.type !== "rich_text") {
			for (const element of elements) {
				if (isJson(element) && element.type !== "image") element.action_id ??= named("a");
			}
		}
		return copy;
	});
}
