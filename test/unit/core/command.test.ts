import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Command, commandSchema, formatCommand, parseCommand } from "../../../src/core/command.ts";

const ticket = (digits: string): Command => ({ verb: "ticket", target: { by: "digits", digits } });
const ticketAt = (url: string): Command => ({ verb: "ticket", target: { by: "url", url } });
const search = (words: string): Command => ({ verb: "search", words });
const customer = (words: string): Command => ({ verb: "customer", words });
const create = (subject: string | null): Command => ({ verb: "create", subject });
const stats = (department: string | null): Command => ({ verb: "stats", department });
const on = (verb: "comment" | "reply" | "transitions" | "history", digits: string): Command => ({
	verb,
	target: { by: "digits", digits },
});
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
		["comment 1042", on("comment", "1042")],
		["note 1042", on("comment", "1042")],
		["コメント 1042", on("comment", "1042")],
		["社内コメント　１０４２", on("comment", "1042")],
		["reply #1042", on("reply", "1042")],
		["返信1042", on("reply", "1042")],
		["reply1042", on("reply", "1042")],
		["transitions 1042", on("transitions", "1042")],
		["遷移 1042", on("transitions", "1042")],
		["ブループリント 1042", on("transitions", "1042")],
		["comment", { verb: "incomplete", of: "comment" }],
		["reply", { verb: "incomplete", of: "reply" }],
		["transitions", { verb: "incomplete", of: "transitions" }],
		["customer", { verb: "incomplete", of: "customer" }],
		["reply to customer", search("reply to customer")],
		["comment on the invoice", search("comment on the invoice")],
		["note from the boss", search("note from the boss")],
		["create", create(null)],
		["create Printer is on fire", create("Printer is on fire")],
		["新規作成 プリンター", create("プリンター")],
		[`create ${"é".repeat(400)}`, create("é".repeat(255))],
		["customer jane@example.com", customer("jane@example.com")],
		["customer <mailto:jane@example.com|jane@example.com>", customer("jane@example.com")],
		["顧客 山田", customer("山田")],
		["お客様 山田 太郎", customer("山田 太郎")],
		["stats", stats(null)],
		["stats Billing", stats("Billing")],
		["stats in Customer care", stats("Customer care")],
		["統計", stats(null)],
		["help reply", { verb: "help" }],
		["status of my order", search("status of my order")],
		["state aid", search("state aid")],
		["created yesterday", search("created yesterday")],
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
		["coment 1042", on("comment", "1042")],
		["repyl 1042", on("reply", "1042")],
		["transitons 1042", on("transitions", "1042")],
		["replay 1042", on("reply", "1042")],
		["crate", create(null)],
		["cretae Printer", create("Printer")],
		["custmer jane@example.com", customer("jane@example.com")],
		["customr", { verb: "incomplete", of: "customer" }],
		["sttas", stats(null)],
	])("in %j is answered with the likely command", (typed, suggestion) => {
		expect(parseCommand(typed)).toEqual({ verb: "near_miss", typed, suggestion });
	});

	it.each([
		"contact",
		"correct",
		"research paper",
		"such printers",
		"reach account",
		"printer",
		"replay the video",
		"great idea",
	])("is not seen in %j, which is searched for", (words) => {
		expect(parseCommand(words)).toEqual(search(words));
	});
});

describe("any text at all", () => {
	const anyText = fc.oneof(
		fc.string({ unit: "grapheme" }),
		fc.string({ unit: "binary", maxLength: 300 }),
		fc.string(),
		fc
			.array(
				fc.constantFrom(
					...["create", "customer", "stats", "reply ", "coment "],
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
			.array(
				fc.constantFrom(
					"create",
					"customer",
					"reply",
					"stats",
					"search",
					"list",
					"open",
					"unassigned",
					"1042",
					"<@U1>",
					"𠮷",
					"\ufeff",
					"x",
				),
			)
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
	it.each([
		"comment 1042",
		"reply 1042",
		"create",
		"create Printer",
		"stats",
		"help",
		"1042",
		"history 1042",
		"search printer jam",
		"mine",
		"unassigned Billing",
		"overdue",
	])("%j is read as the same command", (text) => {
		expect(formatCommand(parseCommand(text))).toBe(text);
	});

	it.each([
		"transitions 1042",
		"customer jane@example.com",
		"stats Billing",
		"list open",
		"list open Billing",
		"connect",
		"disconnect",
		"hlep",
	])("%j too", (text) => {
		expect(formatCommand(parseCommand(text))).toBe(text);
	});
});
