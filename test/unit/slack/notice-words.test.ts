import { describe, expect, it } from "vitest";
import {
	type EventActor,
	TICKET_EVENT_TYPES,
	type TicketEventDetail,
} from "../../../src/core/ticket-event.ts";
import { eventMessages } from "../../../src/locales/events/event-messages.ts";
import { buildNoticeMessage } from "../../../src/slack/views/notice.ts";
import { sampleNotice, samplePreview } from "../../../src/slack/views/sample-notice.ts";
import type { ViewContext } from "../../../src/slack/views/view-context.ts";
import { deskId, detailOf, event, MINA, notice } from "./hearing-fixtures.ts";
import { linesOf } from "./message-reading.ts";
import { HOUR, NOW, ticket, viewContext } from "./view-fixtures.ts";

interface Told {
	detail: TicketEventDetail;
	actor?: EventActor | null;
}

function sentence(told: [Told, ...Told[]], view: Partial<ViewContext> = {}, direct = false): string {
	const [first, ...rest] = told.map(({ detail, actor = MINA }) => event(detail, { actor }));
	if (!first) throw new Error("nothing told");
	const text = buildNoticeMessage({
		...viewContext(view),
		deskId,
		notice: notice([first, ...rest]),
		direct,
	}).text;
	return text.replace(" · Printer on the 3rd floor is on fire", "");
}

const KEN = { id: "a2", name: "Ken", email: null };
const raised: TicketEventDetail = {
	type: "ticket.priority_changed",
	from: { level: "low", label: null },
	to: { level: "high", label: null },
};
const lowered: TicketEventDetail = { ...raised, from: { level: "urgent", label: null } };
const closed = detailOf("ticket.closed");
const assigned: TicketEventDetail = { type: "ticket.assigned", to: KEN };
const pending: TicketEventDetail = {
	type: "ticket.status_changed",
	from: { category: "open", label: null },
	to: { category: "pending", label: null },
};

