import { describe, expect, it } from "vitest";
import { arrangeMessages } from "../../../../sandbox/playground/client/slack/arrange.ts";
import type { SimMessage } from "../../../../sandbox/vendors/slack-simulator.ts";

const DAY = 86_400;
const START = Date.UTC(2026, 10, 20, 12) / 1000;

function message(seconds: number, changes: Partial<SimMessage> = {}): SimMessage {
	return {
		ts: `${START + seconds}.000100`,
		channelId: "C1",
		userId: "U1",
		ephemeralFor: null,
		threadTs: null,
		text: "",
		blocks: [],
		edited: false,
		isCommand: false,
		metadata: null,
		...changes,
	};
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function arrange(messages: SimMessage[], notices: { at: number; text: string }[] = []) {
	return arrangeMessages(messages, notices, dayOf);
}

describe("arrangeMessages", () => {
	it("puts a divider before the first message of each day", () => {
		const kinds = arrange([message(0), message(60), message(DAY)]).map(({ kind }) => kind);
		expect(kinds).toEqual(["day", "message", "message", "day", "message"]);
	});

	it("joins plain lines of one author, not cards and not what others don't see", () => {
		const rows = arrange([
			message(0),
			message(60),
			message(120, { blocks: [{ type: "divider" }] }),
			message(180, { ephemeralFor: "U1" }),
			message(900),
			message(930, { userId: "U2" }),
		]);
		const follows = rows.flatMap((row) => (row.kind === "message" ? [row.follows] : []));
		expect(follows).toEqual([false, true, false, false, false, false]);
	});

	it("puts replies below what they answer and counts them", () => {
		const parent = message(0);
		const rows = arrange([parent, message(60), message(120, { threadTs: parent.ts })]);
		const shown = rows.flatMap((row) => (row.kind === "message" ? [[row.isReply, row.replies]] : []));
		expect(shown).toEqual([
			[false, 1],
			[true, 0],
			[false, 0],
		]);
	});

	it("names the author of replies once while they follow each other", () => {
		const parent = message(0);
		const threadTs = parent.ts;
		const rows = arrange([
			parent,
			message(60, { threadTs }),
			message(70, { threadTs }),
			message(900, { threadTs }),
		]);
		const shown = rows.flatMap((row) => (row.kind === "message" ? [row.follows] : []));
		expect(shown).toEqual([false, false, true, false]);
	});

	it("shows a reply to something unseen by itself", () => {
		const rows = arrange([message(0, { threadTs: "1.0" })]);
		expect(rows.at(-1)).toMatchObject({ kind: "message", isReply: false });
	});

	it("puts a notice where it happened", () => {
		const rows = arrange([message(0), message(120)], [{ at: (START + 60) * 1000, text: "no" }]);
		expect(rows.map(({ kind }) => kind)).toEqual(["day", "message", "notice", "message"]);
	});
});
