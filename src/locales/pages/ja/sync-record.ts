import type { PageMessages } from "../messages.ts";

export const syncRecord: Pick<PageMessages, "syncRecord"> = {
	syncRecord: {
		title: "このレコードの状態",
		short: {
			in_step: "同期済み",
			differs: "未反映の変更あり",
			unlinked: "対応するレコードなし",
			member: "同期済み",
			filtered: "対象外",
			off: "対象外",
			gone: "なくなりました",
			unread: "今は確認できません",
		},
		standings: {
			in_step:
				"対応付けた項目は、すべて最後に書き込んだときのままです。対応付けていない項目の変更は反映されません。",
			differs:
				"対応付けた項目が、最後に書き込んだ内容と異なります。次の確認で書き込みます。書き込めない場合は、問題の一覧に理由が表示されます。",
			unlinked:
				"ヘルプデスクのレコードとまだ関連付けられていません。同期の際に照合ルールで探し、設定されていれば作成します。",
			member:
				"同じアドレスを持つ別の Salesforce レコードがこの人の項目を書き込みます。このレコードからは組織だけを反映します。",
			filtered: "この種類の絞り込みに合わないため、何も書き込みません。",
			off: "この種類のレコードの同期はオンになっていません。",
			gone: "Salesforce にないか(削除、統合、取引の開始)、接続しているユーザーに表示する権限がありません。",
			unread: "Salesforce またはヘルプデスクを今は読み取れないため、同期されているか確認できません。",
		},
		look: "状態を見る",
		sync: "今すぐ同期",
		toFilter: "絞り込みへ",
		toObject: "オンにする",
		toFields: "対応付けた項目へ",
		sides: "両方のレコード",
		changed: "Salesforce での最終更新",
		written: "最後の書き込み",
		tied: "関連付け済み(書き込み前)",
		history: "これまでの操作",
		noHistory: "このレコードの同期、再試行、無視をした人はいません。",
	},
};
