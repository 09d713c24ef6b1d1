import type { PageMessages } from "../messages.ts";

export const budget: Pick<PageMessages, "budget"> = {
	budget: {
		title: "今日の自動処理",
		resources: {
			rowsRead: "読み取った行数",
			rowsWritten: "書き込んだ行数",
			queueOperations: "キューの操作数",
		},
		usedOf: (used, limit) => `${used}（上限 ${limit}）`,
		spent: (resource) =>
			`1 日の上限の 80 % に達しました（${resource}）。変更の確認、同期、ダイジェストは休止しています。Webhook の受信、Slack への通知、コマンドはそのまま使えます。`,
		resumes: "自動で再開する時刻:",
		waiting: "次の処理が再開を待っています。失われるものはありません。",
		waitingPoll: "ヘルプデスクの変更の確認",
		waitingOrgs: (count) => `Salesforce 組織 ${count} 件の同期`,
		waitingDigests: (count) => `ワークスペース ${count} 件のダイジェスト`,
		help: "この環境全体が、UTC の午前 0 時から自動処理で Cloudflare のプランをどれだけ使ったかを示します。残りを利用者のために空けておくため、80 % で休止します。上限はデプロイ時の設定値です。",
		unlimited:
			"この環境全体が、UTC の午前 0 時から自動処理で使った量です。このデプロイには上限が設定されていません。",
	},
};
