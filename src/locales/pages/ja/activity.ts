import type { PageMessages } from "../messages.ts";

export const activity: Pick<PageMessages, "activity"> = {
	activity: {
		tabs: { deliveries: "通知の記録", problems: "問題", webhooks: "Webhook", audit: "監査ログ" },
		tabsLabel: "アクティビティの種類",
		ticketWord: { zendesk: "チケット", zoho: "問い合わせ" },
		ticketTitle: { zendesk: "チケット", zoho: "問い合わせ" },
		times: (zone) => `時刻は ${zone} のものです。`,
		older: "前のもの",
		newest: "最新に戻る",
		searchedBack: (time) => `${time} までを調べました。それより前にもあるかもしれません。`,
		lookFurther: "さらに前を調べる",
		filter: "絞り込む",
		filterHeading: "絞り込み",
		clear: "すべて表示",
		all: "すべて",
		dateFrom: "開始日",
		dateTo: "終了日",
		dateInvalid: "2026-11-20 のように入力してください。",
		export: "CSV で書き出す",
		exportHelp: (count) =>
			`絞り込んだものを ${count} 行まで書き出します。時刻は UTC です。それより多いときは、日付で分けてください。`,
		nothingFits: "条件に合うものはありません。",
		day: {
			title: "過去 24 時間",
			posted: (count) => `投稿済み: ${count}`,
			notSent: (count) => `送信なし: ${count}`,
			problems: (count) => `問題: ${count}`,
			partial: "新しいものだけを数えています。",
			none: "過去 24 時間の通知はありません。",
			summary: (posted, notSent, problems) =>
				`過去 24 時間の通知(1 時間ごと): 投稿済み ${posted}、送信なし ${notSent}、問題 ${problems}。`,
			hour: (time, posted, notSent, problems) =>
				`${time}: 投稿済み ${posted}、送信なし ${notSent}、問題 ${problems}`,
			start: "24 時間前",
			end: "現在",
			toDeliveries: "すべての通知",
			toProblems: "問題を見る",
		},
		deliveries: {
			lead: "イベントごとの結果を、チャンネルと宛先ごとに示します。90 日間保存されます。",
			none: (ticket) =>
				`まだありません。${ticket}に動きがあると、その結果がここに表示されます。それまでは、ワークスペースのページからテストメッセージを送れます。`,
			noWorkspace: "まだありません。Slack ワークスペースも接続されていません。まず接続してください。",
			workspace: "ワークスペース",
			words: "検索",
			wordsHelp: "番号、チャンネル、または人の名前",
		},
		delivery: {
			title: "通知の詳細",
			happened: "発生",
			finished: "確定",
			reason: "理由",
			id: "ID",
			next: "次にすること",
			sameTicket: "この番号の通知をすべて見る",
			back: "通知の記録へ",
		},
		problems: {
			lead: "断念したものと、結果が分からないものです。90 日間保存され、再送できるのは 30 日間です。",
			none: "問題はありません。1 日の間投稿できなかったものや、応答が失われたものが、次にすることと一緒にここに表示されます。",
			now: "今、妨げになっているもの",
			channelIn: (channel, team) => `${team} の ${channel}`,
			desk: "ヘルプデスクに、どなたかがサインインする必要があります。それまで新しい動きは分かりません。",
			open: "ワークスペースを開く",
			todo: {
				unknown:
					"メッセージが届いているか確かめてください。届いていないときだけ再送してください。自動で二重に送ることはありません。",
				channel: "ワークスペースのページでチャンネルを直してから、再送してください。",
				token: "ワークスペースのページでアプリを再認証してから、再送してください。",
				scope: "ワークスペースのページでアプリを再認証してから、再送してください。",
				slack: "再送してください。また拒否されたときは、Slack の応答に理由があります。",
				too_old: "もう必要ないかもしれません。まだ必要なら再送してください。",
				other: "再送してください。また失敗したときは、上の Slack の応答に直すところがあります。",
			},
		},
		webhooks: {
			lead: (vendor, ticket) =>
				`${vendor} からどの${ticket}が変わったかの知らせを受け、内容を読み直して比べます。3 日間保存されます。`,
			none: (vendor) =>
				`過去 3 日間は何も届いていません。${vendor} から届いたものがここに表示されます。届かないものは、数分ごとの確認で見つかります。`,
			state: {
				active: "Webhook を受信しています。失われたものがないか、15 分ごとに確認しています。",
				failing: "Webhook を確認できませんでした。設定済みのものはそのまま使われ、もう一度確認されます。",
				refused: "Webhook がないため、代わりに 5 分ごとに確認しています。失われるものはありません。",
				none: "まだ受信していません。最初の Slack ワークスペースを接続すると始まります。",
			},
			refusal: {
				edition: "ヘルプデスクのエディションでは Webhook を利用できません。",
				limit: "ヘルプデスクの Webhook が上限に達しています。そちらで 1 つ削除してください。",
				rights: "ヘルプデスクを接続した方に、Webhook を管理する権限がありません。",
				address:
					"ヘルプデスクから公開アドレスに接続できません。セットアップのページでアドレスを確認してください。",
			},
			failure: (word) => `ヘルプデスクの応答: ${word}`,
			checked: "最後に正常を確認",
			nextCheck: "次の確認",
			accepted: "受付(24 時間)",
			waiting: "待機中",
			dead: "断念",
			deadHelp: (ticket) =>
				`断念: 1 日の間、${ticket}を読めなかったか、分かったことを渡せませんでした。ヘルプデスクがサインインを求めているときは、もう一度サインインしてください。次の動きは通常どおり通知されます。`,
			atLeast: (count) => `${count} 以上`,
			received: "受信",
			ticketId: (ticket) => `${ticket} ID`,
			attempts: "試行",
			next: "次の試行",
			states: { waiting: "待機中", done: "受付済み", dead: "断念" },
		},
	},
};
