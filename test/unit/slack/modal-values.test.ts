import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slackMessages } from "../../../src/locales/slack/slack-messages.ts";
import { BLOCK, NOBODY, toFieldBlock, toFieldId } from "../../../src/slack/modal-ids.ts";
import * as values from "../../../src/slack/modal-values.ts";
import { parseTagValues } from "../../../src/slack/tag-values.ts";

const words = slackMessages("en", "zendesk").formProblem;

const typed = (block: string, value: string | null, type = "plain_text_input") => ({
	[block]: { [block]: { type, value } },
});
const chosen = (block: string, value: string | null, type = "static_select") => ({
	[block]: { [block]: { type, selected_option: value === null ? null : { value, text: { text: "x" } } } },
});
const severally = (block: string, list: string[], type = "multi_static_select") => ({
	[block]: { [block]: { type, selected_options: list.map((value) => ({ value })) } },
});

const whole = {
	...chosen(BLOCK.department, "7", "external_select"),
	...typed(BLOCK.requester, " jane@customer.example ", "email_text_input"),
	...typed(BLOCK.subject, " Printer\non fire "),
	...typed(BLOCK.description, "\r\nSmoke.\r\nMuch of it. \u202e"),
	...chosen(BLOCK.priority, "high"),
};

const created = {
	departmentId: "7",
	requesterEmail: "jane@customer.example",
	subject: "Printer on fire",
	description: "Smoke.\nMuch of it.",
	priority: "high",
	fields: {},
};

describe("a new ticket", () => {
	it("is read without what can't be seen and without white space around it", () => {
		expect(values.parseCreateValues(whole, words)).toEqual({ kind: "ok", values: created });
	});

	it("needs no priority", () => {
		const parsed = values.parseCreateValues({ ...whole, ...chosen(BLOCK.priority, null) }, words);
		expect(parsed).toEqual({ kind: "ok", values: { ...created, priority: null } });
	});

	it("has the department's fields, each by its kind", () => {
		const fields = {
			...typed("field:f0", " text "),
			...typed("field:f1", "12.5", "number_input"),
			"field:f2": { "field:f2": { type: "datepicker", selected_date: "2026-11-20" } },
			...chosen("field:f3", "o1"),
			...severally("field:f4", ["o1", "o2"]),
			...severally("field:f5", ["yes"], "checkboxes"),
			...severally("field:f6", [], "checkboxes"),
		};
		const parsed = values.parseCreateValues({ ...whole, ...fields }, words);
		const read = {
			f0: "text",
			f1: "12.5",
			f2: "2026-11-20",
			f3: "o1",
			f4: ["o1", "o2"],
			f5: true,
			f6: false,
		};
		expect(parsed).toEqual({ kind: "ok", values: { ...created, fields: read } });
	});

	it.each(["o'brien+x@mail.example", "a..b.@mobile.example", "Ｊａｎｅ＠customer.example"])(
		"may be for %s",
		(email) => {
			const parsed = values.parseCreateValues({ ...whole, ...typed(BLOCK.requester, email) }, words);
			expect(parsed).toMatchObject({ values: { requesterEmail: email.normalize("NFKC") } });
		},
	);

	it.each([
		["no department", chosen(BLOCK.department, null), { department: "Choose one." }],
		["no e-mail", typed(BLOCK.requester, null), { requester: "Fill this in." }],
		["half an e-mail", typed(BLOCK.requester, "jane@"), { requester: words.notAnEmail }],
		["two e-mails", typed(BLOCK.requester, "a@b.example, c@d.example"), { requester: words.notAnEmail }],
		[
			"a long e-mail",
			typed(BLOCK.requester, `${"x".repeat(300)}@b.example`),
			{ requester: words.notAnEmail },
		],
		["no subject", typed(BLOCK.subject, "  \u200b "), { subject: "Fill this in." }],
		["a long subject", typed(BLOCK.subject, "x".repeat(256)), { subject: "Use at most 255 characters." }],
		["no description", typed(BLOCK.description, ""), { description: "Fill this in." }],
		[
			"40,000 characters",
			typed(BLOCK.description, "x".repeat(40_000)),
			{ description: "Use at most 3000 characters." },
		],
		["an empty field", typed("field:f0", " "), { "field:f0": "Fill this in." }],
		["no number", typed("field:f0", null, "number_input"), { "field:f0": "Fill this in." }],
		["a word for a number", typed("field:f0", "many", "number_input"), { "field:f0": words.notANumber }],
		["no choice", chosen("field:f0", null), { "field:f0": "Choose one." }],
		["no choices", severally("field:f0", []), { "field:f0": "Choose one." }],
		[
			"no date",
			{ "field:f0": { "field:f0": { type: "datepicker", selected_date: null } } },
			{ "field:f0": "Choose a day." },
		],
	])("with %s is refused at that field", (_, input, errors) => {
		expect(values.parseCreateValues({ ...whole, ...input }, words)).toEqual({ kind: "errors", errors });
	});

	it("says everything that is wrong at once, in the person's language", () => {
		const japanese = slackMessages("ja", "zoho").formProblem;
		const parsed = values.parseCreateValues({}, japanese);
		expect(parsed).toEqual({
			kind: "errors",
			errors: {
				department: "1つ選択してください。",
				requester: "入力してください。",
				subject: "入力してください。",
				description: "入力してください。",
			},
		});
	});
});

