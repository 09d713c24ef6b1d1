import { ZENDESK_GROUPS } from "../../../seed/people.ts";
import { FIELD } from "./fields.ts";
import { CUSTOMER, STAFF } from "./people.ts";
import { DAY, HOUR, type MessageDraft, MINUTE, type TicketDraft } from "./seed.ts";

/** The tickets that the product is shown with, and the ones that would break a careless reader. */
export const FEATURED: readonly TicketDraft[] = [
	{
		id: 1042,
		subject: "Invoice 2026-1187 shows the wrong tax",
		requester: CUSTOMER.aya,
		groupId: ZENDESK_GROUPS.support,
		assigneeId: STAFF.alex,
		status: "open",
		priority: "high",
		type: "problem",
		tags: ["invoice", "tax", "area_billing"],
		customFields: [[FIELD.area, "area_billing"]],
		copies: [CUSTOMER.kenta],
		followers: [STAFF.mina],
		messages: [
			{
				by: CUSTOMER.aya,
				ago: 37 * HOUR,
				text: "Hello,\n\nInvoice 2026-1187 (Cirrus Drive, 40 seats) was charged with 8% consumption tax. All our earlier invoices have 10%, and our accounting can't book it like this.\n\nCould you check it and send a corrected invoice before our month-end closing?\n\nKind regards\nAya Mori\nGlobex KK",
				attachments: ["invoice-2026-1187.pdf"],
			},
			{
				by: STAFF.alex,
				ago: 35 * HOUR,
				text: "Hi Aya,\n\nThank you for attaching the invoice, that helped. I can see that the 14 seats of your Osaka office were billed at the reduced rate. I'm checking with our billing colleagues why, and I'll write again by tomorrow noon.\n\nBest regards\nAlex",
			},
			{
				by: STAFF.alex,
				ago: 34.5 * HOUR,
				internal: true,
				text: "@Mina the Osaka seats were moved over from the old account in October, and the tax code didn't come along. This touches 1187 and the draft of 1203. Can you correct the code before we issue it again?",
			},
			{
				by: STAFF.mina,
				ago: 28 * HOUR,
				internal: true,
				text: "Tax code corrected. 1203 hasn't been sent yet, so only 1187 needs a credit note. Approved.",
			},
			{
				by: CUSTOMER.aya,
				ago: 21 * HOUR,
				text: "Thank you, Alex. One more thing: could the new invoice also show our purchase order number PO-5521?",
			},
			{
				by: STAFF.alex,
				ago: 5 * HOUR,
				text: "Hi Aya,\n\nThe rate is corrected. The credit note for 2026-1187 and the new invoice 2026-1204 with 10% and PO-5521 are attached.\n\nI'm sorry for the trouble.\n\nBest regards\nAlex",
				attachments: ["credit-note-2026-1187.pdf", "invoice-2026-1204.pdf"],
			},
			{
				by: CUSTOMER.aya,
				ago: 24 * MINUTE,
				text: "The credit note is fine, thank you. But the new invoice still shows 8% on line 3 (Osaka, 14 seats). Could you look at it once more? Our closing is tomorrow.",
			},
		],
	},
	{
		id: 1050,
		subject: "倉庫のハンディ端末が全台オフラインになっています",
		requester: CUSTOMER.daisuke,
		groupId: ZENDESK_GROUPS.japan,
		assigneeId: STAFF.yuki,
		status: "open",
		priority: "urgent",
		type: "incident",
		tags: ["ja", "outage", "area_devices"],
		customFields: [
			[FIELD.area, "area_devices"],
			[FIELD.serial, "KW-0032"],
		],
		messages: [
			{
				by: CUSTOMER.daisuke,
				ago: 95 * MINUTE,
				text: "至急のご連絡です。\n\n本日13時頃から、川崎倉庫のハンディ端末32台がすべてオフラインになり、出荷が止まっています。無線には接続されているようです。\n\n株式会社山田商事 中村",
			},
			{
				by: STAFF.yuki,
				ago: 80 * MINUTE,
				text: "中村 様\n\nご連絡ありがとうございます。森です。中継サーバーの証明書が本日13時に切れたことを確認しました。ただいま更新しております。30分ほどお待ちください。",
			},
			{
				by: STAFF.yuki,
				ago: 42 * MINUTE,
				text: "中村 様\n\n更新が完了しました。端末を再起動していただけますでしょうか。",
			},
			{ by: CUSTOMER.daisuke, ago: 18 * MINUTE, text: "28台は復旧しました。残りの4台はまだつながりません。" },
		],
	},
	{
		id: 1047,
		subject: "<!channel> *URGENT* <https://evil.example|Zendesk> `rm -rf` ~gone~ @here &amp; <@U0MINA0001>",
		requester: CUSTOMER.markup,
		groupId: ZENDESK_GROUPS.support,
		status: "new",
		priority: "low",
		messages: [
			{
				by: CUSTOMER.markup,
				ago: 18.5 * HOUR,
				text: "<!channel> <!here> <!everyone> <@U0MINA0001> <#C0SUPPORT1>\n*bold* _italic_ ~gone~ `code`\n```\nblock\n```\n> quoted\n<https://evil.example|https://acme.zendesk.com> [Zendesk](https://evil.example)\n&lt;script&gt; <script>alert(1)</script> <img src=x onerror=alert(1)>\n:rotating_light: {{ticket.id}} #{7*7}",
			},
		],
	},
	{
		id: 1044,
		subject: "R\u202Eefund\u202C \u200Bplease\u2066 \u200Dnow\uFEFF",
		requester: CUSTOMER.bidi,
		groupId: ZENDESK_GROUPS.billing,
		assigneeId: STAFF.alex,
		status: "pending",
		priority: null,
		messages: [
			{
				by: CUSTOMER.bidi,
				ago: 29 * HOUR,
				text: "שלום, אני צריך החזר \u202Efdp.ecioVni\u202C \u200B\u200B\u200B\nمرحبا\u2067 abc \u2069\nZ\u0351\u036B\u0343\u036A\u0302a\u0322\u031Bl\u0334\u0353g\u0334o\n👩🏽‍🚀👨‍👩‍👧‍👦🇯🇵",
			},
			{ by: STAFF.alex, ago: 26 * HOUR, text: "Which order is this about?" },
		],
	},
	{
		id: 1035,
		subject: "Log of the failed import",
		requester: CUSTOMER.omar,
		groupId: ZENDESK_GROUPS.support,
		assigneeId: STAFF.mina,
		status: "open",
		priority: "normal",
		type: "problem",
		messages: [
			{ by: CUSTOMER.omar, ago: 60 * HOUR, text: "The import stops half-way. Log follows." },
			{ by: STAFF.mina, ago: 58 * HOUR, text: "Please paste it here, the whole of it." },
			{ by: CUSTOMER.omar, ago: 57 * HOUR, text: buildLog(10_000) },
		],
	},
	{
		id: 1038,
		subject: null,
		requester: CUSTOMER.nobody,
		groupId: null,
		status: "new",
		channel: "api",
		messages: [
			{
				by: CUSTOMER.nobody,
				ago: 50 * HOUR,
				text: "Order 88120 could not be delivered.\nReason: address unknown.",
			},
		],
	},
	{
		id: 1040,
		subject: "Send the signed contract back to Nordwind",
		requester: CUSTOMER.ingrid,
		groupId: ZENDESK_GROUPS.billing,
		assigneeId: STAFF.alex,
		status: "open",
		priority: "high",
		type: "task",
		dueIn: -2 * DAY,
		messages: [
			{
				by: CUSTOMER.ingrid,
				ago: 44 * HOUR,
				text: "The signed contract is attached. Please send your copy back by post.",
				attachments: ["contract.pdf"],
			},
			{ by: STAFF.alex, ago: 43 * HOUR, text: "Thank you. It goes out as soon as it is countersigned." },
		],
	},
	{
		id: 1036,
		subject: "Replace the battery of the reception scanner",
		requester: CUSTOMER.marta,
		groupId: ZENDESK_GROUPS.hardware,
		assigneeId: STAFF.priya,
		status: "pending",
		priority: "normal",
		type: "task",
		dueIn: -6 * HOUR,
		messages: [
			{
				by: CUSTOMER.marta,
				ago: 55 * HOUR,
				text: "The scanner only lasts for an hour now. Could it have a new battery?",
			},
		],
	},
	{
		id: 1033,
		subject: "Set up the meeting room display in Lyon",
		requester: CUSTOMER.claire,
		groupId: ZENDESK_GROUPS.hardware,
		assigneeId: STAFF.priya,
		status: "open",
		priority: "normal",
		type: "task",
		dueIn: 3 * DAY,
		messages: [
			{
				by: CUSTOMER.claire,
				ago: 65 * HOUR,
				text: "The display arrived. Please hang it before the board meets.",
			},
		],
	},
	buildLong(1020, "Intermittent timeouts between Leeds and the warehouse", CUSTOMER.peter, STAFF.alex, {
		count: 34,
		from: 110 * HOUR,
		to: 9 * HOUR,
	}),
	buildLong(987, "Rollout of Cirrus Notes to 14 branches", CUSTOMER.greta, STAFF.mina, {
		count: 46,
		from: 223 * HOUR,
		to: 27 * HOUR,
	}),
	buildLong(1031, "Docking stations for the new office", CUSTOMER.lars, STAFF.priya, {
		count: 28,
		from: 73 * HOUR,
		to: 3 * HOUR,
	}),
];

