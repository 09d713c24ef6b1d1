import { describe, expect, it } from "vitest";
import type { Notice, TicketEventDetail } from "../../../src/core/ticket-event.ts";
import { parseAction } from "../../../src/slack/actions.ts";
import { buildDigest } from "../../../src/slack/views/digest.ts";
import {
	buildNoticeCard,
	buildNoticeMessage,
	buildNoticeReply,
	buildNoticeSummary,
} from "../../../src/slack/views/notice.ts";
import { buildTrouble } from "../../../src/slack/views/trouble.ts";
import { buildUnfurl } from "../../../src/slack/views/unfurl.ts";
import { deskId, detailOf, event, notice } from "./hearing-fixtures.ts";
import { elementsOf, linesOf } from "./message-reading.ts";
import { DAY, HOUR, message, NOW, ticket, viewContext } from "./view-fixtures.ts";

const input = (detail: TicketEventDetail, over: Partial<Notice> = {}) => ({
	...viewContext(),
	deskId,
	notice: notice([event(detail)], over),
	direct: false,
});
const comment = message({
	id: "m2",
	kind: "comment",
	author: "Mina",
	text: "Order the part.",
	createdAt: NOW,
});
const commented: TicketEventDetail = { type: "comment.added", message: comment };
const date = (at: number) => `<!date^${at / 1000}^{ago}|`;

