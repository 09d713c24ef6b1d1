import type { ModalView } from "slack-web-api-client";
import { describe, expect, it } from "vitest";
import { parseAction } from "../../../src/slack/actions.ts";
import { BLOCK, parseSuggestion } from "../../../src/slack/modal-ids.ts";
import { parseModalState } from "../../../src/slack/modal-state.ts";
import { md } from "../../../src/slack/mrkdwn.ts";
import { buildAddToTicketModal } from "../../../src/slack/views/modals/add-to-ticket.ts";
import { buildAssignModal, buildStatusModal } from "../../../src/slack/views/modals/change.ts";
import { buildConfirmReply } from "../../../src/slack/views/modals/confirm-reply.ts";
import { buildCreateModal } from "../../../src/slack/views/modals/create.ts";
import { buildAgentOptions, buildDepartmentOptions } from "../../../src/slack/views/modals/options.ts";
import { buildNotPossible, buildUnknownModal } from "../../../src/slack/views/modals/outcome.ts";
import { buildSendingModal } from "../../../src/slack/views/modals/progress.ts";
import { buildCommentModal, buildReplyModal } from "../../../src/slack/views/modals/write.ts";
import { fieldValues, formOf } from "./acting-fixtures.ts";
import { linesOf } from "./message-reading.ts";
import { message, ticket, viewContext } from "./view-fixtures.ts";

interface InputLike {
	type: string;
	block_id?: string;
	optional?: boolean;
	dispatch_action?: boolean;
	element: Record<string, unknown>;
}

const view = viewContext();
const form = { ...view, deskId: "d1", channelId: "C1", ticket: ticket() };
const targets = {
	from: "support@acme.example",
	to: [{ name: "Jane Doe", address: "jane@customer.example" }],
	cc: [
		{ name: null, address: "boss@customer.example" },
		{ name: "Kim", address: "kim@other.example" },
	],
};

const lines = (modal: ModalView) => linesOf({ text: "", blocks: modal.blocks as never });
const all = (modal: ModalView) => lines(modal).join("\n");

function inputs(modal: ModalView): InputLike[] {
	return (modal.blocks as unknown as InputLike[]).filter(({ type }) => type === "input");
}

function inputOf(modal: ModalView, block: string): InputLike | undefined {
	return inputs(modal).find(({ block_id }) => block_id === block);
}

describe("a public reply", () => {
	const reply = () => buildReplyModal({ ...form, targets, statuses: [], operationId: "op-1" });
	const confirm = (over = {}) =>
		buildConfirmReply({
			...form,
			targets,
			text: "Hello,\nit works.",
			status: "Solved",
			operationId: "op-1",
			shown: "m1",
			...over,
		});

	it("shows who gets it while it is written, and its button only leads to the preview", () => {
		expect(reply().submit?.text).toBe("Preview");
		expect(reply().title.text).toBe("Reply to customer");
		for (const { address } of [...targets.to, ...targets.cc]) expect(all(reply())).toContain(address);
	});

	it("is confirmed by name: every recipient, the sender, every word and the status", () => {
		expect(lines(confirm())).toEqual([
			expect.stringContaining("#1042"),
			expect.stringContaining("Jane Doe"),
			"✉ *This will be sent to 3 people:*",
			[
				"*To:* Jane Doe (jane@customer.example)",
				"*Cc:* boss@customer.example",
				"*Cc:* Kim (kim@other.example)",
				"*From:* support@acme.example",
			].join("\n"),
			"*They will read:*",
			"Hello,\nit works.",
			"The status will be Solved.",
		]);
		expect(confirm().submit?.text).toBe("Send to customer");
		expect(confirm().close?.text).toBe("Back");
		expect(inputs(confirm())).toEqual([]);
	});

	it("is confirmed by id: neither text nor address is carried along", () => {
		expect(parseModalState(confirm())).toEqual({
			modal: "confirm_reply",
			deskId: "d1",
			ticketId: "1042",
			channelId: "C1",
			operationId: "op-1",
			shown: "m1",
			attempts: 0,
		});
	});

	it("is shown whole, however long, and as it is written", () => {
		const text = `*bold* <!here> & :boom:\n${"絵😀 ".repeat(2500)}end`;
		const modal = confirm({ text });
		const shown = modal.blocks.flatMap((block) =>
			block.type === "section" && block.text?.type === "plain_text" ? [block.text.text] : [],
		);
		expect(shown.join("")).toBe(text);
		expect(shown.length).toBeGreaterThan(1);
	});

	it("names a hundred recipients", () => {
		const many = Array.from({ length: 100 }, (_, i) => ({
			name: `Person ${i}`,
			address: `p${i}@customer.example`,
		}));
		const modal = confirm({ targets: { from: null, to: many, cc: [] } });
		for (const { address } of many) expect(all(modal)).toContain(address);
		expect(all(modal)).toContain("100 people");
	});

	it("can't be mistaken for an internal comment, in either language", () => {
		for (const locale of ["en", "ja"] as const) {
			const comment = buildCommentModal({ ...form, locale });
			const public_ = buildReplyModal({ ...form, locale, targets, statuses: [] });
			expect(comment.title.text).not.toBe(public_.title.text);
			expect(comment.submit?.text).not.toBe(public_.submit?.text);
			expect(all(comment)).toContain("🔒");
			expect(all(public_)).toContain("✉");
			expect(all(public_)).not.toContain("🔒");
		}
	});
});

