import type { PageMessages } from "../messages.ts";

export const link: Pick<PageMessages, "link"> = {
	link: {
		title: (desk) => `${desk} にご自身のアカウントでサインイン`,
		explain: (desk, person, team) =>
			`お使いの ${desk} のアカウントを、Slack ワークスペース ${team} の ${person} さんに関連付けます。`,
		notYou: (person) => `${person} さんではない場合は、サインインせずにこのページを閉じてください。`,
		submit: (vendor) => `${vendor} でサインイン`,
		goneTitle: "このサインインのリンクは使えません",
		gone: "すでに使われたか、10 分以上経っています。Slack でもう一度コマンドを入力すると、新しいリンクが届きます。",
		confirmTitle: "どちらもご本人ですか",
		slackPerson: "Slack",
		inWorkspace: (person, team) => `${person} さん（${team}）`,
		deskAccount: "デスクのアカウント",
		portal: "デスク",
		confirmLead: "確認すると、この方が Slack で行う操作は、このアカウントの権限で行われます。",
		confirm: "はい、関連付けます",
		cancel: "いいえ、キャンセルします",
		doneTitle: "サインインしました",
		done: "Slack に戻ってください。コマンドの答えが届いています。",
		doneNoCommand: "Slack に戻って、/desk mine などのコマンドを入力してください。",
		doneAs: (agent, desk) => `${desk} の ${agent} さんに関連付けました。`,
		cancelledTitle: "関連付けは行われませんでした",
		cancelled: "サインインは取り消されました。このページを閉じてかまいません。",
		reasons: {
			denied: () => "アクセスが許可されませんでした。",
			code_refused: () =>
				"サインインが受け付けられませんでした。Slack でもう一度コマンドを入力して、サインインし直してください。",
			not_agent: (detail) =>
				`${detail ? `${detail} さん` : "このアカウント"}は担当者ではないため、表示できるものがありません。ヘルプデスクの管理者が変更できます。`,
			other_portal: (detail) =>
				`サインインしたのは${detail ? ` ${detail} ` : "別のポータル"}で、この Slack ワークスペースで使うものではありません。サインアウトしてから、Slack でもう一度コマンドを入力してください。`,
			slack_user_differs: () =>
				"このブラウザーで Slack にサインインしている方は、このリンクの宛先の方ではありません。関連付けは行われませんでした。",
			vendor_unavailable: () =>
				"ヘルプデスクまたは Slack が正しく応答していません。数分後にもう一度コマンドを入力してください。",
		},
	},
};
