import type { NeedyVerb } from "../../../core/command.ts";
import { md } from "../../../slack/mrkdwn.ts";
import type { CommandMessages, HelpMessages } from "../messages.ts";
import type { Words } from "../words.ts";

const USAGE: Record<NeedyVerb, string> = {
	ticket: "/desk <番号>",
	history: "/desk history <番号>",
	comment: "/desk comment <番号>",
	reply: "/desk reply <番号>",
	transitions: "/desk transitions <番号>",
	search: "/desk search <言葉>",
	customer: "/desk customer <名前またはメールアドレス>",
};

export function helpMessages({ vendor, ticket }: Words): HelpMessages {
	return {
		title: md`*${vendor}の${ticket}をSlackで確認し、対応できます*`,
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
				title: `${ticket}に対応する`,
				lines: [
					{ usage: "/desk create", does: `新しい${ticket}を作成(続けて件名も入力可)` },
					{ usage: "/desk comment 1042", does: "社内コメント(チーム内にのみ表示)" },
					{ usage: "/desk reply 1042", does: "お客様への返信(確認後に送信)" },
					{ usage: "/desk transitions 1042", does: "ブループリントで次に行える遷移(Zoho Desk)" },
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
				title: "お客様と統計",
				lines: [
					{ usage: "/desk customer jane@example.com", does: `お客様と未解決の${ticket}` },
					{ usage: "/desk stats", does: "未解決・未割り当て・期限切れの件数" },
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
		note: md`\`unassigned\`、\`list open\`、\`stats\` は部門で絞り込めます: \`/desk list open 請求\` 「自分」「検索」など日本語でも入力できます。回答は、共有するまであなたにだけ表示されます。`,
	};
}

export function commandMessages({ vendor, ticket }: Words): CommandMessages {
	return {
		nearMiss: (meant) => md`\`${meant}\` のことですか?`,
		run: (command) => `${command} を実行`,
		searchInstead: (words) => `「${words}」を検索`,
		incomplete: (of) => {
			if (of === "search") return md`検索する言葉を続けて入力してください。例: \`/desk search プリンター\``;
			if (of === "customer") {
				return md`お客様の名前かメールアドレスを続けて入力してください。例: \`/desk customer jane@example.com\``;
			}
			const example = of === "ticket" ? "/desk 1042" : `/desk ${of} 1042`;
			return md`${ticket}の番号かURLを続けて入力してください。例: \`${example}\``;
		},
		usage: (of) => USAGE[of],
		chooseDesk: (command) =>
			md`ここには複数のデスクが接続されています。\`${command}\` はどのデスクで実行しますか?`,
		working: (verb) =>
			verb === "search"
				? md`検索しています。結果はここに表示されます。`
				: md`確認しています。${vendor}の応答に時間がかかっています。回答はここに表示されます。`,
		proceed: "続ける",
		tryAgain: "もう一度試す",
	};
}
