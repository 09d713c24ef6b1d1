import type { Locale } from "../../core/locale.ts";

/** Goes up with every change of what follows: an older agreement then no longer covers a new sign-in. */
export const AGREEMENT_VERSION = "2026-11-22.2";

export interface AgreementText {
	read: readonly string[];
	kept: readonly string[];
	sent: readonly string[];
}

/** In step with docs/data.md. */
export const AGREEMENT: Record<Locale, AgreementText> = {
	en: {
		read: [
			"From the help desk: tickets with their messages, requesters, organizations and assignees; agents with name, e-mail address and role; departments; the portal's name and edition. Always with the rights of the person who asks; for notifications, with those of the administrator who connects the desk.",
			"From Salesforce, where somebody connects an org and agrees to the text shown then: accounts, contacts and leads with the fields that are chosen, with the rights of whoever signed in there; for cards in Slack also open opportunities.",
			"From Slack: who typed which command in which channel; name, e-mail address and language of people who use Deskbridge; names and members of the channels it may post to; a message and its files when somebody makes a ticket or comment of it.",
		],
		kept: [
			"The connection: the portal's name and id, who connected it, and the access that was granted, encrypted. Until the desk is removed.",
			"For each person who signs in: their Slack id, their agent id and name, and the access they granted, encrypted. Until they disconnect.",
			"For each workspace: its name, its bot token, encrypted, the chosen channels and settings. Until it is removed.",
			"To notice what changes: each ticket's id, status, priority, department and assignee, without subject, text or customer. Until 180 days after the ticket was last seen.",
			"A notification that waits for Slack: encrypted, until it is posted, at most a day. One that could not be posted: encrypted, for 30 days, so that it can be sent again. Which notification went where, without what it said: for 90 days.",
			"A command that is answered later: encrypted, for at most half an hour, then deleted.",
			"What somebody writes in a form (a new ticket, a comment, a reply and to whom it goes): encrypted, for at most a day, so that it is sent once and not lost.",
			"For each Salesforce org: its name and id, the app and the access, encrypted, its settings, and which record belongs to which organization or person, with a fingerprint of what was written. Until the org is removed. Records that could not be synced: their reason and, encrypted, their name; what each sync did, as numbers. For 90 days.",
			"Who agreed to this text, and who changed which setting. Nothing else of the tickets is kept.",
		],
		sent: [
			"To Slack: what somebody asked for, visible to that person only, unless they share it. Notifications of what happens to tickets: in the chosen channels and to the agents they are assigned to. Slack keeps it by its own rules.",
			"To the help desk: the requests that answers and notifications need, a webhook subscription where the desk has them, and what somebody sends from a form. A reply goes to customers only after its recipients were confirmed.",
			"To Salesforce, where an org is connected: what is asked for, and the help desk's id of a record where that is switched on. What is read there goes to the help desk and, when somebody asks, to Slack.",
			"To nobody else. Deskbridge runs in your own Cloudflare account.",
		],
	},
	ja: {
		read: [
			"ヘルプデスクから: チケットとそのメッセージ、依頼者、組織、担当者。担当者の名前、メールアドレス、役割。部門。ポータルの名前とエディション。操作した方の権限の範囲だけを読み取ります。通知のためには、デスクを接続した管理者の権限で読み取ります。",
			"Salesforce から(組織を接続し、そのときに表示される文面に同意した場合): 取引先、取引先責任者、リードの、選んだ項目。サインインした方の権限の範囲だけを読み取ります。Slack のカードのために、進行中の商談も読み取ります。",
			"Slack から: 誰がどのチャンネルでどのコマンドを入力したか。利用する方の名前、メールアドレス、言語。投稿先になるチャンネルの名前とメンバー。メッセージからチケットやコメントを作るときは、そのメッセージとファイル。",
		],
		kept: [
			"接続について: ポータルの名前と ID、接続した方、暗号化したアクセス権。デスクを削除するまで保存します。",
			"サインインした方ごとに: Slack の ID、担当者の ID と名前、暗号化したアクセス権。接続を解除するまで保存します。",
			"ワークスペースごとに: 名前、暗号化したボットトークン、選んだチャンネルと設定。削除するまで保存します。",
			"変化に気づくために: チケットごとの ID、ステータス、優先度、部門、担当者。件名、本文、お客様の情報は含みません。最後に確認してから 180 日間保存します。",
			"Slack への投稿を待つ通知: 投稿するまで、暗号化して最長 1 日保存します。投稿できなかった通知は、再送できるように暗号化して 30 日間保存します。どの通知をどこに送ったかの記録(内容は含みません)は 90 日間保存します。",
			"あとで答えるコマンド: 暗号化して最長 30 分保存し、その後削除します。",
			"フォームに入力した内容(新しいチケット、コメント、返信とその宛先): 一度だけ確実に送るため、暗号化して最長 1 日保存します。",
			"Salesforce 組織ごとに: 名前と ID、暗号化したアプリの情報とアクセス権、設定、レコードと組織・お客様との関連付けと、書き込んだ内容の照合用の値。組織を削除するまで保存します。同期できなかったレコードの理由と、暗号化した名前、同期ごとの件数は 90 日間保存します。",
			"この文面に同意した方と、設定を変更した方の記録。チケットについて、これ以外は保存しません。",
		],
		sent: [
			"Slack へ: 操作した方が求めた内容。共有した場合を除き、その方にだけ表示されます。チケットの通知は、選んだチャンネルと担当者に送ります。Slack での保存は Slack の規定によります。",
			"ヘルプデスクへ: 回答と通知に必要なリクエスト、Webhook の登録(利用できる場合)、フォームから送られた内容。お客様への返信は、宛先を確認したあとにだけ送信します。",
			"Salesforce へ(組織を接続した場合): 読み取りのリクエストと、オンにした場合はヘルプデスクの ID。Salesforce から読み取った内容は、ヘルプデスクと、求められたときに Slack に送ります。",
			"それ以外には送信しません。Deskbridge はお客様自身の Cloudflare アカウントで動きます。",
		],
	},
};
