/** What the simulated pages say, in both languages. */
export interface Words {
	lang: string;
	simulated: string;
	simulatedNote: string;
	wrong: string;
	errorCode: string;
	errors: Record<string, string>;
	who: string;
	noPassword: string;
	continue: string;
	install: string;
	signIn: string;
	asksToJoin: (team: string) => string;
	signInAs: (name: string) => string;
	signedInAs: (name: string, email: string) => string;
	mayUse: string;
	where: string;
	chooseChannel: string;
	appDm: string;
	allow: string;
	cancel: string;
	yourApp: string;
	fromManifest: string;
	sandboxApp: string;
	redirects: (list: string | null) => string;
}

const en: Words = {
	lang: "en",
	simulated: "Simulated",
	simulatedNote: "This page stands for Slack's own.",
	wrong: "Something is not right",
	errorCode: "Error:",
	errors: {
		invalid_client_id: "No app has this client id.",
		bad_redirect_uri: "The address to return to is not one of the app's redirect addresses.",
		no_scopes: "The app asks for nothing.",
		invalid_scope: "These permissions can't be asked for together.",
		invalid_response_type: "The sign-in has to ask for a code.",
		invalid_team_for_non_distributed_app:
			"This app is not distributed: it can only be installed in the workspace it belongs to.",
		invalid_channel: "Choose where the app may post. Go back and try again.",
		invalid_manifest: "The manifest is not JSON.",
	},
	who: "Who are you in Slack?",
	noPassword: "Everyone here is made up; no password is needed.",
	continue: "Continue",
	install: "Install Deskbridge",
	signIn: "Sign in to Deskbridge",
	asksToJoin: (team) => `Deskbridge asks to join ${team}`,
	signInAs: (name) => `Sign in to Deskbridge as ${name}`,
	signedInAs: (name, email) => `Signed in as ${name} (${email}).`,
	mayUse: "It will be able to use:",
	where: "Where should Deskbridge post?",
	chooseChannel: "Choose a channel",
	appDm: "Direct message from Deskbridge to you",
	allow: "Allow",
	cancel: "Cancel",
	yourApp: "Your app",
	fromManifest: "Made from the manifest. Copy these into Deskbridge's setup page.",
	sandboxApp: "The sandbox's app. Copy these into Deskbridge's setup page.",
	redirects: (list) => `Redirect addresses: ${list ?? "everything below the app's /slack/"}`,
};

const ja: Words = {
	lang: "ja",
	simulated: "シミュレーション",
	simulatedNote: "Slack の画面の代わりです。",
	wrong: "続けられません",
	errorCode: "エラー:",
	errors: {
		invalid_client_id: "このクライアント ID のアプリはありません。",
		bad_redirect_uri: "戻り先が、アプリのリダイレクト URL に登録されていません。",
		no_scopes: "アプリが権限を求めていません。",
		invalid_scope: "この組み合わせの権限は同時に求められません。",
		invalid_response_type: "サインインではコードを求める必要があります。",
		invalid_team_for_non_distributed_app:
			"このアプリは配布されていません。所属するワークスペースにだけインストールできます。",
		invalid_channel: "投稿先を選んでください。前のページに戻って、もう一度お試しください。",
		invalid_manifest: "マニフェストが JSON ではありません。",
	},
	who: "Slack のどなたですか",
	noPassword: "全員が架空の人物です。パスワードは不要です。",
	continue: "次へ",
	install: "Deskbridge のインストール",
	signIn: "Deskbridge へのサインイン",
	asksToJoin: (team) => `Deskbridge が ${team} への参加を求めています`,
	signInAs: (name) => `${name} として Deskbridge にサインインします`,
	signedInAs: (name, email) => `${name}（${email}）としてサインインしています。`,
	mayUse: "利用できるようになる権限:",
	where: "Deskbridge の投稿先",
	chooseChannel: "チャンネルを選ぶ",
	appDm: "Deskbridge からあなたへのダイレクトメッセージ",
	allow: "許可する",
	cancel: "キャンセル",
	yourApp: "アプリ",
	fromManifest: "マニフェストから作成しました。次の値を Deskbridge の設定ページに入力してください。",
	sandboxApp: "サンドボックスのアプリです。次の値を Deskbridge の設定ページに入力してください。",
	redirects: (list) => `リダイレクト URL: ${list ?? "アプリの /slack/ 以下すべて"}`,
};

export function wordsFor(acceptLanguage: string | undefined): Words {
	return acceptLanguage?.toLowerCase().startsWith("ja") ? ja : en;
}