/** A conversation over many days: customer, agent, and an internal note each fourth time. */
function buildLong(
	id: number,
	subject: string,
	customer: number,
	agent: number,
	{ count, from, to }: { count: number; from: number; to: number },
): TicketDraft {
	const messages = Array.from({ length: count }, (_, index): MessageDraft => {
		const ago = Math.round(from - ((from - to) * index) / (count - 1));
		const entry = index + 1;
		if (index % 4 === 3) {
			return {
				by: agent,
				ago,
				internal: true,
				text: `Note ${entry}: measured again, no change since the last one.`,
			};
		}
		if (index % 2 === 0) {
			return {
				by: customer,
				ago,
				text: `Report ${entry}: here is what we saw since the last one. It happened twice.`,
			};
		}
		return { by: agent, ago, text: `Thank you for report ${index}. We've passed it on and keep watching.` };
	});
	const [first, ...rest] = messages;
	if (!first) throw new RangeError("a conversation needs a message");
	const groupId = agent === STAFF.priya ? ZENDESK_GROUPS.hardware : ZENDESK_GROUPS.support;
	return {
		id,
		subject,
		requester: customer,
		groupId,
		assigneeId: agent,
		status: "open",
		priority: "normal",
		type: "problem",
		messages: [first, ...rest],
	};
}

function buildLog(length: number): string {
	const lines = Array.from(
		{ length: 400 },
		(_, index) => `[${String(index).padStart(4, "0")}] row ${index * 25}: ok`,
	);
	return lines.join("\n").padEnd(length, ".").slice(0, length);
}
