import type { Locale } from "../../core/locale.ts";

/** The people and texts of the examples. */
export interface SampleWords {
	subject: string;
	customer: string;
	organization: string;
	agent: string;
	colleague: string;
	department: string;
	other: string;
	asked: string;
	answered: string;
	noted: string;
	praised: string;
	flow: string;
	state: string;
	transitions: readonly string[];
}

export const sampleWords: Record<Locale, SampleWords> = {
	en: {
		subject: "Printer on the 3rd floor doesn't print",
		customer: "Aya Mori",
		organization: "Northwind",
		agent: "Mina Kato",
		colleague: "Ken Ito",
		department: "Hardware",
		other: "Repairs",
		asked: "It still doesn't print, even after a restart.",
		answered: "We'll come by at two and have a look.",
		noted: "Same model as last week: order the spare part.",
		praised: "Quick and friendly.",
		flow: "Repair",
		state: "Under review",
		transitions: ["Order part", "Send technician"],
	},
	ja: {
		subject: "3階のプリンターが印刷できない",
		customer: "森 彩",
		organization: "ノースウィンド",
		agent: "加藤 美奈",
		colleague: "伊藤 健",
		department: "ハードウェア",
		other: "修理",
		asked: "再起動しましたが、まだ印刷できません。",
		answered: "14時に担当者がうかがいます。",
		noted: "先週と同じ機種です。交換部品を手配してください。",
		praised: "迅速で丁寧な対応でした。",
		flow: "修理",
		state: "確認中",
		transitions: ["部品を手配", "技術者を派遣"],
	},
};
