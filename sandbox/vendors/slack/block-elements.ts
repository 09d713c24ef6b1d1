import type { Problems } from "./blocks.ts";

/** Interactive elements and the small objects in them, by Slack's documented limits. */

export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function checkText(
	value: unknown,
	at: string,
	problems: Problems,
	{ max, plain = false, min = 1 }: { max: number; plain?: boolean; min?: number },
): void {
	if (!isJson(value) || (value.type !== "plain_text" && value.type !== "mrkdwn")) {
		problems.add(at, "must be a text object");
		return;
	}
	if (plain && value.type !== "plain_text") problems.add(`${at}/type`, "must be plain_text");
	if (typeof value.text !== "string") problems.add(`${at}/text`, "missing required field: text");
	else if (value.text.length < min) problems.add(`${at}/text`, `must be more than ${min - 1} characters`);
	else if (value.text.length > max) problems.add(`${at}/text`, `must be less than ${max + 1} characters`);
	if (value.type === "plain_text" && "verbatim" in value) problems.add(`${at}/verbatim`, "not allowed here");
}

export function checkString(value: unknown, at: string, problems: Problems, max: number): void {
	if (value === undefined) return;
	if (typeof value !== "string" || value.length === 0) problems.add(at, "must be a text");
	else if (value.length > max) problems.add(at, `must be less than ${max + 1} characters`);
}

function checkList(value: unknown, at: string, problems: Problems, max: number): Json[] {
	if (!Array.isArray(value) || value.length === 0) {
		problems.add(at, "must provide at least one item");
		return [];
	}
	if (value.length > max) problems.add(at, `no more than ${max} items allowed`);
	return value.filter(isJson);
}

function checkOptions(options: unknown, at: string, problems: Problems, max: number, markup: boolean): void {
	checkList(options, at, problems, max).forEach((option, index) => {
		const here = `${at}/${index}`;
		checkText(option.text, `${here}/text`, problems, { max: 75, plain: !markup });
		if (typeof option.value !== "string") problems.add(`${here}/value`, "missing required field: value");
		else if (option.value.length > 150) problems.add(`${here}/value`, "must be less than 151 characters");
		if (option.description !== undefined) {
			checkText(option.description, `${here}/description`, problems, { max: 75, plain: !markup });
		}
	});
}

function checkConfirm(confirm: unknown, at: string, problems: Problems): void {
	if (confirm === undefined) return;
	if (!isJson(confirm)) {
		problems.add(at, "must be an object");
		return;
	}
	checkText(confirm.title, `${at}/title`, problems, { max: 100, plain: true });
	checkText(confirm.text, `${at}/text`, problems, { max: 300 });
	checkText(confirm.confirm, `${at}/confirm`, problems, { max: 30, plain: true });
	checkText(confirm.deny, `${at}/deny`, problems, { max: 30, plain: true });
}

const SELECTS = new Set([
	"static_select",
	"external_select",
	"users_select",
	"conversations_select",
	"channels_select",
]);
const PICKERS = new Set(["datepicker", "timepicker", "datetimepicker"]);
const INPUTS = new Set([
	"plain_text_input",
	"email_text_input",
	"url_text_input",
	"number_input",
	"rich_text_input",
	"file_input",
]);

/** What may stand in which block. */
export function isAllowed(type: string, place: "accessory" | "actions" | "input"): boolean {
	const base = type.replace(/^multi_/, "");
	if (SELECTS.has(base)) return type === base || place !== "actions";
	if (PICKERS.has(type) || type === "checkboxes" || type === "radio_buttons") return true;
	if (type === "button" || type === "overflow") return place !== "input";
	if (type === "image") return place === "accessory";
	return place === "input" && INPUTS.has(type);
}

export function checkElement(
	element: unknown,
	at: string,
	problems: Problems,
	place: "accessory" | "actions" | "input",
): void {
	if (!isJson(element) || typeof element.type !== "string") {
		problems.add(at, "must be an element");
		return;
	}
	const { type } = element;
	if (!isAllowed(type, place)) {
		problems.add(`${at}/type`, `unsupported type: ${type}`);
		return;
	}
	if (type === "image") {
		checkString(element.image_url, `${at}/image_url`, problems, 3000);
		if (typeof element.alt_text !== "string")
			problems.add(`${at}/alt_text`, "missing required field: alt_text");
		return;
	}
	checkString(element.action_id, `${at}/action_id`, problems, 255);
	checkConfirm(element.confirm, `${at}/confirm`, problems);
	if (element.placeholder !== undefined) {
		checkText(element.placeholder, `${at}/placeholder`, problems, { max: 150, plain: true });
	}
	if (type === "button") {
		checkText(element.text, `${at}/text`, problems, { max: 75, plain: true });
		checkString(element.value, `${at}/value`, problems, 2000);
		checkString(element.url, `${at}/url`, problems, 3000);
		if (typeof element.url === "string" && !/^(https?|slack|mailto|tel):/i.test(element.url)) {
			problems.add(`${at}/url`, "invalid url");
		}
		checkString(element.accessibility_label, `${at}/accessibility_label`, problems, 75);
		if (element.style !== undefined && element.style !== "primary" && element.style !== "danger") {
			problems.add(`${at}/style`, "must be primary or danger");
		}
	} else if (type === "overflow") {
		checkOptions(element.options, `${at}/options`, problems, 5, false);
	} else if (type === "checkboxes" || type === "radio_buttons") {
		checkOptions(element.options, `${at}/options`, problems, 10, true);
	} else if (type.endsWith("static_select")) {
		if (element.option_groups === undefined) {
			checkOptions(element.options, `${at}/options`, problems, 100, false);
		} else {
			if (element.options !== undefined) problems.add(at, "options and option_groups exclude each other");
			checkList(element.option_groups, `${at}/option_groups`, problems, 100).forEach((group, index) => {
				checkText(group.label, `${at}/option_groups/${index}/label`, problems, { max: 75, plain: true });
				checkOptions(group.options, `${at}/option_groups/${index}/options`, problems, 100, false);
			});
		}
	} else if (type === "number_input") {
		if (typeof element.is_decimal_allowed !== "boolean") {
			problems.add(`${at}/is_decimal_allowed`, "missing required field: is_decimal_allowed");
		}
	} else if (type === "datepicker") {
		const date = element.initial_date;
		if (date !== undefined && (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date))) {
			problems.add(`${at}/initial_date`, "must be a date as YYYY-MM-DD");
		}
	} else if (type === "plain_text_input") {
		const maxLength = element.max_length;
		if (typeof maxLength === "number" && (maxLength < 1 || maxLength > 3000)) {
			problems.add(`${at}/max_length`, "must be between 1 and 3000");
		}
	}
}
