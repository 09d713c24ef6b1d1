import type { PageMessages } from "../messages.ts";

export const connecting: Pick<PageMessages, "confirm" | "stale" | "refusal" | "install"> = {
	confirm: {
		title: "このヘルプデスクでよろしいですか",
		lead: (agent) =>
			`管理者の ${agent} さんとしてサインインしました。このサインインが対象とするポータルは次のとおりです。`,
		portal: "ポータル",
		portalId: "ID",
		edition: "エディション",
		address: "アドレス",
		agent: "サインインした方",
		takesOver: (name) =>
			`この接続は、これまで ${name} さんのサインインで動いていました。これからはご自身のサインインで動きます。関連付け、チャンネル、設定はそのまま残ります。`,
		missingScopes: (scopes) => `次の権限が許可されていません: ${scopes}。必要になったときにお知らせします。`,
		submit: (name) => `${name} を接続`,
		again: "別のポータルの場合は、サインインし直す",
		againHelp: "今回のサインインは取り消され、何も保存されません。",
		gone: "この確認はすでに回答済みか、時間が経ちすぎたか、別のブラウザーで始められたものです。最初からやり直してください。",
		takenTitle: "このポータルはすでに接続されています",
		taken: (name) => `${name} として接続されています。今回のサインインは取り消され、何も変更されていません。`,
		otherPortal: (name) =>
			`このデスクはポータル ${name} のものです。今回のサインインは取り消され、何も変更されていません。`,
	},
	stale: {
		title: "このサインインのリンクは使えません",
		text: "すでに使われたか、時間が経ちすぎたか、別のブラウザーで始められたものです。最初からやり直してください。何も保存されていません。",
	},
	refusal: {
		title: "サインインは受け付けられませんでした",
		nothingStored: "何も保存されていません。",
		word: (word) => `返ってきた内容: ${word}`,
		reasons: {
			denied: (vendor) => `${vendor} でアクセスが許可されませんでした。`,
			code_refused: (vendor) =>
				`${vendor} がサインインを受け付けませんでした。もう一度サインインしてください。変わらない場合は、${vendor} に登録したリダイレクト先のアドレスを確認してください。`,
			client_refused: (vendor) =>
				`${vendor} でこの OAuth クライアントが見つからないか、シークレットが違います。セットアップのページで直してください。`,
			not_administrator: (vendor, detail) =>
				`${detail ? `${detail} さん` : "このアカウント"}は ${vendor} の管理者ではありません。管理者としてサインインするか、管理者に権限の変更を依頼してください。`,
			other_portal: (_vendor, detail) =>
				`サインインしたのは${detail ? ` ${detail} ` : "別のポータル"}で、このデスクのポータルではありません。もう一度サインインして、正しいポータルを選んでください。`,
			no_portal: (vendor) => `このアカウントが属するポータルが ${vendor} にありません。`,
			vendor_unavailable: (vendor) => `${vendor} が正しく応答していません。数分後にもう一度お試しください。`,
			desk_gone: () => "このデスクは削除されました。",
		},
	},
	install: {
		title: "ワークスペースは接続されませんでした",
		reasons: {
			denied: () => "Slack でインストールがキャンセルされました。",
			not_distributed: () =>
				"この Slack アプリは、作成したワークスペースにしかインストールできません。ほかのワークスペースに接続するには、アプリの Manage Distribution で公開配布を有効にしてから、もう一度インストールしてください。",
			code_refused: () =>
				"Slack がインストールを受け付けませんでした。もう一度お試しください。変わらない場合は、セットアップのページで Client ID と Client Secret を確認してください。",
			other_app: () =>
				"応答したのは、セットアップのページにあるものとは別の Slack アプリです。何も保存されていません。",
			org_install: () =>
				"Enterprise Grid の組織全体にインストールされました。Deskbridge はワークスペースごとに接続します。ワークスペースを選んで、もう一度インストールしてください。",
			being_removed: () =>
				"このワークスペースの以前の接続をまだ削除しています。1 分ほど待ってからもう一度お試しください。",
			other_session: () =>
				"このインストールを始めたときとは別のデスクにサインインしています。そのデスクの概要からやり直してください。",
			slack_unavailable: () => "Slack が正しく応答していません。数分後にもう一度お試しください。",
		},
		again: "もう一度インストール",
	},
};