describe("a comment", () => {
	it("says that only the team sees it", () => {
		expect(all(buildCommentModal(form))).toContain("*Only your team sees this.*");
	});
});

describe("adding to a ticket", () => {
	it("is internal until something else is chosen", () => {
		const radio = inputOf(buildAddToTicketModal(form), BLOCK.visibility)?.element;
		expect(radio?.initial_option).toMatchObject({ value: "internal" });
		expect(radio?.options).toMatchObject([{ value: "internal" }, { value: "public" }]);
	});
});

describe("a new ticket", () => {
	it("asks for the department first and rebuilds itself when one is chosen", () => {
		const modal = buildCreateModal({ ...view, deskId: "d1", department: null, form: null });
		expect(inputs(modal).map(({ block_id }) => block_id)).toEqual([
			"department",
			"requester",
			"subject",
			"description",
		]);
		const [department] = inputs(modal);
		expect(department).toMatchObject({
			dispatch_action: true,
			element: { type: "external_select", action_id: "department", min_query_length: 0 },
		});
		expect(parseSuggestion(String(department?.element.action_id))).toBe("departments");
	});

	it("has the department's mandatory fields as inputs of their kind, filled with what was typed", () => {
		const values = { ...fieldValues("7"), f3: "2026-11-20", f5: ["o0"] };
		const modal = buildCreateModal({
			...view,
			deskId: "d1",
			department: { id: "7", name: "Billing" },
			form: formOf("Field"),
			values: { fields: values, priority: "p2" },
		});
		const fields = inputs(modal).slice(5);
		expect(fields.map(({ element }) => element.type)).toEqual([
			"plain_text_input",
			"plain_text_input",
			"number_input",
			"datepicker",
			"static_select",
			"multi_static_select",
			"checkboxes",
		]);
		expect(fields.map(({ optional }) => optional === true)).toEqual([...Array(6).fill(false), true]);
		expect(fields.map(({ element }) => element.initial_value)).toEqual([
			...["7", "7", "7"],
			...Array(4).fill(undefined),
		]);
		expect(fields[3]?.element.initial_date).toBe("2026-11-20");
		expect(fields[4]?.element.initial_option).toMatchObject({ value: "o1" });
		expect(fields[5]?.element.initial_options).toMatchObject([{ value: "o0" }]);
		expect(fields[0]?.element.max_length).toBe(40);
		expect(inputOf(modal, BLOCK.priority)?.element.initial_option).toMatchObject({ value: "p2" });
	});

	it("offers choices beyond a hundred in groups, and says where it stops", () => {
		const form = { fields: [], priorities: [] };
		const options = Array.from({ length: 450 }, (_, i) => ({ id: `o${i}`, label: `Option ${i}` }));
		const field = { id: "f", label: "Product", kind: "choice" as const, options, maxLength: null };
		const modal = buildCreateModal({
			...view,
			deskId: "d1",
			department: null,
			form: { ...form, fields: [field] },
		});
		const block = inputs(modal).at(-1) as InputLike & { hint: { text: string } };
		const groups = block.element.option_groups as { label: { text: string }; options: object[] }[];
		expect(groups.map(({ label, options }) => [label.text, options.length])).toEqual([
			["1–100", 100],
			["101–200", 100],
			["201–300", 100],
			["301–400", 100],
		]);
		expect(block.hint.text).toBe("The first 400 choices. Zendesk has more.");
	});
});