describe("a message", () => {
	it.each([
		["nothing", null, { text: "Fill this in." }],
		["what can't be seen", "\u200b\u2060\n", { text: "Fill this in." }],
		["more than Slack's input takes", "x".repeat(3001), { text: "Use at most 3000 characters." }],
	])("of %s is refused", (_, text, errors) => {
		const refused = { kind: "errors", errors };
		expect(values.parseCommentValues(typed(BLOCK.text, text), words)).toEqual(refused);
		expect(values.parseReplyValues(typed(BLOCK.text, text), words)).toEqual(refused);
	});

	it("keeps its lines, and the status that goes with a reply", () => {
		const input = { ...typed(BLOCK.text, "Hello,\n\n  it works."), ...chosen(BLOCK.status, "solved") };
		const text = "Hello,\n\n  it works.";
		expect(values.parseCommentValues(input, words)).toEqual({ kind: "ok", values: { text } });
		expect(values.parseReplyValues(input, words)).toEqual({ kind: "ok", values: { text, status: "solved" } });
		expect(values.parseReplyValues(typed(BLOCK.text, text), words)).toEqual({
			kind: "ok",
			values: { text, status: null },
		});
	});
});

describe("what is added to a ticket", () => {
	const add = (number: string | null, visibility: string | null = "internal") =>
		values.parseAddToTicketValues(
			{
				...typed(BLOCK.ticket, number),
				...chosen(BLOCK.visibility, visibility, "radio_buttons"),
				...typed(BLOCK.text, "Hello"),
			},
			words,
		);

	it.each([
		["1042", { by: "digits", digits: "1042" }],
		[" #１０４２ ", { by: "digits", digits: "1042" }],
		["https://a.example/t/1", { by: "url", url: "https://a.example/t/1" }],
	])("goes to the ticket named by %j", (typedNumber, target) => {
		expect(add(typedNumber)).toEqual({
			kind: "ok",
			values: { target, visibility: "internal", text: "Hello" },
		});
	});

	it.each([
		[null, "Fill this in."],
		["", "Fill this in."],
		["printer", words.notATicket],
		["10 42", words.notATicket],
		["javascript:alert(1)", words.notATicket],
	])("goes nowhere by %j", (typedNumber, problem) => {
		expect(add(typedNumber)).toEqual({ kind: "errors", errors: { ticket: problem } });
	});

	it.each([null, "internal", "Public", "x"])("is internal when %j is chosen", (visibility) => {
		expect(add("1042", visibility)).toMatchObject({ values: { visibility: "internal" } });
	});

	it("is public only when that was chosen", () => {
		expect(add("1042", "public")).toMatchObject({ values: { visibility: "public" } });
	});
});

describe("a change", () => {
	it("is read from what was chosen", () => {
		const { parseStatusValues, parsePriorityValues, parseAssignValues, parseMoveValues } = values;
		const ok = (read: object) => ({ kind: "ok", values: read });
		expect(parseStatusValues(chosen(BLOCK.status, "open"), words)).toEqual(ok({ status: "open" }));
		expect(parsePriorityValues(chosen(BLOCK.priority, "low"), words)).toEqual(ok({ priority: "low" }));
		expect(parseAssignValues(chosen(BLOCK.assignee, "8"), words)).toEqual(ok({ assigneeId: "8" }));
		expect(parseAssignValues(chosen(BLOCK.assignee, NOBODY), words)).toEqual(ok({ assigneeId: null }));
		expect(parseMoveValues(chosen(BLOCK.department, "7"), words)).toEqual(ok({ departmentId: "7" }));
	});

	it.each([
		[values.parseStatusValues, "status"],
		[values.parsePriorityValues, "priority"],
		[values.parseAssignValues, "assignee"],
		[values.parseMoveValues, "department"],
	] as const)("of nothing is refused (%#)", (parse, block) => {
		expect(parse({}, words)).toEqual({ kind: "errors", errors: { [block]: "Choose one." } });
	});
});

