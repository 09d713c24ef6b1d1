/** What the forms about tickets say, to somebody whose Slack is English and to somebody whose Slack is Japanese. */
export interface ActingWords {
	department: string;
	requester: string;
	subject: string;
	description: string;
	priority: string;
	comment: string;
	reply: string;
	status: string;
	withStatus: string;
	assignee: string;
	nobody: string;
	toMe: string;
	assign: string;
	addTags: string;
	removeTags: string;
	visibility: string;
	internal: string;
	public: string;
	text: string;
	send: string;
	done: string;
	buttons: { reply: string; comment: string; status: string; assign: string };
	more: { refresh: string; priority: string; tags: string; move: string };
}

/** Who acts, and in which language. Both have the same rights on the tickets of the stories. */
export const SPEAKERS: readonly {
	language: string;
	key: "alex" | "mina";
	name: string;
	words: ActingWords;
}[] = [
	{
		language: "English",
		key: "alex",
		name: "Alex Berg",
		words: {
			department: "Department",
			requester: "Requester's e-mail",
			subject: "Subject",
			description: "Description",
			priority: "Priority",
			comment: "Comment",
			reply: "Reply",
			status: "Status",
			withStatus: "Set the status with it",
			assignee: "Assignee",
			nobody: "Nobody",
			toMe: "Assign to me",
			assign: "Assign ticket",
			addTags: "Tags to add",
			removeTags: "Tags to remove",
			visibility: "Who sees it",
			internal: "Internal comment",
			public: "Reply to customer",
			text: "Text",
			send: "Send to customer",
			done: "Done",
			buttons: {
				reply: "Reply to customer",
				comment: "Internal comment",
				status: "Status",
				assign: "Assign",
			},
			more: {
				refresh: "Refresh",
				priority: "Change priority",
				tags: "Change tags",
				move: "Move to a department",
			},
		},
	},
	{
		language: "Japanese",
		key: "mina",
		name: "Mina Kato",
		words: {
			department: "部門",
			requester: "依頼者のメールアドレス",
			subject: "件名",
			description: "説明",
			priority: "優先度",
			comment: "コメント",
			reply: "返信",
			status: "ステータス",
			withStatus: "同時に変更するステータス",
			assignee: "担当者",
			nobody: "担当者なし",
			toMe: "自分が担当する",
			assign: "担当者の変更",
			addTags: "追加するタグ",
			removeTags: "削除するタグ",
			visibility: "公開範囲",
			internal: "社内コメント",
			public: "お客様への返信",
			text: "内容",
			send: "お客様に送信",
			done: "完了しました",
			buttons: {
				reply: "お客様に返信",
				comment: "社内コメント",
				status: "ステータス",
				assign: "担当者",
			},
			more: { refresh: "更新", priority: "優先度を変更", tags: "タグを変更", move: "部門を移動" },
		},
	},
];
