import type { StatusCategory } from "../../../core/ticket.ts";
import { type Distance, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { HistoryMessages, ListMessages, TicketMessages } from "../messages.ts";
import type { Words } from "../words.ts";

const STATUS: Record<StatusCategory, string> = {
	new: "新規",
	open: "オープン",
	pending: "保留中",
	on_hold: "待機中",
	solved: "解決済み",
	closed: "終了",
};

const PRIORITY = { urgent: "緊急", high: "高", normal: "普通", low: "低" };

const UNITS: Record<Distance["unit"], string> = {
	minute: "分",
	hour: "時間",
	day: "日",
	month: "か月",
	year: "年",
};

export function ticketMessages({ vendor, ticket }: Words): TicketMessages {
	return {
		noSubject: "(件名なし)",
		status: (category) => STATUS[category],
		priority: (priority) => md`優先度: ${"level" in priority ? PRIORITY[priority.level] : priority.label}`,
		due: (distance) => (distance.count === 0 ? md`まもなく期限` : md`期限まで${toText(distance)}`),
		overdue: (distance) => (distance?.count ? md`*期限を${toText(distance)}超過*` : md`*期限超過*`),
		age: (distance) => (distance.count === 0 ? "たった今" : `${toText(distance)}前`),
		requester: "依頼者",
		noRequester: "不明",
		assignee: "担当者",
		unassigned: "未割り当て",
		messageKind: (kind) => (kind === "comment" ? "社内コメント" : null),
		noAuthor: "送信者不明",
		attachments: (count) => `添付ファイル${count}件`,
		sharedBy: (name) => md`${name}さんが${ticket}を共有しました`,
		open: `${vendor}で開く`,
		share: "チャンネルに共有",
		refresh: "更新",
	};
}

export function listMessages({ ticket }: Words): ListMessages {
	return {
		heading: (kind, department, total) => {
			const words = {
				mine: `自分が担当する未解決の${ticket}`,
				unassigned: `未割り当ての${ticket}`,
				overdue: `期限を過ぎた${ticket}`,
				open: `未解決の${ticket}`,
			}[kind];
			const heading = md`${toPlace(department)}${words}`;
			return total === null ? heading : md`${heading} ${total}件`;
		},
		searchHeading: (words, total) =>
			total === null ? md`「${words}」の検索結果` : md`「${words}」の検索結果 ${total}件`,
		range: (from, to, total) =>
			total === null ? md`${from}〜${to}件目` : md`${total}件中 ${from}〜${to}件目`,
		empty: (kind, department) => {
			if (kind === "mine") return md`担当している未解決の${ticket}はありません。`;
			if (kind === "unassigned") return md`${toPlace(department)}未割り当ての${ticket}はありません。`;
			if (kind === "overdue") return md`期限を過ぎた${ticket}はありません。`;
			return md`${toPlace(department)}未解決の${ticket}はありません。`;
		},
		emptyHint: (kind) => {
			if (kind === "mine") return md`担当者のいない${ticket}を見るには: \`/desk unassigned\``;
			if (kind === "unassigned") return md`対応中の${ticket}を見るには: \`/desk list open\``;
			if (kind === "overdue") return md`自分の${ticket}を見るには: \`/desk mine\``;
			return md`解決済みのものは検索で見つかります: \`/desk search プリンター\``;
		},
		emptySearch: (words) => md`「${words}」に一致する、閲覧できる${ticket}はありません。`,
		emptySearchHint: md`言葉を減らすか変えて、または番号でお試しください: \`/desk 1042\` 数分以内に作成された${ticket}は、まだ検索できないことがあります。`,
		noMore: md`これ以上${ticket}はありません。一覧を開いた後に件数が減りました。`,
		show: `${ticket}を表示`,
		next: "次へ",
		previous: "前へ",
	};
}

export function historyMessages({ ticket }: Words): HistoryMessages {
	return {
		title: "やり取り",
		empty: md`この${ticket}にはまだ書き込みがありません。`,
		kind: (kind) => {
			if (kind === "comment") return "🔒 社内コメント";
			return kind === "incoming" ? "← 受信" : "→ 返信";
		},
		older: "以前のやり取り",
		newer: "新しいやり取り",
		show: `${ticket}を表示`,
	};
}

function toText({ count, unit }: Distance): string {
	return `${count}${UNITS[unit]}`;
}

function toPlace(department: string | null): Mrkdwn {
	return department ? md`${department}の` : md``;
}