describe("tags", () => {
	const tags = (add: string | null, remove: object = {}, provider: "zendesk" | "zoho" = "zendesk") =>
		parseTagValues({ ...typed(BLOCK.addTags, add), ...remove }, words, provider);

	it.each([
		["vip, #urgent vip", "zendesk", ["vip", "urgent"]],
		["東京、大阪", "zendesk", ["東京", "大阪"]],
		["key account, vip", "zoho", ["key account", "vip"]],
	] as const)("are read from %j as %s writes them", (text, provider, add) => {
		expect(tags(text, {}, provider)).toEqual({ kind: "ok", values: { add, remove: [] } });
	});

	it("to remove are chosen, or typed where none are known", () => {
		const remove = { kind: "ok", values: { add: [], remove: ["a", "b"] } };
		expect(tags(null, severally(BLOCK.removeTags, ["a", "b"]))).toEqual(remove);
		expect(tags(null, typed(BLOCK.removeTags, "a, b"))).toEqual(remove);
	});

	it.each([
		["none", "", {}, { add_tags: words.noTags }],
		["only marks", "#, ,", {}, { add_tags: words.noTags }],
		["one too long", "x".repeat(81), {}, { add_tags: "Use at most 80 characters for a tag." }],
		[
			"too many",
			Array.from({ length: 21 }, (_, i) => i).join(","),
			{},
			{ add_tags: "Name at most 20 tags at once." },
		],
		["one both ways", "a", severally(BLOCK.removeTags, ["a"]), { add_tags: words.sameTag("a") }],
	])("are refused: %s", (_, add, remove, errors) => {
		expect(tags(add, remove)).toEqual({ kind: "errors", errors });
	});
});

describe("whatever Slack sends", () => {
	const parsers = [
		values.parseCreateValues,
		values.parseCommentValues,
		values.parseReplyValues,
		values.parseAddToTicketValues,
		values.parseAssignValues,
		values.parseMoveValues,
		(input: unknown) => parseTagValues(input, words, "zoho"),
	];
	const element = fc.record(
		{
			type: fc.constantFrom("plain_text_input", "number_input", "datepicker", "static_select", "checkboxes"),
			value: fc.oneof(fc.string({ unit: "binary", maxLength: 4000 }), fc.constant(null)),
			selected_option: fc.oneof(fc.record({ value: fc.string() }), fc.constant(null)),
			selected_options: fc.array(fc.record({ value: fc.string() })),
			selected_date: fc.oneof(fc.string(), fc.constant(null)),
		},
		{ requiredKeys: [] },
	);
	const blocks = [...Object.values(BLOCK), "field:f1", "field:__proto__", "field:"];
	const submission = fc.dictionary(fc.constantFrom(...blocks), fc.dictionary(fc.string(), element));

	it("is read or refused, never thrown at", () => {
		fc.assert(
			fc.property(fc.oneof(submission, fc.anything()), fc.constantFrom(...parsers), (input, parse) => {
				const parsed = parse(input, words);
				if (parsed.kind === "errors") expect(Object.keys(parsed.errors)).not.toHaveLength(0);
			}),
			{ numRuns: 500 },
		);
	});

	it("gives a text within the limits, with nothing invisible in it", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 3500 }), (text) => {
				const parsed = values.parseReplyValues(typed(BLOCK.text, text), words);
				if (parsed.kind === "errors") return;
				expect(parsed.values.text.length).toBeLessThanOrEqual(3000);
				expect(parsed.values.text).toBe(parsed.values.text.trim());
				expect(parsed.values.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]|(?![\n\t])\p{Cc}/u);
			}),
		);
	});

	it("knows a field by its block again", () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 200 }), (id) => {
				expect(toFieldId(toFieldBlock(id) ?? "")).toBe(id);
			}),
		);
		expect(toFieldBlock("x".repeat(201))).toBeNull();
		expect(toFieldId(BLOCK.subject)).toBeNull();
	});
});
