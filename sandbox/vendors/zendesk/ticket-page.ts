import { html } from "hono/html";
import { buildPage, type PageLocale } from "./page.ts";
import type { Account, TicketPriority, TicketRecord, TicketStatus } from "./state.ts";
import { toCommentView, toTicketView } from "./views.ts";

const TEXT = {
	en: {
		status: "Status",
		priority: "Priority",
		group: "Group",
		assignee: "Assignee",
		requester: "Requester",
		none: "none",
		internal: "internal note",
		files: "Attached",
		missing: "There's no such ticket in this account.",
		statuses: {
			new: "New",
			open: "Open",
			pending: "Pending",
			hold: "On hold",
			solved: "Solved",
			closed: "Closed",
		},
		priorities: { urgent: "Urgent", high: "High", normal: "Normal", low: "Low" },
	},
	ja: {
		status: "ステータス",
		priority: "優先度",
		group: "グループ",
		assignee: "担当者",
		requester: "リクエスタ",
		none: "なし",
		internal: "社内メモ",
		files: "添付ファイル",
		missing: "このアカウントに、このチケットはありません。",
		statuses: {
			new: "新規",
			open: "オープン",
			pending: "保留中",
			hold: "待機中",
			solved: "解決済み",
			closed: "終了",
		},
		priorities: { urgent: "緊急", high: "高", normal: "標準", low: "低" },
	},
} satisfies Record<
	PageLocale,
	{
		statuses: Record<TicketStatus, string>;
		priorities: Record<TicketPriority, string>;
		[name: string]: unknown;
	}
>;

export function buildTicketPage(account: Account, ticket: TicketRecord, locale: PageLocale) {
	const text = TEXT[locale];
	const view = toTicketView(account, ticket);
	const organization = view.requester.organization ? ` · ${view.requester.organization}` : "";
	const rows = [
		[text.status, text.statuses[view.status]],
		[text.priority, view.priority ? text.priorities[view.priority] : text.none],
		[text.group, view.group?.name ?? text.none],
		[text.assignee, view.assignee?.name ?? text.none],
		[text.requester, `${view.requester.name}${organization}`],
	];
	const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
	const messages = ticket.comments.map((comment) => {
		const { author, text: body, createdAt, public: isPublic, attachments } = toCommentView(account, comment);
		const mark = isPublic ? "" : ` · ${text.internal}`;
		const files =
			attachments.length > 0 ? html`<br><small>${text.files}: ${attachments.join(", ")}</small>` : "";
		const when = `${time.format(createdAt)} UTC`;
		return html`<article class="message ${isPublic ? "" : "internal"}" dir="auto"><small><strong>${author.name}</strong>${mark} · ${when}</small>
${body}${files}</article>`;
	});
	return buildPage(
		locale,
		html`<h1 dir="auto">#${view.id} ${view.subject}</h1>
		<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${value}</dd>`)}</dl>
		${messages}`,
	);
}

export function buildNoTicketPage(locale: PageLocale) {
	return buildPage(locale, html`<h1>${TEXT[locale].missing}</h1>`);
}
