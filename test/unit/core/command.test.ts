import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Command, commandSchema, formatCommand, parseCommand } from "../../../src/core/command.ts";

const ticket = (digits: string): Command => ({ verb: "ticket", target: { by: "digits", digits } });
const ticketAt = (url: string): Command => ({ verb: "ticket", target: { by: "url", url } });
const search = (words: string): Command => ({ verb: "search", words });
const list = (
	kind: "mine" | "unassigned" | "overdue" | "open",
	department: string | null = null,
): Command => ({
	verb: "list",
	kind,
	department,
});

describe("a command as people type it", () => {
	it.each<[string, Command]>([
		["", { verb: "help" }],
		["   ", { verb: "help" }],
		["\u200b\u202e", { verb: "help" }],
		["help", { verb: "help" }],
		["HELP", { verb: "help" }],
		["help list", { verb: "help" }],
		["?", { verb: "help" }],
		["???", { verb: "help" }],
		["ヘルプ", { verb: "help" }],
		["1042", ticket("1042")],
		["#1042", ticket("1042")],
		["  #1042  ", ticket("1042")],
		["ticket 1042", ticket("1042")],
		["Ticket #1042", ticket("1042")],
		["ticket1042", ticket("1042")],
		["１０４２", ticket("1042")],
		["＃１０４２", ticket("1042")],
		["チケット　１０４２", ticket("1042")],
		["問い合わせ1042", ticket("1042")],
		["10\u200b42", ticket("1042")],
		["history 1042", { verb: "history", target: { by: "digits", digits: "1042" } }],
		["履歴 1042", { verb: "history", target: { by: "digits", digits: "1042" } }],
		["search printer jam", search("printer jam")],
		["検索 プリンター", search("プリンター")],
		["printer jam", search("printer jam")],
		["printer", search("printer")],
		["search 1042", search("1042")],
		["500 error on login", search("500 error on login")],
		["overdue invoices", search("overdue invoices")],
		["help with the printer", search("help with the printer")],
		["ticket printer", search("ticket printer")],
		["AT&amp;T &lt;b&gt;", search("AT&T <b>")],
		["&amp;lt;", search("&lt;")],
		["123456789012345678901", search("123456789012345678901")],
		["mine", list("mine")],
		["自分", list("mine")],
		["unassigned", list("unassigned")],
		["unassigned Billing", list("unassigned", "Billing")],
		["unassigned in Customer care", list("unassigned", "Customer care")],
		["未割り当て 日本", list("unassigned", "日本")],
		["overdue", list("overdue")],
		["期限切れ", list("overdue")],
		["list", list("open")],
		["list open", list("open")],
		["list open Billing", list("open", "Billing")],
		["list mine", list("mine")],
		["list open <#C123|billing>", list("open", "billing")],
		["open", list("open")],
		["connect", { verb: "connect" }],
		["disconnect", { verb: "disconnect" }],
		["ticket", { verb: "incomplete", of: "ticket" }],
		["history", { verb: "incomplete", of: "history" }],
		["search", { verb: "incomplete", of: "search" }],
		["search <@U123>", { verb: "incomplete", of: "search" }],
	])("reads %j", (text, command) => {
		expect(parseCommand(text)).toEqual(command);
	});

	it.each<[string, Command]>([
		["https://acme.zendesk.com/agent/tickets/1042", ticketAt("https://acme.zendesk.com/agent/tickets/1042")],
		[
			"<https://acme.zendesk.com/agent/tickets/1042>",
			ticketAt("https://acme.zendesk.com/agent/tickets/1042"),
		],
		["<https://acme.zendesk.com/t/1|acme.zendesk.com/t/1>", ticketAt("https://acme.zendesk.com/t/1")],
		["ticket <https://a.example/x?a=1&amp;b=2>", ticketAt("https://a.example/x?a=1&b=2")],
		["https://a.example/1 please look", ticketAt("https://a.example/1")],
		["history https://a.example/1", { verb: "history", target: { by: "url", url: "https://a.example/1" } }],
		["https://[bad", search("https://[bad")],
		[`https://a.example/${"x".repeat(2000)}`, search(`https://a.example/${"x".repeat(82)}`)],
		["javascript:alert(1)", search("javascript:alert(1)")],
	])("reads the address in %j", (text, command) => {
		expect(parseCommand(text)).toEqual(command);
	});

	it.each([
		["search <@U1|claire> lost it", "claire lost it"],
		["search <@U1> lost it", "lost it"],
		["search <mailto:a@b.example|a@b.example>", "a@b.example"],
		["search <!subteam^S1|@agents> x", "agents x"],
		["search <https://shop.example/cart|cart> fails", "https://shop.example/cart fails"],
	])("makes words of Slack's markup in %j", (text, words) => {
		expect(parseCommand(text)).toEqual(search(words));
	});
});

