import { link, md } from "../../../slack/mrkdwn.ts";
import type { ErrorMessages, RefusalMessages } from "../messages.ts";
import type { Words } from "../words.ts";

export function refusalMessages({ vendor, ticket }: Words): RefusalMessages {
	return {
		unknownTeam: (setupUrl) =>
			md`このSlackワークスペースは、まだヘルプデスクに接続されていません。ヘルプデスクの管理者が ${link(setupUrl, setupUrl)} で接続できます。`,
		disabled: (deskName, url) =>
			md`このワークスペースでは *${deskName}* が無効になっています。${deskName}の管理者が ${link(url, url)} で有効にできます。`,
		deskNotConnected: (deskName, url) =>
			md`*${deskName}* の接続がまだ完了していません。管理者が ${link(url, url)} で完了できます。`,
		departmentNotFound: (typed, deskName) =>
			md`*${deskName}* に、閲覧できる部門「${typed}」は見つかりません。`,
		departmentsNear: md`次のいずれかのことですか?`,
		departmentsNone: md`部門を付けないと、すべての部門が対象になります: \`/desk list open\``,
		ticketNotFound: (number) =>
			number === null
				? md`その${ticket}は見つかりません。存在しないか、閲覧する権限がありません。`
				: md`${ticket} #${number} は見つかりません。存在しないか、閲覧する権限がありません。`,
		ticketNotFoundHint: md`番号を確かめるか、言葉で検索してください: \`/desk search プリンター\``,
		foreignUrl: (deskName) =>
			md`このURLは別の${vendor}アカウントのものです。ここで表示できるのは *${deskName}* の${ticket}だけです。`,
		notATicketUrl: (deskName) =>
			md`このURLは *${deskName}* の${ticket}のものではありません。${vendor}のURLを貼り付けるか、番号を入力してください: \`/desk 1042\``,
		outdatedButton: md`古いメッセージのボタンです。もう一度コマンドを入力してください: \`/desk help\``,
	};
}

export function errorMessages(): ErrorMessages {
	return {
		sentence: (kind, name, deskName) => {
			switch (kind) {
				case "auth":
					return md`*${deskName}* へのサインインの有効期限が切れました。再度サインインするには: \`/desk connect\``;
				case "forbidden":
					return md`${name}で、お使いのアカウントにはこの操作が許可されていません。*${deskName}* の管理者が権限を変更できます。`;
				case "missing_scope":
					return md`${name}へのアクセス許可が足りません。許可するには、\`/desk disconnect\` の後に \`/desk connect\` でサインインし直してください。`;
				case "not_found":
					return md`${name}で見つかりません。すでに存在しないか、閲覧する権限がありません。`;
				case "malformed":
					return md`${name}から読み取れない応答がありました。もう一度お試しください。続く場合は管理者にお知らせください。`;
				case "aborted":
					return md`${name}の応答に時間がかかったため、中断しました。何も変更されていません。1分ほど後にもう一度お試しください。`;
				default:
					return md`${name}が応答していません。何も変更されていません。数分後にもう一度お試しください。`;
			}
		},
		rateLimited: (name, retryAt) =>
			retryAt
				? md`${name}のリクエスト数が上限に達しています。${retryAt} 以降にもう一度お試しください。`
				: md`${name}のリクエスト数が上限に達しています。1分ほど後にもう一度お試しください。`,
		invalid: (name, reasons) =>
			reasons
				? md`${name}で受け付けられませんでした(${reasons})。内容を直して、もう一度お試しください。`
				: md`${name}で受け付けられませんでした。別の言葉でお試しください。続く場合は管理者にお知らせください。`,
		unexpected: md`こちらの問題で処理できませんでした。もう一度お試しください。続く場合は管理者にお知らせください。`,
		reference: (id) => md`参照番号 ${id}`,
		retryAtFallback: (seconds) => (seconds < 90 ? `${seconds}秒後` : `${Math.ceil(seconds / 60)}分後`),
	};
}
