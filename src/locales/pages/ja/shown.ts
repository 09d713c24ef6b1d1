import type { PageMessages } from "../messages.ts";

export const shown: Pick<PageMessages, "shown"> = {
	shown: {
		title: "Slack での表示",
		lead: "チケットのカードと /desk customer に表示する、この組織の情報です。何も選ばないと、Salesforce に問い合わせません。",
		whose:
			"組織を接続した Salesforce ユーザーの権限で読み取り、このヘルプデスクと連携したすべての担当者に、本人にだけ表示します。通知、共有したカード、リンクのプレビューには表示しません。",
		parts: {
			account: "取引先(なければ取引先責任者またはリード)",
			owner: "取引先の所有者",
			opportunities: "進行中の商談の件数",
			deals: "最新の進行中の商談とフェーズ",
			last_activity: "最終活動日",
		},
		amount: "最新の進行中の商談の金額と通貨",
		field: (number) => `取引先の項目 ${number}`,
		none: "なし",
		unread: "現在 Salesforce の項目を読み取れません。選択済みの項目を外すことはできます。",
		saved: "保存しました。次のカードから反映します。",
	},
};
