import { inline, join, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { ActingMessages, ActionRefusal, Deed, FormProblemMessages } from "../acting-messages.ts";
import type { Words } from "../words.ts";

const PRIORITY = { urgent: "緊急", high: "高", normal: "普通", low: "低" };

/** Names beyond these are only counted. */
const MAX_NAMES = 10;

export function actingMessages({ vendor, ticket }: Words): ActingMessages {
	return {
		reply: "お客様に返信",
		comment: "社内コメント",
		status: "ステータス",
		assign: "担当者",
		priority: "優先度を変更",
		tags: "タグを変更",
		move: "部門を移動",
		show: `${ticket}を表示`,
		newTicket: `新しい${ticket}`,
		priorityName: (level) => PRIORITY[level],
		blueprint: (name, state, next) =>
			next.length > 0 ? md`${name}: ${state} → ${toList(next)}` : md`${name}: ${state}`,
		refusal: (refusal) => toRefusal(refusal, vendor, ticket),
		refusalHint: ({ reason }) => {
			if (reason === "no_recipient")
				return md`社内コメントは書き込めます。返信するには、${vendor}で宛先を追加してください。`;
			if (reason === "closed") return md`続きの対応には、新しい${ticket}を作成してください: \`/desk create\``;
			if (reason === "comments_only")
				return md`社内コメントは書き込めます。権限は管理者が${vendor}で変更できます。`;
			return null;
		},
		done: toDone,
		createdFromMessage: (made, person) => md`${person}さんがこのメッセージから ${made} を作成しました。`,
		unknown: (kind, about) => {
			const place = about ? md`${about} への` : md``;
			if (kind === "replied")
				return md`${place}返信が送信されたかどうか、${vendor}から応答がありません。お客様に届いている可能性があります。`;
			if (kind === "commented")
				return md`${place}社内コメントが保存されたかどうか、${vendor}から応答がありません。`;
			if (kind === "created") return md`${ticket}が作成されたかどうか、${vendor}から応答がありません。`;
			return md`${place}変更が保存されたかどうか、${vendor}から応答がありません。`;
		},
		unknownSeen: {
			messages: md`最新のやり取りです。書いた内容がここにあれば、もう何もする必要はありません。`,
			tickets: md`該当する最新の${ticket}です。作成したものがここにあれば、もう何もする必要はありません。`,
			nothing: md`もう一度送信する前に、反映されているかどうかを${vendor}で確かめてください。`,
		},
		sendAgain: (kind) => {
			if (kind === "replied") return "お客様にもう一度送信…";
			if (kind === "commented") return "コメントをもう一度保存";
			return kind === "created" ? "もう一度作成" : "もう一度試す";
		},
		sendAgainNote: (kind, recipients) =>
			kind === "replied"
				? md`${recipients.length > 0 ? toList(recipients) : "お客様"} にもう一度送信する前に、内容と宛先を確認できます。自動で再送されることはありません。`
				: md`自動でやり直すことはありません。`,
	};
}

function toRefusal(refusal: ActionRefusal, vendor: string, ticket: string): Mrkdwn {
	switch (refusal.reason) {
		case "closed":
			return md`この${ticket}は終了しているため、${vendor}で変更できません。`;
		case "no_recipient":
			return md`この${ticket}には返信先のアドレスがないため、返信しても誰にも届きません。`;
		case "comments_only":
			return md`お使いのアカウントで書き込めるのは社内コメントだけです。返信や変更はできません。`;
		case "blueprint": {
			const { transitions } = refusal;
			const next = transitions.length > 0 ? md`次に行える遷移: ${toList(transitions)}。` : md``;
			return md`この${ticket}はブループリントに沿って進むため、ステータスを直接変更できません。${next}遷移は${vendor}で行ってください。`;
		}
		case "fields_missing":
			return refusal.names.length > 0
				? md`${vendor}で、先に次の項目の入力が必要です: ${toList(refusal.names)}`
				: md`${vendor}で、先に他の項目の入力が必要です。${vendor}で開いて確かめてください。`;
		case "recipients_changed":
			return md`確認した後に宛先が変わりました。まだ送信していません。もう一度宛先を確かめてください。`;
		case "already_sent":
			return md`すでに送信済みです。2回目の操作では何も行っていません。`;
		case "ticket_changed":
			return md`その間に他の人がこの${ticket}を変更したため、保存していません。内容を確かめてから、もう一度お試しください。`;
	}
}

function toDone(deed: Deed, ticket: Mrkdwn): Mrkdwn {
	switch (deed.kind) {
		case "created":
			return md`${ticket} を作成しました。`;
		case "commented":
			return md`${ticket} に社内コメントを追加しました。チーム内にのみ表示されます。`;
		case "replied": {
			const status = deed.status ? md`ステータスは「${deed.status}」になりました。` : md``;
			const people = deed.recipients.length > 0 ? toList(deed.recipients) : md`お客様`;
			return md`${ticket} への返信を ${people} に送信しました。${status}`;
		}
		case "status":
			return md`${ticket} のステータスを「${deed.status}」に変更しました。`;
		case "assigned":
			return deed.assignee
				? md`${ticket} の担当者を${deed.assignee}さんに変更しました。`
				: md`${ticket} の担当者を外しました。`;
		case "priority":
			return md`${ticket} の優先度を「${deed.priority}」に変更しました。`;
		case "tags":
			return join(
				[
					md`${ticket} のタグを変更しました。`,
					deed.added.length > 0 ? md`追加: ${toList(deed.added)}` : null,
					deed.removed.length > 0 ? md`削除: ${toList(deed.removed)}` : null,
				],
				" ",
			);
		case "moved":
			return md`${ticket} を部門「${deed.department}」に移動しました。`;
	}
}

function toList(names: readonly string[]): Mrkdwn {
	const shown = names.slice(0, MAX_NAMES).map((name) => inline(name, 80));
	const more = names.length - shown.length;
	return join([...shown, more > 0 ? md`他${more}件` : null], "、");
}

export const formProblemMessages: FormProblemMessages = {
	required: "入力してください。",
	chooseOne: "1つ選択してください。",
	tooLong: (max) => `${max}文字以内で入力してください。`,
	notAnEmail: "メールアドレスの形式ではありません。例: jane@example.com",
	notATicket: "1042のような番号か、URLを入力してください。",
	notANumber: "12や12.5のような数値を入力してください。",
	notADate: "日付を選択してください。",
	noTags: "追加または削除するタグを指定してください。",
	tagTooLong: (max) => `タグは${max}文字以内で入力してください。`,
	tooManyTags: (max) => `一度に指定できるタグは${max}個までです。`,
	sameTag: (tag) => `「${tag}」が追加と削除の両方に指定されています。どちらか一方にしてください。`,
};
