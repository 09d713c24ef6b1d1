import type { PageMessages } from "../messages.ts";

export const overview: Pick<PageMessages, "overview" | "workspace"> = {
	overview: {
		title: "概要",
		signedInAs: (name) => `${name} さんとしてサインインしています。`,
		desk: "ヘルプデスク",
		connectedBy: (name) => `接続した方: ${name}`,
		signInAgain: "もう一度サインイン",
		takeOver: "接続を引き継ぐ",
		takeOverHelp: (name) =>
			`この接続は ${name} さんのサインインで動いています。その方が離れるときに引き継いでください。関連付け、チャンネル、設定はそのまま残ります。`,
		lost: (count) =>
			`この 3 日間に、${count} 件で動きの内容を 1 日かけても読み取れず、通知できませんでした。どれかはログで確認できます。`,
		workspaces: "Slack ワークスペース",
		noWorkspaces: "まだありません。",
		steps: {
			title: "次にすること",
			slack: "Slack を接続する",
			slackHelp: "ワークスペースと通知先のチャンネルを選びます。その後の出来事がそこに届きます。",
			channel: (team) => `${team} のチャンネルを選ぶ`,
			channelHelp: "選ぶまで、そこには何も通知されません。",
			channelSubmit: "チャンネルを選ぶ",
			hearing: "変更をすぐに受け取る",
			colleagues: "ほかの方に使ってもらう",
			colleaguesHelp:
				"まだほかの方は関連付けられていません。Slack で /desk connect か、どれかのコマンドを入力すると、1 回のサインインで自分の担当分の通知が届くようになります。",
			colleaguesSubmit: "関連付けを見る",
		},
		connectSlack: "Slack ワークスペースを接続",
		connectAnother: "別のワークスペースを接続",
		workspace: "ワークスペース",
		channel: "チャンネル",
		state: "状態",
	},
	workspace: {
		connectedTitle: (team) => `${team} を接続しました`,
		direct: "アプリとのダイレクトメッセージ",
		notMapped: "チャンネル未設定",
		ready: (channel) => `通知は ${channel} に届きます。`,
		invite: (channel) => `あと 1 つです。${channel} で /invite @Deskbridge と入力してください`,
		inviteHelp:
			"プライベートチャンネルなので、アプリを招待できるのはメンバーだけです。招待されると最初のメッセージが届きます。",
		checkAgain: "もう一度確認",
		stillMissing: "アプリはまだそのチャンネルのメンバーではありません。",
		next: "次にすること",
		nextLinked:
			"Slack で /desk 1042 のように、実際の番号を付けて入力してください。サインインは済んでいます。",
		nextNotLinked: "Slack で /desk connect と入力して、Slack でもサインインしてください。",
		colleagues: "ほかの方はコマンドを入力するだけです。最初の 1 回だけサインインを求められます。",
		test: "テストメッセージを送信",
		testSent: "テストメッセージをチャンネルに送信しました。",
		testFailed: (word) => `Slack がメッセージを受け付けませんでした: ${word}`,
		greetingFailed: (word) => `最初のメッセージを投稿できませんでした。Slack の応答: ${word}`,
		testMessage: (desk) => `テストメッセージ: ${desk} はここに投稿できます。`,
		disabled: "無効になっています。通知は届かず、コマンドは受け付けられません。",
		disable: "無効にする",
		enable: "有効にする",
		revoked: "Slack でこのワークスペースからアプリが削除されました。設定は残っています。",
		reauthorize: "再認証する",
		missingScopes: (scopes) => `不足している権限: ${scopes}`,
		toOverview: "概要へ",
	},
};
