import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ModalState, parseModalState, toModalIds } from "../../../src/slack/modal-state.ts";

const id = "x".repeat(64);
const fileIds = Array.from({ length: 10 }, () => id);

describe("what a modal is about", () => {
	it.each<[string, ModalState]>([
		["loading", { modal: "loading", channelId: null }],
		[
			"create",
			{
				modal: "create",
				channelId: id,
				deskId: id,
				departmentId: id,
				source: { channelId: id, messageTs: id },
				fileIds,
			},
		],
		["comment", { modal: "comment", channelId: id, deskId: id, ticketId: id, fileIds }],
		["reply", { modal: "reply", channelId: id, deskId: id, ticketId: id, operationId: id, fileIds }],
		["assign", { modal: "assign", channelId: id, deskId: id, ticketId: id, departmentId: null }],
	])("survives Slack: %s", (name, state) => {
		const ids = toModalIds(state);
		expect(ids.callback_id).toBe(name);
		expect(ids.private_metadata.length).toBeLessThanOrEqual(3000);
		expect(parseModalState(ids)).toEqual(state);
	});

	it.each([
		["another's", "other", '{"deskId":"d1","ticketId":"1"}'],
		["no ticket", "comment", '{"deskId":"d1"}'],
		["an empty id", "comment", '{"deskId":"","ticketId":"1"}'],
		["a number for an id", "comment", '{"deskId":"d1","ticketId":1}'],
		["a confirmation of nothing", "confirm_reply", '{"deskId":"d1","ticketId":"1"}'],
		["no JSON", "comment", "x"],
		["no object", "comment", "null"],
		["too much", "loading", JSON.stringify({ more: "x".repeat(3000) })],
	])("isn't read from %s", (_, callback_id, private_metadata) => {
		expect(parseModalState({ callback_id, private_metadata })).toBeNull();
	});

	it("isn't told by the metadata itself", () => {
		const private_metadata = '{"modal":"confirm_reply","deskId":"d1","ticketId":"1","operationId":"o"}';
		expect(parseModalState({ callback_id: "comment", private_metadata })?.modal).toBe("comment");
	});

	it("is read from anything without throwing", () => {
		fc.assert(
			fc.property(fc.constantFrom("create", "reply", "x"), fc.oneof(fc.string(), fc.json()), (name, text) => {
				parseModalState({ callback_id: name, private_metadata: text });
			}),
		);
		expect(parseModalState({})).toBeNull();
	});
});
