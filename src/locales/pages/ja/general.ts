import type { PageMessages } from "../messages.ts";

export const general: Pick<PageMessages, "common" | "home" | "problem"> = {
	common: {
		tagline: "ヘルプデスクを Slack で",
		home: "ホーム",
		setup: "セットアップ",
		overview: "概要",
		salesforce: "Salesforce",
		agents: "担当者",
		activity: "アクティビティ",
		desk: "ヘルプデスク",
		signOut: "サインアウト",
		skip: "本文へ移動",
		otherLanguage: "English",
		back: "戻る",
		save: "保存",
		saved: "保存しました。",
		unsaved: "まだ保存されていません",
		continue: "続ける",
		startAgain: "最初からやり直す",
		reference: (id) => `参照番号: ${id}`,
		scripts: {
			busy: "処理しています。",
			copy: "コピー",
			copied: "コピーしました",
			updated: "一覧を更新しました。",
		},
		notListed: "一覧から選んでください。",
		required: "入力してください。",
		notOffered: "選択肢の中から選んでください。",
		tooLong: "長すぎます。",
		states: { working: "稼働中", paused: "一時停止中", attention: "対応が必要", off: "オフ" },
	},
	home: {
		title: "ヘルプデスクのチケットを、Slack で",
		what: "Deskbridge は Zendesk や Zoho Desk を Slack につなぎます。/desk 1042 と入力すると、ご自身の権限で見えるチケットが表示されます。会社自身の Cloudflare アカウントで動きます。",
		people: "お使いになる方: Slack を開いて /desk help と入力してください。",
		administrators:
			"ヘルプデスクの管理者の方: サインインすると、連携の状態の確認と Slack ワークスペースの接続ができます。",
		operators: "この環境を運用している方: 設定済みの項目と不足している項目はセットアップのページにあります。",
		signIn: "管理者としてサインイン",
		toSetup: "セットアップを開く",
		toOverview: "概要を開く",
	},
	problem: {
		notFoundTitle: "ここには何もありません",
		notFound: "アドレスが間違っているか、別のデスクのものか、すでに削除されています。",
		forbiddenTitle: "このページからの操作ではありません",
		forbidden: "ページを開き直して、もう一度操作してください。何も変更されていません。",
		unexpectedTitle: "こちら側で問題が起きました",
		unexpected:
			"これ以上の処理は行われていません。もう一度お試しください。続く場合は、下の参照番号を Deskbridge の運用担当者にお伝えください。",
		setupTitle: "セットアップが終わっていません",
		setupOrigin:
			"この環境の公開アドレスがまだ保存されていません。セットアップのページで保存してから、もう一度お試しください。",
		setupSlack:
			"Slack アプリがまだ登録されていません。セットアップのページで登録してから、もう一度お試しください。",
		configTitle: "Deskbridge を開始できません",
		config:
			"次のシークレットがないか、形式が正しくありません。設定してからもう一度デプロイしてください。それまで他の機能は動きません。",
		configMissing: "ありません",
		configMalformed: "形式が正しくありません",
		configHelp: "ローカルでは .dev.vars に、Cloudflare では wrangler secret put で設定します。",
	},
};