describe("a typing error", () => {
	it.each<[string, Command]>([
		["hlep", { verb: "help" }],
		["helpp", { verb: "help" }],
		["mnie", list("mine")],
		["unasigned", list("unassigned")],
		["unasigned Billing", list("unassigned", "Billing")],
		["overdeu", list("overdue")],
		["lsit open", list("open")],
		["list billing", list("open", "billing")],
		["tikcet 1042", ticket("1042")],
		["tikkit 1042", ticket("1042")],
		["histry 1042", { verb: "history", target: { by: "digits", digits: "1042" } }],
		["serch printer jam", search("printer jam")],
		["serch", { verb: "incomplete", of: "search" }],
		["conect", { verb: "connect" }],
		["discnnect", { verb: "disconnect" }],
	])("in %j is answered with the likely command", (typed, suggestion) => {
		expect(parseCommand(typed)).toEqual({ verb: "near_miss", typed, suggestion });
	});

	it.each(["contact", "correct", "research paper", "such printers", "reach account", "printer"])(
		"is not seen in %j, which is searched for",
		(words) => {
			expect(parseCommand(words)).toEqual(search(words));
		},
	);
});

describe("any text at all", () => {
	const anyText = fc.oneof(
		fc.string({ unit: "grapheme" }),
		fc.string({ unit: "binary", maxLength: 300 }),
		fc.string(),
		fc
			.array(
				fc.constantFrom(
					...["search", "list", "open", "ticket", "histry", "1042", "#", "<", ">", "|", "<@U1>", "&amp;"],
					...[
						"<https://",
						"https://x.example",
						"\u202e",
						"\u200b",
						"\ud800",
						"　",
						"𝟙",
						"検索",
						"in",
						"\n",
						"\ufeff",
					],
				),
				{ maxLength: 12 },
			)
			.map((parts) => parts.join("")),
		fc
			.array(fc.constantFrom("search", "list", "open", "unassigned", "1042", "<@U1>", "𠮷", "\ufeff", "x"))
			.map((parts) => parts.join(" ")),
	);

	it("is a valid command, also after JSON", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const command = parseCommand(text);
				expect(v.parse(commandSchema, JSON.parse(JSON.stringify(command)))).toEqual(command);
			}),
			{ numRuns: 2000 },
		);
	});

	it("keeps no invisible character, and at most 100 of the others, in words", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const command = parseCommand(text);
				if (command.verb !== "search") return;
				expect(command.words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
				expect([...command.words].length).toBeLessThanOrEqual(100);
			}),
			{ numRuns: 1000 },
		);
	});

	it("of 10,000 characters becomes a search for the first 100", () => {
		expect(parseCommand("ab ".repeat(3333))).toEqual(search("ab ".repeat(34).slice(0, 100).trim()));
		expect(parseCommand("<".repeat(10_000)).verb).toBe("search");
	});
});

describe("the written form of a command", () => {
	it.each(["help", "1042", "history 1042", "search printer jam", "mine", "unassigned Billing", "overdue"])(
		"%j is read as the same command",
		(text) => {
			expect(formatCommand(parseCommand(text))).toBe(text);
		},
	);

	it.each(["list open", "list open Billing", "connect", "disconnect", "hlep"])("%j too", (text) => {
		expect(formatCommand(parseCommand(text))).toBe(text);
	});
});
