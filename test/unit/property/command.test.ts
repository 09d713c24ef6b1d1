import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { commandSchema, formatCommand, MAX_SUBJECT, parseCommand } from "../../../src/core/command.ts";
import { parseAction, toActionValue } from "../../../src/slack/actions.ts";
import { buildChooseDesk, buildIncomplete, buildNearMiss } from "../../../src/slack/views/command-answers.ts";
import { problemsOf } from "../../support/block-kit.ts";
import { viewContext } from "../slack/view-fixtures.ts";
import { anyText } from "./hostile.ts";
import { dangersIn, markupOf } from "./markup.ts";

const VERBS = [
	"",
	"ticket",
	"history",
	"comment",
	"reply",
	"create",
	"customer",
	"stats",
	"search",
	"list",
	"mine",
];
const MORE = ["unassigned", "overdue", "transitions", "hepl", "serach", "返信", "検索", "＃", "list open in"];

const typed = fc.tuple(fc.constantFrom(...VERBS, ...MORE), anyText).map(([verb, rest]) => `${verb} ${rest}`);

describe("whatever is typed after the command", () => {
	it("is a command that can travel in a row", () => {
		fc.assert(
			fc.property(typed, (text) => {
				const command = parseCommand(text);
				expect(v.parse(commandSchema, JSON.parse(JSON.stringify(command)))).toEqual(command);
			}),
			{ numRuns: 1000 },
		);
	});

	it("fits into what a desk and a person take: no command is longer than its field", () => {
		fc.assert(
			fc.property(typed, (text) => {
				const written = formatCommand(parseCommand(text));
				expect([...written].length).toBeLessThanOrEqual(Math.max(MAX_SUBJECT, 500) + 20);
				expect(written.isWellFormed()).toBe(true);
				expect(written).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\0\n]/);
			}),
			{ numRuns: 1000 },
		);
	});

	it("comes back through a button as the same command, where it fits into one", () => {
		fc.assert(
			fc.property(typed, (text) => {
				const command = parseCommand(text);
				if (command.verb === "near_miss" || command.verb === "incomplete") return;
				const value = toActionValue({ kind: "run", deskId: "d1", command, cursor: null, from: 1 });
				if (value === null) return;
				expect(value.length).toBeLessThanOrEqual(2000);
				expect(parseAction({ actionId: "run", value })).toMatchObject({ command });
			}),
			{ numRuns: 1000 },
		);
	});

	it("is named in an answer without a mention or a link, within Slack's limits", () => {
		fc.assert(
			fc.property(typed, fc.constantFrom("en" as const, "ja" as const), (text, locale) => {
				const command = parseCommand(text);
				const view = { ...viewContext({ locale }), deskId: "d1" };
				const answer =
					command.verb === "near_miss"
						? buildNearMiss({ ...view, command })
						: command.verb === "incomplete"
							? buildIncomplete({ ...view, command })
							: buildChooseDesk({ ...view, command, desks: [{ id: "d1", name: text, provider: "zoho" }] });
				expect(problemsOf(answer)).toEqual([]);
				for (const markup of [answer.text, ...markupOf(answer)]) expect(dangersIn(markup)).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});
