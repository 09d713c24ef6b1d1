import { link, md } from "../../../slack/mrkdwn.ts";
import type { HomeMessages } from "../home-messages.ts";
import type { Words } from "../words.ts";

export function homeMessages({ vendor, ticket }: Words): HomeMessages {
	return {
		greeting: (name) => (name ? md`*${name}さん、こんにちは*` : md`*こんにちは*`),
		about: md`Deskbridgeは、ヘルプデスクをSlackで使えるようにします。${ticket}をすぐに確認し、コメントや返信を書き、自分が担当する${ticket}の動きを受け取れます。`,
		noDesk: (setupUrl) =>
			setupUrl
				? md`このSlackワークスペースには、まだヘルプデスクが接続されていません。管理者が ${link(setupUrl, setupUrl)} で接続できます。`
				: md`このSlackワークスペースには、まだヘルプデスクが接続されていません。管理者が接続できます。`,
		connectButton: `${vendor}にサインイン`,
		connectAgainButton: `${vendor}に再度サインイン`,
		newTicket: `新しい${ticket}`,
		show: "表示",
		reload: "もう一度読み込む",
		moreTickets: (shown, total) =>
			total === null
				? md`最初の${shown}件を表示しています。すべて見るには: \`/desk mine\``
				: md`${total}件中${shown}件を表示しています。すべて見るには: \`/desk mine\``,
		problem: (kind) => {
			switch (kind) {
				case "auth":
					return md`サインインの有効期限が切れたため、${ticket}を読み込めません。再度サインインすると、ここに表示されます。`;
				case "forbidden":
				case "missing_scope":
					return md`${vendor}で、お使いのアカウントには${ticket}の一覧が許可されていません。管理者が権限を変更できます。`;
				case "rate_limited":
					return md`${vendor}のリクエスト数が上限に達しています。1分ほど後に読み込み直せます。`;
				default:
					return md`${vendor}が応答していないため、${ticket}を表示できません。数分後にもう一度読み込んでください。`;
			}
		},
		searchHint: md`${ticket}を探すには: \`/desk search プリンター\``,
		paused: (deskName) =>
			md`*${deskName}* は一時停止中です。管理者が再開するまで通知は届きません。コマンドは使えます。`,
		directMessages: md`*ダイレクトメッセージ*`,
		directMessagesNote: md`自分が担当する${ticket}の動きをお知らせします。自分で行った操作は通知しません。`,
		groupTicket: `${ticket}の動き`,
		groupTalk: "やり取り",
		quietHours: (from, to, timezone) =>
			md`*通知を控える時間* · ${from}〜${to}(${timezone})\nこの間の動きは、後でまとめてお知らせします。`,
		noQuietHours: md`*通知を控える時間* · なし`,
		quietFrom: "開始",
		quietTo: "終了",
		quietOn: "時間を設定",
		quietOff: "設定を解除",
		signedIn: (agentName, deskName, since) =>
			md`*${deskName}* に${agentName}としてサインインしています(${since} から)`,
		disconnect: "サインアウト",
		disconnectConfirm: {
			title: "サインアウトしますか?",
			text: `担当する${ticket}のダイレクトメッセージは届かなくなり、${vendor}での代理操作のために保存していた情報と、ここでの設定を消去します。`,
			yes: "サインアウト",
			no: "キャンセル",
		},
		help: md`すべてのコマンド: \`/desk help\``,
	};
}
