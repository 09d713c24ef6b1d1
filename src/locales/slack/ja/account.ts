import { md } from "../../../slack/mrkdwn.ts";
import type { AccountMessages, WorkspaceMessages } from "../messages.ts";
import type { Words } from "../words.ts";

export function accountMessages({ vendor, ticket }: Words): AccountMessages {
	return {
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
		unlinkedBy: (administrator, agent, deskName) =>
			md`${administrator}さんが、*${deskName}* の${agent}との関連付けを解除しました。今後この名義での操作は行われません。もう一度サインインするには: \`/desk connect\``,
	};
}

export function workspaceMessages({ vendor, ticket }: Words): WorkspaceMessages {
	return {
		welcome: (deskName) => md`*${deskName}* (${vendor})をSlackに接続しました`,
		connectedBy: (name) => md`接続した人: ${name}`,
		whatComes: md`今後、${ticket}の動きがここに投稿されます。${vendor}の担当者は、このワークスペースのどこからでも${ticket}を確認できます。回答は、共有するまで本人にだけ表示されます。サインインした担当者には、自分が担当する${ticket}の動きがダイレクトメッセージで届きます。`,
		firstSteps: [
			{ usage: "/desk mine", does: `自分が担当する未解決の${ticket}` },
			{ usage: "/desk 1042", does: `この番号の${ticket}` },
			{ usage: "/desk help", does: "すべてのコマンド" },
		],
	};
}
