import { md } from "../../../slack/mrkdwn.ts";
import type { InsightMessages } from "../insight-messages.ts";
import type { Words } from "../words.ts";

export function insightMessages({ provider, vendor, ticket }: Words): InsightMessages {
	const organization = provider === "zoho" ? "取引先" : "組織";
	return {
		stats: {
			title: (department) =>
				department ? md`部門「${department}」の${ticket}` : md`すべての部門の${ticket}`,
			open: "未解決",
			unassigned: "未割り当て",
			overdue: "期限切れ",
			createdToday: "本日の作成",
			closedToday: "本日の完了",
			satisfaction: "満足度(30日間)",
			share: (good, rated) => `良い ${Math.round((good / rated) * 100)}%(評価${rated}件)`,
			noRatings: "評価なし",
			untold: "–",
			note: md`閲覧できる範囲を${vendor}で集計した件数です。`,
			showOpen: "未解決を表示",
			showUnassigned: "未割り当てを表示",
			showOverdue: "期限切れを表示",
			refresh: "集計し直す",
		},
		customer: {
			email: "メールアドレス",
			organization,
			openTickets: (total) => (total === null ? md`未解決の${ticket}` : md`未解決の${ticket} ${total}件`),
			noTickets: md`未解決の${ticket}はありません。`,
			open: `${vendor}で開く`,
			others: md`別のお客様をお探しですか?`,
			isOrganization: organization,
			nobody: (words) => md`「${words}」に一致する、閲覧できるお客様は見つかりません。`,
			nobodyHint: md`メールアドレス全体でお試しいただくか、${ticket}を検索してください: \`/desk search プリンター\``,
		},
		transitions: {
			state: (name, state) => md`${name}: *${state}*`,
			heading: md`現在行える遷移:`,
			to: (state) => `→ ${state}`,
			mine: "自分が実行可能",
			owners: (names) => `担当: ${names.join("、")}`,
			none: md`現在行える遷移はありません。条件を満たすと次に進めます。`,
			restricts: md`このブループリントの間は、ステータスを直接変更できません。`,
			noBlueprint: md`この${ticket}にブループリントはありません。ステータスを直接変更できます。`,
			where: md`遷移は${vendor}で行ってください。`,
		},
	};
}
