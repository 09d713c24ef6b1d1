import type { PageMessages } from "../messages.ts";

export const syncOverview: Pick<PageMessages, "syncOverview"> = {
	syncOverview: {
		day: "過去 24 時間",
		issues: (count) => `同期できないレコードが ${count} 件あります`,
		oneIssue: "同期できないレコードが 1 件あります",
		noIssues: "読み取ったレコードはすべて同期されています。",
		paths: {
			title: "ヘルプデスクへの書き込み方",
			unknown: "最初の実行のあとにわかります。",
			bulk: (count) => `1 回に ${count} 件まで`,
			single: "1 件ずつ",
			perSecond: (count) => `(1 秒に ${count} 件まで)`,
			same: (how) => `作成と更新: ${how}。`,
			differ: (made, changed) => `作成: ${made}。更新: ${changed}。`,
			why: {
				gate: "Zendesk でお客様を一括作成できるのは、Zendesk が許可したアカウントだけです。Zendesk のサポートに一括ユーザーインポートの有効化を依頼してください。それまでは 1 件ずつ作成します。",
				vendor: "このヘルプデスクには、まとめて書き込む方法がありません。",
			},
		},
	},
};
