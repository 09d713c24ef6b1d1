import * as v from "valibot";
import { MAX_SUBJECT, parseTarget, type Target } from "../core/command.ts";
import type { FieldValue } from "../core/ticket-writing.ts";
import type { FormProblemMessages } from "../locales/slack/acting-messages.ts";
import { BLOCK, NOBODY, toFieldId } from "./modal-ids.ts";
import { type Inputs, readInputs } from "./modal-inputs.ts";
import { toLine } from "./mrkdwn.ts";

/** Slack's limit for one input. */
export const MAX_TEXT = 3000;
/** As browsers judge it, with a dot in the domain: stricter rules refuse addresses that do get mail. */
const emailSchema = v.pipe(v.string(), v.maxLength(254), v.rfcEmail(), v.regex(/@.+\../));

/** What was typed, or what is wrong with it by the block it was typed into. */
export type ParsedForm<T> = { kind: "ok"; values: T } | { kind: "errors"; errors: Record<string, string> };

export interface CreateValues {
	departmentId: string;
	requesterEmail: string;
	subject: string;
	description: string;
	/** A `PriorityChoice` id. */
	priority: string | null;
	fields: Record<string, FieldValue>;
}

export interface CommentValues {
	text: string;
}

export interface ReplyValues {
	text: string;
	/** A `StatusChoice` id; null leaves the status alone. */
	status: string | null;
}

export interface AddToTicketValues {
	target: Target;
	visibility: "internal" | "public";
	text: string;
}

/** `values` is `view.state.values`. */
export function parseCreateValues(values: unknown, words: FormProblemMessages): ParsedForm<CreateValues> {
	const form = openForm(values, words);
	const departmentId = form.choice(BLOCK.department);
	const requesterEmail = form.email(BLOCK.requester);
	const subject = toLine(form.text(BLOCK.subject, MAX_SUBJECT));
	const description = form.text(BLOCK.description, MAX_TEXT);
	const fields: [string, FieldValue][] = form.inputs.blocks.flatMap((block) => {
		const id = toFieldId(block);
		return id === null ? [] : [[id, form.field(block)]];
	});
	return form.close({
		departmentId,
		requesterEmail,
		subject,
		description,
		priority: form.inputs.choice(BLOCK.priority),
		fields: Object.fromEntries(fields),
	});
}

export function parseCommentValues(values: unknown, words: FormProblemMessages): ParsedForm<CommentValues> {
	const form = openForm(values, words);
	return form.close({ text: form.text(BLOCK.text, MAX_TEXT) });
}

export function parseReplyValues(values: unknown, words: FormProblemMessages): ParsedForm<ReplyValues> {
	const form = openForm(values, words);
	return form.close({ text: form.text(BLOCK.text, MAX_TEXT), status: form.inputs.choice(BLOCK.status) });
}

/** What isn't clearly public is internal. */
export function parseAddToTicketValues(
	values: unknown,
	words: FormProblemMessages,
): ParsedForm<AddToTicketValues> {
	const form = openForm(values, words);
	const target = form.target(BLOCK.ticket);
	const visibility = form.inputs.choice(BLOCK.visibility) === "public" ? "public" : "internal";
	return form.close({ target, visibility, text: form.text(BLOCK.text, MAX_TEXT) });
}

export function parseStatusValues(
	values: unknown,
	words: FormProblemMessages,
): ParsedForm<{ status: string }> {
	const form = openForm(values, words);
	return form.close({ status: form.choice(BLOCK.status) });
}

export function parsePriorityValues(
	values: unknown,
	words: FormProblemMessages,
): ParsedForm<{ priority: string }> {
	const form = openForm(values, words);
	return form.close({ priority: form.choice(BLOCK.priority) });
}

/** null unassigns. */
export function parseAssignValues(
	values: unknown,
	words: FormProblemMessages,
): ParsedForm<{ assigneeId: string | null }> {
	const form = openForm(values, words);
	const chosen = form.choice(BLOCK.assignee);
	return form.close({ assigneeId: chosen === NOBODY ? null : chosen });
}

export function parseMoveValues(
	values: unknown,
	words: FormProblemMessages,
): ParsedForm<{ departmentId: string }> {
	const form = openForm(values, words);
	return form.close({ departmentId: form.choice(BLOCK.department) });
}

/** The inputs of one submission, with the problems found while they are read. */
export interface OpenForm {
	inputs: Inputs;
	refuse(block: string, problem: string): void;
	text(block: string, max: number): string;
	email(block: string): string;
	choice(block: string): string;
	target(block: string): Target;
	field(block: string): FieldValue;
	close<T>(values: T): ParsedForm<T>;
}

export function openForm(values: unknown, words: FormProblemMessages): OpenForm {
	const inputs = readInputs(values);
	const errors = new Map<string, string>();
	const form: OpenForm = {
		inputs,
		refuse: (block, problem) => void errors.set(block, problem),
		text(block, max) {
			const text = inputs.text(block);
			if (!text) form.refuse(block, words.required);
			else if (text.length > max) form.refuse(block, words.tooLong(max));
			return text;
		},
		email(block) {
			const email = inputs.text(block).normalize("NFKC").trim();
			if (!email) form.refuse(block, words.required);
			else if (!v.is(emailSchema, email)) {
				form.refuse(block, words.notAnEmail);
			}
			return email;
		},
		choice(block) {
			const chosen = inputs.choice(block);
			if (!chosen) form.refuse(block, words.chooseOne);
			return chosen ?? "";
		},
		target(block) {
			const target = parseTarget(inputs.text(block));
			if (!target) form.refuse(block, inputs.text(block) ? words.notATicket : words.required);
			return target ?? { by: "digits", digits: "0" };
		},
		field: (block) => readField(form, block, words),
		close: (read) =>
			errors.size > 0 ? { kind: "errors", errors: Object.fromEntries(errors) } : { kind: "ok", values: read },
	};
	return form;
}

/** A department's own field: all of them are mandatory, and the input itself says of which kind it is. */
function readField(form: OpenForm, block: string, words: FormProblemMessages): FieldValue {
	const { inputs } = form;
	switch (inputs.type(block)) {
		case "static_select":
			return form.choice(block);
		case "multi_static_select": {
			const chosen = inputs.choices(block);
			if (chosen.length === 0) form.refuse(block, words.chooseOne);
			return chosen;
		}
		case "checkboxes":
			return inputs.choices(block).length > 0;
		case "datepicker": {
			const date = inputs.date(block) ?? "";
			if (!v.is(v.pipe(v.string(), v.isoDate()), date)) form.refuse(block, words.notADate);
			return date;
		}
		case "number_input": {
			const number = inputs.text(block).normalize("NFKC");
			if (!number) form.refuse(block, words.required);
			else if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(number)) form.refuse(block, words.notANumber);
			return number;
		}
		default:
			return form.text(block, MAX_TEXT);
	}
}