describe("a form that comes back", () => {
	const refused = buildCommentModal({
		...form,
		problem: md`Zendesk didn't accept that.`,
		values: { text: "Hello" },
		errors: { [BLOCK.text]: "has a word that isn't allowed", priority: "can't be blank" },
	});

	it("leads with what is wrong, and says at the field what is wrong there", () => {
		const shown = lines(refused);
		expect(shown.slice(0, 2)).toEqual(["⚠ Zendesk didn't accept that.", "⚠ can't be blank"]);
		const place = refused.blocks.findIndex(({ block_id }) => block_id === BLOCK.text);
		expect(refused.blocks[place + 1]).toMatchObject({
			type: "context",
			elements: [{ text: "⚠ has a word that isn't allowed" }],
		});
	});

	it("has what was typed still in it", () => {
		expect(inputOf(refused, BLOCK.text)?.element.initial_value).toBe("Hello");
	});
});

describe("a change", () => {
	it("of the status begins with the one it has", () => {
		const statuses = [
			{ id: "new", label: null, category: "new" as const },
			{ id: "open", label: null, category: "open" as const },
		];
		const select = inputOf(buildStatusModal({ ...form, statuses }), BLOCK.status)?.element;
		expect(select?.initial_option).toMatchObject({ value: "open", text: { text: "Open" } });
	});

	it("of the assignee is one press for oneself", () => {
		const modal = buildAssignModal(form);
		const row = modal.blocks.find(({ type }) => type === "actions") as unknown as {
			elements: { action_id: string; value: string }[];
		};
		const [press] = row.elements;
		expect(parseAction({ actionId: press?.action_id ?? "", value: press?.value ?? null })).toEqual({
			kind: "assign_me",
			deskId: "d1",
			ticketId: "1042",
		});
		expect(parseModalState(modal)).toMatchObject({ modal: "assign", departmentId: "g1" });
	});
});

describe("a modal that has been sent", () => {
	it("takes nothing more, and closes the forms below it too", () => {
		const modal = buildSendingModal({ ...view, what: "replied" });
		expect(modal).toMatchObject({ clear_on_close: true });
		expect(modal.submit).toBeUndefined();
	});

	it("and whose answer was lost shows the last messages and asks before it sends again, naming who gets it", () => {
		const modal = buildUnknownModal({
			...form,
			what: "replied",
			recipients: ["jane@customer.example"],
			seen: { messages: [message({ kind: "outgoing", author: "Alex Berg", text: "It works." })] },
			operationId: "op-1",
		});
		expect(all(modal)).toContain("> It works.");
		expect(all(modal)).toContain("sent again to jane@customer.example, you see it and confirm it");
		expect(JSON.stringify(modal.blocks)).toContain('"Send to customer again…"');
		expect(modal.submit).toBeUndefined();
	});
});

describe("what isn't possible", () => {
	it.each([
		[{ reason: "closed" as const }, "This ticket is closed."],
		[{ reason: "no_recipient" as const }, "no address to reply to"],
		[{ reason: "comments_only" as const }, "internal comments only"],
		[
			{ reason: "blueprint" as const, transitions: ["Approve refund", "Reject"] },
			"Allowed next: Approve refund, Reject.",
		],
		[{ reason: "fields_missing" as const, names: ["Product", "Cause"] }, "Product, Cause"],
		[{ reason: "recipients_changed" as const }, "Nothing was sent: look again"],
		[{ reason: "already_sent" as const }, "sent already"],
		[{ reason: "ticket_changed" as const }, "changed this ticket meanwhile"],
	])("is said with its reason: %j", (refusal, sentence) => {
		expect(all(buildNotPossible({ ...form, refusal }))).toContain(sentence);
	});
});

describe("looked-up options", () => {
	const departments = [
		{ id: "1", name: "Billing" },
		{ id: "2", name: "ＢＩＬＬＩＮＧ Japan" },
		{ id: "3", name: "Hardware" },
	];
	const labels = ({ options }: { options: { text: { text: string } }[] }) =>
		options.map(({ text }) => text.text);

	it("are the departments that have what was typed", () => {
		expect(labels(buildDepartmentOptions(departments, "bill"))).toEqual(["Billing", "ＢＩＬＬＩＮＧ Japan"]);
		expect(labels(buildDepartmentOptions(departments, ""))).toHaveLength(3);
	});

	it("are the agents the desk found, and nobody at first", () => {
		const agents = [{ id: "8", name: "Mina", email: null }];
		expect(labels(buildAgentOptions("en", agents, ""))).toEqual(["Nobody", "Mina"]);
		expect(labels(buildAgentOptions("ja", agents, "mi"))).toEqual(["Mina"]);
	});

	it("are a hundred at most", () => {
		const many = Array.from({ length: 150 }, (_, i) => ({ id: `${i}`, name: "x", email: null }));
		expect(buildAgentOptions("en", many, "").options).toHaveLength(100);
	});
});
