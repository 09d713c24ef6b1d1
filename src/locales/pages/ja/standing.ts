import type { PageMessages } from "../messages.ts";

export const standing: Pick<PageMessages, "standing"> = {
	standing: {
		connection: "接続",
		connectedBy: "接続した方",
		you: (name) => `${name}（あなた）`,
		role: "現在も管理者か",
		roleConfirmed: "はい",
		roleUnknown: "確認中",
		roleLost: "いいえ。またはサインインが終了しています",
		roleHelp: "1 時間ごとに確認",
		grant: "サインイン",
		grants: {
			active: "有効（自動で更新されます）",
			pending: "保存中",
			needs_sign_in: "受け付けられなくなりました",
			deleting: "返却中",
			unused: "管理者がサインインするまで使われません",
			none: "なし",
		},
		tokenEnds: "現在のアクセス権の期限",
		missing: (scopes) =>
			`次の権限が許可されていません: ${scopes}。もう一度サインインして許可してください。許可されるまで、必要とする機能は動きません。`,
		edition: "エディション",
		editionUnknown: (vendor) => `${vendor} からは分かりません`,
		address: "アドレス",
		stopped:
			"管理者がサインインするまで、Slack への自動の通知はありません。担当者のコマンドはそのまま使えます。",
		checkNow: "今すぐ確認",
		checked: "確認しました。結果は次のとおりです。",
		notChecked:
			"確認は行われませんでした。Slack ワークスペースがまだ接続されていないか、先にサインインが必要です。",
		hearing: "変更の受け取り方",
		ways: {
			active: "Webhook ですぐに受信",
			polled: "Webhook なし（定期的に問い合わせ）",
			settingUp: "準備中",
			silent: "受け取っていません",
		},
		silent:
			"Slack ワークスペースが接続されていないため、何も受け取っていません。接続すると、その後の出来事が通知されます。",
		signedOut: "管理者がもう一度サインインするまで、何も受け取りません。",
		active: (vendor, minutes) =>
			`${vendor} から変更がすぐに届きます。Webhook は届かないことがあるため、${minutes} 分ごとの確認も行います。`,
		refused: {
			edition: (vendor, minutes) =>
				`このエディションの ${vendor} には Webhook がないため、${minutes} 分ごとに変更を確認します。対応は必要ありません。Webhook のあるエディションでは、より早く届きます。`,
			limit: (vendor, minutes) =>
				`${vendor} で使える Webhook がすべて使用中です。不要なものを削除してから、もう一度確認してください。それまでは ${minutes} 分ごとに変更を確認します。`,
			rights: (vendor, minutes) =>
				`接続した方に、${vendor} の Webhook を管理する権限がありません。権限を与えるか、別の管理者が接続を引き継いでください。それまでは ${minutes} 分ごとに変更を確認します。`,
			address: (vendor, minutes) =>
				`${vendor} からこの環境に接続できませんでした。セットアップのページの公開アドレスと、その手前にあるものを確認してください。それまでは ${minutes} 分ごとに変更を確認します。`,
		},
		failing: (vendor, word) =>
			`${vendor} の Webhook を確認できませんでした。応答: ${word}。自動でもう一度試します。`,
		failingKept: "今あるものは引き続き使われます。",
		settingUp: (vendor) => `${vendor} の Webhook を準備しています。1 分ほどかかります。`,
		toSetup: "セットアップのページへ",
		lookedAt: "Webhook の最終確認",
		failingSince: "確認できなくなった時刻",
		nextLook: "Webhook の次の確認",
		polledAt: "変更の最終確認",
		nextPoll: "変更の次の確認",
		never: "まだありません",
		soon: "1 分以内",
		toRead: (tickets) => `これから読み取る${tickets}`,
		toHandOver: "Slack にまだ渡していない通知",
		tickets: { zendesk: "チケット", zoho: "問い合わせ" },
		patience: (vendor) =>
			`${vendor} から呼び出しを控えるよう求められました。失われるものはなく、自動で再開します:`,
		refusing: (vendor) =>
			`${vendor} が呼び出しを受け付けません。続く場合は、もう一度サインインしてください。次の試行:`,
		unknown: "どこまで進んでいるかは、現在確認できません。",
		seen: "届いたものと送ったもの",
		day: "今日の呼び出し",
		credits: "1 日のクレジット（最低）",
		creditsSpent: "これまでの自動処理での使用",
		creditsPolls: "うち変更の確認",
		creditsPollsLimit: "変更の確認に使える上限",
		calls: "これまでの自動処理での呼び出し",
		creditsHelp: (vendor) =>
			`${vendor} は、ポータルのすべての連携を合わせて 1 日単位で数え、残りは知らせません。コマンドの分を残すため、変更の確認は上限で止まります。UTC の午前 0 時から数えています。`,
		creditsOver:
			"変更の確認は今日の上限に達し、明日再開します。Webhook（ある場合）とコマンドはそのまま使えます。",
		callsHelp: (vendor) =>
			`${vendor} の制限は 1 分単位で、1 日の制限はありません。制限に達すると自動処理は待ちます。UTC の午前 0 時から数えています。`,
		slack: "Slack",
		slackWorking: "接続したワークスペースに、変更が通知されます。",
		slackNone: "ワークスペースはまだ接続されていません。",
		others: "アクセスと削除",
		toSessions: "このページにサインインしている方",
		toAgents: "Slack で関連付けられている担当者",
		details: "接続の詳細",
	},
};
