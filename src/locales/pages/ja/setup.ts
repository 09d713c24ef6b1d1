import type { PageMessages } from "../messages.ts";

export const setup: Pick<PageMessages, "token" | "setup"> = {
	token: {
		title: "セットアップ",
		lead: "Deskbridge のデプロイ時に設定したセットアップトークンを入力してください。運用担当者だけがこのページを使えるようにするためのものです。",
		label: "セットアップトークン",
		help: "シークレット SETUP_TOKEN の値です。このブラウザーでは 1 時間有効です。",
		submit: "セットアップを開く",
		wrong: "セットアップトークンが違います。",
		limited: "試行回数が多すぎます。1 分待ってからもう一度お試しください。",
	},
	setup: {
		title: "セットアップ",
		lead: "この環境のアドレス、Slack アプリ、ヘルプデスクの 3 つを順に設定します。",
		nextSteps: "不足しているもの",
		nothingMissing: "ありません。ヘルプデスクと Slack の設定は済んでいます。",
		missing: {
			origin: "公開アドレスが保存されていません。",
			slack: "Slack アプリが登録されていません。",
			desk: "ヘルプデスクが登録されていません。",
			connect: "登録済みのヘルプデスクがまだ接続されていません。",
		},
		checks: "状態",
		secrets: "シークレット",
		database: "データベース",
		databaseDown: "D1 が応答しません。バインディング DB とマイグレーションを確認してください。",
		origin: {
			title: "公開アドレス",
			label: "アドレス",
			help: "利用者と各サービスがこの環境に接続するアドレスです。https で、パスは付けません。サインイン後はここに戻ります。",
			invalid:
				"https://deskbridge.example.com のように、https でパスのないアドレスを入力してください。http は localhost でだけ使えます。",
		},
		slack: {
			title: "Slack アプリ",
			lead: "Deskbridge は、ご自身の Slack アプリを使います。",
			steps: [
				"下のマニフェストからアプリを作成します。リンクを開くと、すべて入力済みの Slack の画面が表示されます。",
				"アプリの Basic Information にある App ID、Client ID、Client Secret、Signing Secret を下の欄に入力して保存します。",
				"Event Subscriptions の Request URL で Retry を押します。Signing Secret を保存するまで、Slack はこのアドレスを確認できません。",
			],
			create: "Slack アプリを作成",
			download: "マニフェストをダウンロード",
			manifest: "マニフェスト",
			manifestHelp:
				"手で写す場合は、すべて選択してコピーし、api.slack.com/apps の「From a manifest」に貼り付けてください。",
			appId: "App ID",
			appIdHelp: "A で始まります。",
			appIdInvalid: "Slack の App ID は A で始まる英大文字と数字です。",
			clientId: "Client ID",
			clientIdInvalid: "Slack の Client ID は、2 つの数字をピリオドでつないだものです。",
			clientSecret: "Client Secret",
			signingSecret: "Signing Secret",
			signingSecretInvalid: "Signing Secret は 20 文字以上の英数字です。",
			secretIsSet: "設定済みです。再び表示されることはありません。空のままにすると変更されません。",
			secretIsNotSet: "暗号化して保存します。再び表示されることはありません。",
			previousKept:
				"Signing Secret を置き換えても、ひとつ前の値は有効なままです。リクエストが失われることはありません。",
			secondTitle: "2 つ目のワークスペース",
			second:
				"新しい Slack アプリは、作成したワークスペースにしかインストールできません。ほかのワークスペースでも使うには、アプリの Manage Distribution で公開配布を有効にしてください。あとで無効にすると、ほかのすべてのワークスペースからアプリが外れます。",
		},
		redirects: {
			title: "リダイレクト先のアドレス",
			lead: "各サービスに、このとおり入力してください。",
		},
		changes: {
			title: "変更の記録",
			lead: "全体の設定と、まだ接続されていないヘルプデスクへの変更です。接続されたヘルプデスクへの変更は、そのヘルプデスクの監査ログにあります。",
			none: "まだ何も設定されていません。",
		},
		desks: {
			title: "ヘルプデスク",
			none: "まだありません。Slack で見たいチケットがあるヘルプデスクを登録してください。",
			register: (vendor) => `${vendor} を登録`,
			details: "OAuth クライアント",
			connect: "接続する",
		},
	},
};
