import type { ConnectionTrouble, OrgTrouble } from "../../../core/delivery.ts";
import { type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { DigestMessages, OrgTroubleTold, TroubleKind, TroubleMessages } from "../hearing-messages.ts";
import type { Words } from "../words.ts";

export function digestMessages({ vendor, ticket }: Words): DigestMessages {
	return {
		title: (deskName, department) =>
			department ? md`${deskName} 部門「${department}」: 本日の${ticket}` : md`${deskName}: 本日の${ticket}`,
		nothing: md`今回は${vendor}から件数を取得できませんでした。次回のまとめで再度お知らせします。`,
		note: md`${vendor}で先ほど集計した件数です。`,
	};
}

export function troubleMessages({ vendor, ticket }: Words): TroubleMessages {
	return {
		what: (kind, channel, deskName) =>
			md`*${deskName}*: ${toProblem(kind, channel ?? "通知先のチャンネル", ticket)}`,
		todo: (kind, channel) => toRemedy(kind, channel),
		waiting: md`解消するまで通知は最長24時間保留し、送信できるようになり次第お届けします。`,
		code: (code) => md`Slackからの応答: ${code}`,
		settings: "設定を開く",
		org: {
			what: (told, deskName) => md`*${deskName}*: ${toOrgProblem(told, vendor)}`,
			todo: toOrgRemedy,
			open: (trouble) =>
				trouble === "org_run_failed"
					? "実行の履歴を見る"
					: trouble === "org_issues"
						? "問題を見る"
						: "組織のページを開く",
		},
		connection: {
			what: (trouble, deskName, withSyncs) =>
				md`*${deskName}*: ${ticket}の動きを受け取れなくなりました。${withSyncs ? "Salesforceとの同期も止まっています。" : ""}${toCause(trouble)}`,
			todo: (trouble) =>
				trouble === "administrator_lost"
					? md`管理者であるあなたのサインインで、接続を引き継いでください。関連付け、チャンネル、設定はそのまま残ります。`
					: md`あなたのサインインで、接続を引き継いでください。関連付け、チャンネル、設定はそのまま残ります。`,
			waiting: md`その間の動きは、引き継ぎのあとにお知らせします。コマンドはこれまでどおり使えます。`,
			takeOver: "接続を引き継ぐ",
		},
	};
}

function toCause(trouble: ConnectionTrouble): Mrkdwn {
	return trouble === "administrator_lost"
		? md`接続に使われているサインインの持ち主が、管理者ではなくなったためです。`
		: md`接続に使われているサインインが取り消されたか、その方のアカウントが無効になったためです。`;
}

function toOrgProblem({ code, orgName, failed, count }: OrgTroubleTold, vendor: string): Mrkdwn {
	switch (code) {
		case "org_needs_sign_in":
			return md`Salesforce組織 *${orgName}* との同期が止まりました。接続に使われているサインインを、Salesforceが受け付けません。`;
		case "org_needs_admin":
			return md`Salesforce組織 *${orgName}* との同期が止まりました。Salesforceでの変更が必要です。`;
		case "org_run_failed":
			return failed === null
				? md`Salesforce組織 *${orgName}* との同期に失敗しました。予期しない問題が発生しました。`
				: md`Salesforce組織 *${orgName}* との同期に失敗しました。約2時間、${failed === "desk" ? vendor : "Salesforce"}から同期を続けられる応答がありませんでした。`;
		case "org_issues":
			return md`Salesforce組織 *${orgName}* で、この24時間に新たに${count.toLocaleString("ja")}件のレコードを同期できませんでした。`;
	}
}

function toOrgRemedy(trouble: OrgTrouble): Mrkdwn {
	switch (trouble) {
		case "org_needs_sign_in":
			return md`組織のページで、Salesforceにもう一度サインインしてください。設定と関連付けはそのまま残り、その間の変更も同期されます。`;
		case "org_needs_admin":
			return md`必要な変更は、組織のページで確認できます。変更後は自動で再開し、その間の変更も同期されます。`;
		case "org_run_failed":
			return md`次回は続きから始まります。同期が正常に終わるまで、同じお知らせは送りません。`;
		case "org_issues":
			return md`理由は、組織のページの「問題」でレコードごとに確認できます。`;
	}
}

function toProblem(kind: TroubleKind, channel: string, ticket: string): Mrkdwn {
	switch (kind) {
		case "archived":
			return md`${channel} がアーカイブされたため、${ticket}の通知を投稿できません。`;
		case "not_member":
			return md`アプリが ${channel} のメンバーではないため、${ticket}の通知を投稿できません。`;
		case "gone":
			return md`${channel} が見つからないため、${ticket}の通知を投稿できません。削除されたか、アプリが参加していない非公開チャンネルです。`;
		case "forbidden":
			return md`${channel} への投稿が制限されているため、${ticket}の通知を投稿できません。`;
		case "direct_closed":
			return md`Slackの制限により、相手の方にダイレクトメッセージを送信できません。`;
		case "scope":
			return md`Slackで必要な権限が足りないため、${ticket}の通知を投稿できません。`;
		case "token":
			return md`このSlackワークスペースへのアクセスが終了したため、${ticket}の通知を投稿できません。`;
		case "other":
			return md`Slackに拒否されたため、${channel} に${ticket}の通知を投稿できません。`;
	}
}

function toRemedy(kind: TroubleKind, channel: string | null): Mrkdwn {
	switch (kind) {
		case "archived":
			return md`アーカイブを解除するか、設定で別のチャンネルを選んでください。`;
		case "not_member":
			return md`${channel ?? "チャンネル"} で \`/invite @Deskbridge\` を実行するか、設定で別のチャンネルを選んでください。`;
		case "gone":
			return md`設定で別のチャンネルを選んでください。非公開チャンネルには、先にアプリを招待してください。`;
		case "forbidden":
			return md`チャンネルの投稿権限でアプリを許可するか、設定で別のチャンネルを選んでください。`;
		case "direct_closed":
			return md`退職などの場合は対応不要です。そうでない場合は、ご本人からアプリに一度メッセージを送ってください。`;
		case "scope":
			return md`設定でワークスペースを再認証してください。設定の内容はそのまま残ります。`;
		case "token":
			return md`設定でワークスペースを再認証してください。意図してアプリを削除した場合は対応不要です。`;
		case "other":
			return md`設定でチャンネルを確かめ、テストメッセージを送信してください。`;
	}
}