describe("a notice's sentence", () => {
	it.each<[string, [Told, ...Told[]], string, string]>([
		[
			"a customer's ticket",
			[{ detail: { type: "ticket.created" }, actor: { agentId: null, name: "Jane Doe" } }],
			"New ticket #1042 from Jane Doe",
			"Jane Doeさんから新しいチケット #1042 が届きました",
		],
		[
			"a ticket that an agent made",
			[{ detail: { type: "ticket.created" } }],
			"Mina created #1042 for Jane Doe",
			"Minaさんが新しいチケット #1042 をJane Doeさんの依頼で作成しました",
		],
		["a close", [{ detail: closed }], "Mina closed #1042", "Minaさんが #1042 を完了にしました"],
		["nobody's close", [{ detail: closed, actor: null }], "#1042 was closed", "#1042 が完了になりました"],
		[
			"a reopening",
			[{ detail: detailOf("ticket.reopened") }],
			"Mina reopened #1042",
			"Minaさんが #1042 を再開しました",
		],
		[
			"an assignment",
			[{ detail: assigned }],
			"Mina assigned #1042 to Ken",
			"Minaさんが #1042 をKenさんに割り当てました",
		],
		[
			"an agent who takes it",
			[{ detail: { type: "ticket.assigned", to: { id: "a9", name: "Mina", email: null } } }],
			"Mina took #1042",
			"Minaさんが #1042 を引き受けました",
		],
		[
			"an assignee who is taken off",
			[{ detail: { type: "ticket.assigned", to: null }, actor: null }],
			"#1042 has no assignee any more",
			"#1042 の担当者が外れました",
		],
		[
			"a status",
			[{ detail: pending }],
			"Mina changed the status of #1042 from Open to Pending",
			"Minaさんが #1042 のステータスを「オープン」から「保留中」に変更しました",
		],
		[
			"a status of which nothing else is known",
			[{ detail: { ...pending, from: null }, actor: null }],
			"The status of #1042 is now Pending",
			"#1042 のステータスが「保留中」に変わりました",
		],
		[
			"a raised priority",
			[{ detail: raised, actor: null }],
			"The priority of #1042 was raised to high",
			"#1042 の優先度が「高」に上がりました",
		],
		[
			"a lowered priority",
			[{ detail: lowered }],
			"Mina lowered the priority of #1042 to high",
			"Minaさんが #1042 の優先度を「高」に下げました",
		],
		[
			"a move",
			[{ detail: { type: "ticket.moved", from: null, to: { id: "g2", name: "Billing" } } }],
			"Mina moved #1042 to Billing",
			"Minaさんが #1042 を部門「Billing」に移動しました",
		],
		[
			"several fields",
			[{ detail: assigned }, { detail: raised }],
			"Mina assigned #1042 to Ken and raised its priority to high",
			"Minaさんが #1042 をKenさんに割り当て、優先度を「高」に上げました",
		],
		[
			"three fields by two people",
			[{ detail: assigned }, { detail: pending }, { detail: raised, actor: null }],
			"Mina assigned #1042 to Ken and changed its status from Open to Pending; its priority was raised to high",
			"Minaさんが #1042 をKenさんに割り当て、ステータスを「オープン」から「保留中」に変更しました。優先度が「高」に上がりました",
		],
		[
			"a customer's reply",
			[{ detail: detailOf("reply.received", "Aya Mori"), actor: null }],
			"Aya Mori replied on #1042",
			"Aya Moriさんから #1042 に返信がありました",
		],
		[
			"an agent's reply",
			[{ detail: detailOf("reply.sent", "Mina") }],
			"Mina replied to the customer on #1042",
			"Minaさんが #1042 でお客様に返信しました",
		],
		[
			"a comment",
			[{ detail: detailOf("comment.added", "Mina") }],
			"Mina commented internally on #1042",
			"Minaさんが #1042 に社内コメントを追加しました",
		],
		[
			"a rating",
			[{ detail: detailOf("rating.received"), actor: null }],
			"Jane Doe rated #1042 as bad",
			"Jane Doeさんが #1042 を「悪い」と評価しました",
		],
		[
			"a missed deadline",
			[{ detail: detailOf("ticket.overdue") }],
			"#1042 is overdue",
			"#1042 が期限を過ぎました",
		],
		[
			"an escalation",
			[{ detail: { type: "ticket.escalated" }, actor: null }],
			"#1042 was escalated",
			"#1042 がエスカレーションされました",
		],
		[
			"a blueprint's state",
			[{ detail: detailOf("transition.upcoming", "Under review") }],
			"#1042 is now at “Under review”",
			"#1042 がブループリントの「Under review」に進みました",
		],
	])("tells of %s", (_, told, english, japanese) => {
		expect(sentence(told)).toBe(english);
		expect(sentence(told, { locale: "ja" })).toBe(japanese);
	});

	it("calls the reader of a direct message you", () => {
		const toAssignee: TicketEventDetail = { type: "ticket.assigned", to: ticket().assignee };
		expect(sentence([{ detail: toAssignee }], {}, true)).toBe("Mina assigned #1042 to you");
		expect(sentence([{ detail: toAssignee }], { locale: "ja" }, true)).toBe(
			"Minaさんが #1042 をあなたに割り当てました",
		);
		expect(sentence([{ detail: toAssignee }])).toBe("Mina assigned #1042 to Alex Berg");
	});

	it("calls a Zoho ticket what Zoho calls it", () => {
		const created: Told = { detail: { type: "ticket.created" } };
		expect(sentence([created], { locale: "ja", provider: "zoho" })).toContain("新しい問い合わせ #1042");
	});
});

describe("the events", () => {
	it.each(["en", "ja"] as const)("have a name and a description each in %s", (locale) => {
		for (const provider of ["zendesk", "zoho"] as const) {
			const events = eventMessages(locale, provider);
			const names = TICKET_EVENT_TYPES.map((type) => events.name(type));
			expect(new Set(names).size).toBe(TICKET_EVENT_TYPES.length);
			for (const type of TICKET_EVENT_TYPES) expect(events.description(type)).toMatch(/[.。]$/);
		}
	});

	it.each(TICKET_EVENT_TYPES)("have an example: %s", (type) => {
		for (const locale of ["en", "ja"] as const) {
			const view = viewContext({ locale });
			const preview = samplePreview(type, view);
			expect(preview).toContain("#1042");
			expect(preview).not.toMatch(/[<>&*]/);
			const example = sampleNotice(type, locale, NOW);
			expect(example.events.map((one) => one.type)).toEqual([type]);
			const message = buildNoticeMessage({ ...view, deskId, notice: example, direct: false });
			expect(linesOf(message)[0]).toContain(type === "ticket.overdue" ? "#1042" : preview);
			expect(sampleNotice(type, locale, NOW)).toEqual(example);
			expect(example.at).toBeLessThan(NOW);
			expect(NOW - example.at).toBeLessThan(HOUR);
		}
	});
});
