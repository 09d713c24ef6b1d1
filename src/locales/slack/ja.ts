import type { StatusCategory } from "../../core/ticket.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import { type Distance, link, type Mrkdwn, md } from "../../slack/mrkdwn.ts";
import type { SlackMessages } from "./messages.ts";
import { vendorName } from "./vendor-name.ts";

const STATUS: Record<StatusCategory, string> = {
	new: "新規",
	open: "オープン",
	pending: "保留中",
	on_hold: "待機中",
	solved: "解決済み",
	closed: "終了",
};

const PRIORITY = { urgent: "緊急", high: "高", normal: "普通", low: "低" };

const UNITS: Record<Distance["unit"], string> = {
	minute: "分",
	hour: "時間",
	day: "日",
	month: "か月",
	year: "年",
};

export function createJapanese(provider: ProviderName | null): SlackMessages {
	const vendor = provider ? vendorName(provider) : "ヘルプデスク";
	const ticket = provider === "zoho" ? "問い合わせ" : "チケット";
	return {
		ticket: {
			noSubject: "(件名なし)",
			status: (category) => STATUS[category],
			priority: (priority) => md`優先度: ${"level" in priority ? PRIORITY[priority.level] : priority.label}`,
			due: (distance) => (distance.count === 0 ? md`まもなく期限` : md`期限まで${toText(distance)}`),
			overdue: (distance) => (distance?.count ? md`*期限を${toText(distance)}超過*` : md`*期限超過*`),
			age: (distance) => (distance.count === 0 ? "たった今" : `${toText(distance)}前`),
			requester: "依頼者",
			noRequester: "不明",
			assignee: "担当者",
			unassigned: "未割り当て",
			messageKind: (kind) => (kind === "comment" ? "社内コメント" : null),
			noAuthor: "送信者不明",
			attachments: (count) => `添付ファイル${count}件`,
			sharedBy: (name) => md`${name}さんが${ticket}を共有しました`,
			open: `${vendor}で開く`,
			share: "チャンネルに共有",
			refresh: "更新",
		},
		list: {
			heading: (kind, department, total) => {
				const words = {
					mine: `自分が担当する未解決の${ticket}`,
					unassigned: `未割り当ての${ticket}`,
					overdue: `期限を過ぎた${ticket}`,
					open: `未解決の${ticket}`,
				}[kind];
				const heading = md`${toPlace(department)}${words}`;
				return total === null ? heading : md`${heading} ${total}件`;
			},
			searchHeading: (words, total) =>
				total === null ? md`「${words}」の検索結果` : md`「${words}」の検索結果 ${total}件`,
			range: (from, to, total) =>
				total === null ? md`${from}〜${to}件目` : md`${total}件中 ${from}〜${to}件目`,
			empty: (kind, department) => {
				if (kind === "mine") return md`担当している未解決の${ticket}はありません。`;
				if (kind === "unassigned") return md`${toPlace(department)}未割り当ての${ticket}はありません。`;
				if (kind === "overdue") return md`期限を過ぎた${ticket}はありません。`;
				return md`${toPlace(department)}未解決の${ticket}はありません。`;
			},
			emptyHint: (kind) => {
				if (kind === "mine") return md`担当者のいない${ticket}を見るには: \`/desk unassigned\``;
				if (kind === "unassigned") return md`対応中の${ticket}を見るには: \`/desk list open\``;
				if (kind === "overdue") return md`自分の${ticket}を見るには: \`/desk mine\``;
				return md`解決済みのものは検索で見つかります: \`/desk search プリンター\``;
			},
			emptySearch: (words) => md`「${words}」に一致する、閲覧できる${ticket}はありません。`,
			emptySearchHint: md`言葉を減らすか変えて、または番号でお試しください: \`/desk 1042\` 数分以内に作成された${ticket}は、まだ検索できないことがあります。`,
			noMore: md`これ以上${ticket}はありません。一覧を開いた後に件数が減りました。`,
			show: `${ticket}を表示`,
			next: "次へ",
			previous: "前へ",
		},
		history: {
			title: "やり取り",
			empty: md`この${ticket}にはまだ書き込みがありません。`,
			kind: (kind) => {
				if (kind === "comment") return "🔒 社内コメント";
				return kind === "incoming" ? "← 受信" : "→ 返信";
			},
			older: "以前のやり取り",
			newer: "新しいやり取り",
			show: `${ticket}を表示`,
		},
		help: {
			title: md`*${vendor}の${ticket}をSlackで確認できます*`,
			groups: [
				{
					title: `${ticket}を探す`,
					lines: [
						{ usage: "/desk 1042", does: `この番号の${ticket}(URLでも可)` },
						{ usage: "/desk search プリンター", does: `この言葉を含む${ticket}` },
						{ usage: "/desk history 1042", does: "やり取り(新しいものが下)" },
					],
				},
				{
					title: "一覧",
					lines: [
						{ usage: "/desk mine", does: `自分が担当する未解決の${ticket}` },
						{ usage: "/desk unassigned", does: `担当者のいない${ticket}` },
						{ usage: "/desk overdue", does: `期限を過ぎた${ticket}` },
						{ usage: "/desk list open", does: `未解決の${ticket}すべて` },
					],
				},
				{
					title: "アカウント",
					lines: [
						{ usage: "/desk connect", does: `${vendor}にサインイン` },
						{ usage: "/desk disconnect", does: "サインアウト" },
					],
				},
			],
			note: md`\`unassigned\` と \`list open\` は部門で絞り込めます: \`/desk list open 請求\` 「自分」「検索」など日本語でも入力できます。回答は、共有するまであなたにだけ表示されます。`,
		},
		command: {
			nearMiss: (meant) => md`\`${meant}\` のことですか?`,
			run: (command) => `${command} を実行`,
			searchInstead: (words) => `「${words}」を検索`,
			incomplete: (of) => {
				if (of === "search") return md`検索する言葉を続けて入力してください。例: \`/desk search プリンター\``;
				const example = of === "history" ? "/desk history 1042" : "/desk 1042";
				return md`${ticket}の番号かURLを続けて入力してください。例: \`${example}\``;
			},
			usage: (of) =>
				({ ticket: "/desk <番号>", history: "/desk history <番号>", search: "/desk search <言葉>" })[of],
			chooseDesk: (command) =>
				md`ここには複数のデスクが接続されています。\`${command}\` はどのデスクで実行しますか?`,
			working: (verb) =>
				verb === "search"
					? md`検索しています。結果はここに表示されます。`
					: md`確認しています。${vendor}の応答に時間がかかっています。回答はここに表示されます。`,
			proceed: "続ける",
			tryAgain: "もう一度試す",
		},
		account: {
			signIn: (deskName, command) =>
				command
					? md`先に *${deskName}* にサインインしてください。完了後に \`${command}\` の結果をお知らせします。`
					: md`*${deskName}* にサインインすると、ご自身の権限で${ticket}をここに表示できます。`,
			signInAgain: (deskName, command) =>
				command
					? md`*${deskName}* へのサインインの有効期限が切れました。再度サインインすると \`${command}\` の結果をお知らせします。`
					: md`*${deskName}* へのサインインの有効期限が切れました。続けるには再度サインインしてください。`,
			signInButton: `${vendor}にサインイン`,
			signInNote: md`このリンクはあなた専用です。10分間、1回だけ使えます。`,
			signedIn: (agentName, deskName) => md`*${deskName}* に${agentName}としてサインインしました。`,
			alreadySignedIn: (agentName, deskName) =>
				md`すでに *${deskName}* に${agentName}としてサインインしています。アカウントを変えるには \`/desk disconnect\` の後に \`/desk connect\` を実行してください。`,
			ready: (command) => md`\`${command}\` を続けられます。`,
			disconnected: (deskName) =>
				md`*${deskName}* からサインアウトし、代理操作のために保存していた情報を消去しました。再開するには: \`/desk connect\``,
			notConnected: (deskName) =>
				md`*${deskName}* にサインインしていません。サインインするには: \`/desk connect\``,
			linked: (agent, deskName) =>
				md`あなたのSlackアカウントを *${deskName}* の${agent}に関連付けました。ここで入力したコマンドは、この担当者として実行されます。`,
			linkedElsewhere: (agent, slackName, teamName, deskName) =>
				md`Slackワークスペース *${teamName}* の${slackName}さんが、*${deskName}* に${agent}としてサインインしました。`,
			linkedHint: md`心当たりがない場合は、ここで取り消し、${vendor}のパスワードを変更してください。`,
			notMe: "心当たりがない",
			unlinked: (agent, deskName) =>
				md`*${deskName}* の${agent}との関連付けを解除しました。今後この名義での操作は行われません。`,
		},
		workspace: {
			welcome: (deskName) => md`*${deskName}* (${vendor})をSlackに接続しました`,
			connectedBy: (name) => md`接続した人: ${name}`,
			whatComes: md`${ticket}の動きをここに通知します。${vendor}の担当者は、このワークスペースのどこからでも${ticket}を確認でき、回答は本人にだけ表示されます。`,
			firstSteps: [
				{ usage: "/desk mine", does: `自分が担当する未解決の${ticket}` },
				{ usage: "/desk 1042", does: `この番号の${ticket}` },
				{ usage: "/desk help", does: "すべてのコマンド" },
			],
		},
		refusal: {
			unknownTeam: (setupUrl) =>
				md`このSlackワークスペースは、まだヘルプデスクに接続されていません。ヘルプデスクの管理者が ${link(setupUrl, setupUrl)} で接続できます。`,
			disabled: (deskName, url) =>
				md`このワークスペースでは *${deskName}* が無効になっています。${deskName}の管理者が ${link(url, url)} で有効にできます。`,
			deskNotConnected: (deskName, url) =>
				md`*${deskName}* の接続がまだ完了していません。管理者が ${link(url, url)} で完了できます。`,
			deskNeedsSignIn: (deskName, url) =>
				md`*${deskName}* との接続が切れました。管理者が ${link(url, url)} で再度サインインする必要があります。`,
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
			notAnAgent: (deskName) =>
				md`お使いのアカウントは *${deskName}* の担当者ではないため、表示できるものがありません。管理者が${vendor}で変更できます。`,
			noRights: (deskName) =>
				md`お使いの *${deskName}* のアカウントには、この操作の権限がありません。管理者が${vendor}で権限を変更できます。`,
			outdatedButton: md`古いメッセージのボタンです。もう一度コマンドを入力してください: \`/desk help\``,
		},
		error: {
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
		},
	};
}

function toText({ count, unit }: Distance): string {
	return `${count}${UNITS[unit]}`;
}

function toPlace(department: string | null): Mrkdwn {
	return department ? md`${department}の` : md``;
}