describe("a notice of its own", () => {
	it("leads with the sentence, then the ticket", () => {
		expect(linesOf(buildNoticeMessage(input(detailOf("ticket.closed"))))).toEqual([
			"Mina closed #1042",
			"*<https://acme.zendesk.com/agent/tickets/1042|#1042  Printer on the 3rd floor is on fire>*",
			"◐ *Open*  ·  High priority  ·  Hardware  ·  Due in 3 h",
			"*Requester*\nJane Doe · Customer Inc.",
			"*Assignee*\nAlex Berg",
			expect.stringContaining("> Smoke comes out of tray 2."),
		]);
	});

	it("says on a phone what happened and what it is about, cut short", () => {
		expect(buildNoticeMessage(input(detailOf("ticket.closed"))).text).toBe(
			"Mina closed #1042 · Printer on the 3rd floor is on fire",
		);
		const long = buildNoticeMessage(
			input(detailOf("ticket.closed"), { ticket: ticket({ subject: "x".repeat(500) }) }),
		);
		expect(long.text).toBe(`Mina closed #1042 · ${"x".repeat(59)}…`);
	});

	it("shows what was written once, by whom, and marks a comment as internal", () => {
		const lines = linesOf(buildNoticeMessage(input(commented, { ticket: ticket({ lastMessage: comment }) })));
		expect(lines[0]).toBe("🔒 Mina commented internally on #1042");
		expect(lines.filter((line) => line.includes("Order the part."))).toEqual([
			`*Mina* · internal comment · ${date(NOW)}just now>\n> Order the part.`,
		]);
	});

	it("shows the message that it tells of, though the ticket has a newer one", () => {
		expect(linesOf(buildNoticeMessage(input(commented))).at(-1)).toContain("> Order the part.");
	});

	it("shows a rating in words, with the comment", () => {
		const rating = { id: "1", ticketId: "1042", score: "good" as const, comment: "Quick.", ratedAt: NOW };
		expect(linesOf(buildNoticeMessage(input({ type: "rating.received", rating })))[1]).toBe(
			"*▲ Good*\n> Quick.",
		);
	});

	it("says since when a ticket is overdue, by the reader's clock", () => {
		const [lead] = linesOf(buildNoticeMessage(input(detailOf("ticket.overdue"))));
		expect(lead).toBe(
			`#1042 has been overdue since <!date^${(NOW - HOUR) / 1000}^{date_short_pretty} {time}|1 h ago>`,
		);
		expect(buildNoticeMessage(input(detailOf("ticket.overdue"))).text).toMatch(/^#1042 is overdue · /);
	});

	it("claims of no transition in a channel that its readers may do it, and tells the assignee of theirs alone", () => {
		const transition = (name: string, mine: boolean) => ({
			id: name,
			name,
			toState: null,
			mine,
			owners: ["Alex Berg"],
		});
		const transitions = [transition("Approve", true), transition("Reject", false)];
		const blueprint = { name: "Refund", state: "Under review", transitions, restrictsStatus: true };
		const upcoming = input({ type: "transition.upcoming", blueprint });
		expect(linesOf(buildNoticeMessage(upcoming))[1]).toBe("Next: Approve, Reject");
		expect(linesOf(buildNoticeMessage({ ...upcoming, direct: true }))[1]).toBe("You can do next: Approve");
		const nobodys = { ...blueprint, transitions: [transition("Reject", false)] };
		const unclaimed = input({ type: "transition.upcoming", blueprint: nobodys });
		expect(linesOf(buildNoticeMessage({ ...unclaimed, direct: true }))[1]).toBe("Next: Reject");
	});

	it("says when it happened if that is a while ago", () => {
		const late = input(detailOf("ticket.closed"), { at: NOW - 2 * HOUR });
		expect(linesOf(buildNoticeMessage(late))[1]).toMatch(/^This happened on <!date\^.+\|2 h ago>\.$/);
		expect(linesOf(buildNoticeReply(late))[1]).toMatch(/^This happened on /);
	});
});

describe("what a notice offers", () => {
	const offered = (over: object) =>
		elementsOf(buildNoticeMessage({ ...input(detailOf("ticket.created")), ...over })).map(
			({ label, options }) => (options.length > 0 ? options.map((option) => option.label) : label),
		);
	const more = ["Change priority", "Change tags", "Move to a department"];

	it("is everything but Share and Refresh in a channel, where each reader acts with their own rights", () => {
		expect(offered({})).toEqual([
			"Reply to customer",
			"Internal comment",
			"Status",
			"Assign",
			"Open in Zendesk",
			more,
		]);
	});

	it("is what the person may do in a direct message", () => {
		expect(offered({ direct: true, role: "commenter" })).toEqual(["Internal comment", "Open in Zendesk"]);
		expect(offered({ direct: true })).toEqual(offered({}));
	});

	it("leaves a closed ticket alone where closing is for ever", () => {
		const one = notice([event(detailOf("ticket.closed"))], {
			ticket: ticket({ status: { category: "closed", label: null } }),
		});
		expect(offered({ notice: one })).toEqual(["Open in Zendesk"]);
		expect(offered({ notice: one, provider: "zoho" })).toContain("Status");
	});
});

describe("in a thread", () => {
	it("the card leads with the newest sentence and its time, and shows the ticket as it is now", () => {
		const lines = linesOf(buildNoticeCard(input(detailOf("ticket.closed"))));
		expect(lines[0]).toBe(`Mina closed #1042  ·  ${date(NOW)}just now>`);
		expect(lines[1]).toContain("#1042  Printer on the 3rd floor is on fire");
		expect(lines.at(-1)).toContain("> Smoke comes out of tray 2.");
		expect(elementsOf(buildNoticeCard(input(detailOf("ticket.closed")))).at(0)?.label).toBe(
			"Reply to customer",
		);
	});

	it("a reply is the sentence and what was written", () => {
		const reply = buildNoticeReply(input(commented));
		expect(linesOf(reply)).toEqual([
			"🔒 Mina commented internally on #1042",
			`*Mina* · internal comment · ${date(NOW)}just now>\n> Order the part.`,
		]);
		expect(elementsOf(reply)).toEqual([]);
	});
});

describe("the summary after quiet hours", () => {
	const other = (n: number) => ticket({ id: `${n}`, number: `${n}` });
	const summary = (notices: Notice[], view = {}) =>
		buildNoticeSummary({ ...viewContext(view), deskId, notices });

	it("counts events and tickets, and says of each ticket what happened", () => {
		const said = summary([
			notice([event(detailOf("reply.received"))]),
			notice([event(detailOf("ticket.closed"))], { ticket: other(7) }),
			notice([event(detailOf("reply.received")), event(detailOf("ticket.priority_changed"))], {
				revision: 2,
				ticket: ticket({ status: { category: "solved", label: null } }),
			}),
		]);
		expect(said.text).toBe("While it was quiet: 4 events on 2 tickets");
		expect(linesOf(said)[1]?.split("\n")).toEqual([
			expect.stringMatching(
				/^✓ \*<.+\|#1042>\* Printer .+ {2}— {2}reply from the customer ×2 · priority changed$/,
			),
			expect.stringMatching(/\|#7>\* .+ {2}— {2}closed$/),
		]);
		expect(summary([notice([event(detailOf("ticket.closed"))])], { locale: "ja" }).text).toBe(
			"通知を控えていた間に、チケット1件で1件の動きがありました",
		);
	});

	it("names twenty tickets and counts the rest", () => {
		const notices = Array.from({ length: 23 }, (_, n) =>
			notice([event(detailOf("ticket.closed"))], { ticket: other(n) }),
		);
		const lines = linesOf(summary(notices));
		expect(lines.slice(1, -1).join("\n").split("\n")).toHaveLength(20);
		expect(lines.at(-1)).toBe("And 3 more tickets.");
	});
});

describe("the digest", () => {
	const stats = { open: 12, unassigned: 0, overdue: null, createdToday: 4, closedToday: 5 };

	it("leaves out what the desk doesn't tell", () => {
		const digest = buildDigest({
			...viewContext(),
			deskId,
			departmentName: "Hardware",
			stats: { ...stats, satisfaction: null },
		});
		expect(digest.text).toBe("Acme Support, Hardware: tickets today");
		expect(linesOf(digest).slice(1, -1)).toEqual([
			"*Open*\n12",
			"*Unassigned*\n0",
			"*Created today*\n4",
			"*Closed today*\n5",
		]);
	});

	it("leads to the lists that it counts", () => {
		const satisfaction = { good: 9, rated: 10 };
		const digest = buildDigest({
			...viewContext(),
			deskId,
			departmentName: null,
			stats: { ...stats, satisfaction },
		});
		expect(linesOf(digest)).toContain("*Satisfaction, 30 days*\n90% good, 10 ratings");
		const [first] = elementsOf(digest);
		expect(parseAction({ actionId: first?.actionId ?? "", value: first?.value ?? null })).toMatchObject({
			kind: "run",
			deskId,
			command: { verb: "list", kind: "open", department: null },
		});
	});
});

describe("what stopped", () => {
	const settingsUrl = "https://deskbridge.example/admin/workspaces/w1";
	const trouble = (code: string, channelName: string | null = "support") =>
		buildTrouble({ ...viewContext(), code, channelName, settingsUrl });
	const CONNECTION = { channelName: null, settingsUrl };
	const orgTrouble = (
		told: { code: string; orgName?: string; reason?: string; count?: number },
		locale: "en" | "ja",
	) => buildTrouble({ ...viewContext(), locale, ...CONNECTION, orgName: "Acme", ...told });

	it.each([
		["is_archived", /#support is archived/, /Unarchive/],
		["not_in_channel", /not a member of #support/, /`\/invite @Deskbridge` in #support/],
		["channel_not_found", /can't find #support/, /Choose another channel/],
		["posting_to_channel_denied", /posting in #support is restricted/, /posting permissions/],
		["missing_scope", /permission .+ missing/, /Reauthorize/],
		["token_revoked", /access .+ has ended/, /Reauthorize/],
		["msg_too_odd", /Slack refuses it/, /test message/],
	])("by %s is said with what to do and where", (code, what, todo) => {
		const said = trouble(code);
		expect(said.text).toMatch(what);
		expect(linesOf(said)[1]).toMatch(todo);
		expect(linesOf(said)[2]).toContain("24 hours");
		expect(elementsOf(said).map(({ url }) => url)).toEqual([settingsUrl]);
	});

	it("by an administrator who is none any more is said to those who can take over", () => {
		const said = trouble("administrator_lost", null);
		expect(said.text).toMatch(/no administrator/);
		expect(linesOf(said)[1]).toMatch(/take the connection over/);
		expect(elementsOf(said).map(({ label, url }) => [label, url])).toEqual([["Take over", settingsUrl]]);
	});

	it("by a sign-in that the desk refuses is said with the same way out, and with what else stands still", () => {
		const said = buildTrouble({
			...viewContext(),
			...CONNECTION,
			code: "desk_sign_in_ended",
			withSyncs: true,
		});
		expect(said.text).toMatch(
			/no news of tickets any more, and nothing is synced with Salesforce\. .*revoked/,
		);
		expect(elementsOf(said).map(({ label }) => label)).toEqual(["Take over"]);
		expect(trouble("administrator_lost", null).text).not.toContain("Salesforce");
	});

	it.each([
		["en", "salesforce_unavailable", /failed: for about two hours Salesforce gave no answer/, "See its runs"],
		["en", "desk_malformed", /failed: for about two hours Zendesk gave no answer/, "See its runs"],
		["en", "internal", /failed: something unexpected happened/, "See its runs"],
		["ja", "desk_unavailable", /同期に失敗しました。約2時間、Zendeskから/, "実行の履歴を見る"],
		["ja", "internal", /予期しない問題/, "実行の履歴を見る"],
	] as const)("of a run is said in %s with whose failure %s was", (locale, reason, words, button) => {
		const said = orgTrouble({ code: "org_run_failed", reason }, locale);
		expect(said.text).toMatch(words);
		expect(elementsOf(said).map(({ label, url }) => [label, url])).toEqual([[button, settingsUrl]]);
	});

	it.each([
		["en", 1, "one more record of the Salesforce org"],
		["en", 1000, "1,000 more records of the Salesforce org"],
		["ja", 1000, "1,000件のレコードを同期できませんでした"],
	] as const)("of many issues is said in %s with their number, %i", (locale, count, words) => {
		expect(orgTrouble({ code: "org_issues", count }, locale).text).toContain(words);
	});

	it("of an org has a name that mentions, links and formats nothing", () => {
		const orgName = "<!channel> *Acme* <https://evil.example|here> & @here";
		for (const code of ["org_needs_sign_in", "org_needs_admin", "org_run_failed", "org_issues"]) {
			for (const locale of ["en", "ja"] as const) {
				const said = JSON.stringify(orgTrouble({ code, orgName, count: 21 }, locale));
				expect(said).toContain("&lt;!channel&gt;");
				expect(said).not.toMatch(/<!channel>|<https:|\*Acme\*/);
			}
		}
	});

	it("is said of a channel without a name too", () => {
		expect(trouble("not_in_channel", null).text).toContain("not a member of the channel");
	});
});

it("an unfurl shows number, subject, status and assignee, nothing of the conversation, and is acted on by looking", () => {
	const blocks = buildUnfurl({ ...viewContext(), deskId, ticket: ticket({ createdAt: NOW - DAY }) });
	const shown = { text: "-", blocks };
	expect(linesOf(shown)).toEqual([
		"*<https://acme.zendesk.com/agent/tickets/1042|#1042  Printer on the 3rd floor is on fire>*",
		"◐ *Open*  ·  High priority  ·  Assignee: Alex Berg",
	]);
	expect(elementsOf(shown).map(({ label }) => label)).toEqual(["Show the ticket", "Open in Zendesk"]);
});
