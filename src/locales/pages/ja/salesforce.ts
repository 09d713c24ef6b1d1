import type { PageMessages } from "../messages.ts";

const OBJECTS: Readonly<Record<string, string>> = {
	Account: "取引先",
	Contact: "取引先責任者",
	Lead: "リード",
	Opportunity: "商談",
	Case: "ケース",
};
const ACCESS: Readonly<Record<string, string>> = { Read: "参照", Create: "作成", Edit: "編集" };

export const salesforce: Pick<PageMessages, "salesforce"> = {
	salesforce: {
		title: "Salesforce",
		lead: "Salesforce 組織の取引先、取引先責任者、リードを、このヘルプデスクの組織とお客様に同期します。",
		none: "接続している組織はまだありません。まず Sandbox を接続してください。有効にするまで、何も同期しません。",
		connect: "組織を接続",
		features: {
			accounts: "取引先 → 組織",
			people: "取引先責任者・リード → お客様",
			cases: "チケット → ケース",
			triggers: "Salesforce トリガ",
			view: "チケットビュー",
			sidebar: "サイドバー",
		},
		states: {
			registered: "サインイン前",
			connected: "稼働中",
			needs_sign_in: "サインインが必要",
			needs_admin: "Salesforce での変更が必要",
			disconnected: "接続解除済み",
			deleting: "削除中",
		},
		stateHelp: {
			registered: "Salesforce にサインインすると完了します。",
			needs_sign_in:
				"この接続が使うサインインを Salesforce が受け付けません。サインインするまで同期しません。",
			needs_admin: "Salesforce での変更が必要です。変更するまで同期しません。",
			disconnected: "設定と関連付けは残っています。同じ組織を再び接続すると続けられます。",
		},
		allOff: "すべてオフ",
		environments: { production: "本番", sandbox: "Sandbox" },
		wizard: {
			title: "Salesforce 組織を接続",
			beforeTitle: "サインインの前に",
			before: [
				"Salesforce: Enterprise、Performance、Unlimited、Developer Edition、または API を利用できるエディション。ヘルプデスク: すべてのプラン。一度に書き込める量はプランによって異なり、組織のページに表示します。",
				"ここでの管理者権限が必要です。Salesforce のユーザーは、システム管理者か、取引先・取引先責任者・リード・商談を参照でき、「API の有効化」があり「API 限定ユーザー」でない方です。",
				"まず Salesforce の Sandbox とテスト用のヘルプデスクでお試しください。同期で書き込んだ内容は元に戻せません。",
				"Salesforce の[設定]→[外部クライアントアプリケーションマネージャー]で、OAuth を有効にしたローカルアプリを作成します。下のコールバック URL、「API を使用してユーザーデータを管理」「いつでも要求を実行」「一意のユーザー識別子へのアクセス」の範囲、PKCE 必須を指定してください。",
				"[設定]→[セッションの設定]で「ログイン時の IP アドレスとセッションをロックする」をオフにします。Cloudflare のアドレスは変わるためです。",
			],
			callback: "コールバック URL",
			name: "名前",
			nameHelp: "ここでの呼び名です(例: Acme Europe)。? / ` _ < > は使えません。",
			nameInvalid: "? / ` _ < > を含まない、80 文字以内の名前を入力してください。",
			environment: "組織の種類",
			host: "私のドメイン",
			hostHelp: "例: acme.my.salesforce.com。通常のアドレスでサインインする場合は空のままにします。",
			hostInvalid:
				"Salesforce のアドレスではありません。acme.my.salesforce.com の形で入力するか、空のままにしてください。",
			clientId: "コンシューマー鍵",
			clientSecret: "コンシューマーの秘密",
			secretKept: "空のままにすると、保存済みの値を使います。",
			sessionTick: "上のセッション設定をオフにしました。",
			sessionNeeded: "オフにしないと数時間で接続が切れます。設定を変更してからチェックしてください。",
			termsTitle: "利用条件",
			termsTick: "同意します。組織を代表して同意する権限があります。",
			termsNeeded: "同意いただくまで接続しません。",
			termsVersion: (version) => `この文面のバージョン: ${version}`,
			submit: "Salesforce にサインイン",
		},
		refusal: {
			title: "Salesforce に接続できませんでした",
			reasons: {
				denied:
					"アクセスが許可されませんでした。拒否されたか、アプリのポリシーでこのユーザーが許可されていません。",
				code_refused:
					"Salesforce がサインインを受け付けませんでした。アドレスが使用済みか、古い可能性があります。やり直してください。",
				client_refused:
					"この鍵と秘密のアプリを Salesforce が認識できないか、アプリが組織にインストールされていません。[外部クライアントアプリケーションマネージャー]で、鍵、秘密、コールバック URL を確認してください。",
				unavailable: "Salesforce が応答しません。数分後にもう一度お試しください。",
				gone: "この接続は削除されました。",
				preflight: "先に Salesforce での変更が必要です。",
			},
			problems: {
				api_disabled:
					"Salesforce の API がオフです。エディションに API がないか、ユーザーに「API の有効化」がありません。API を利用できる組織を使い、[設定]→[権限セット]で「API の有効化」を付与してください。",
				api_only_user:
					"このユーザーは「API 限定ユーザー」のため、画面からサインインできません。この権限のないユーザーでサインインしてください。",
				missing_rights: "必要な権限がありません。[設定]→[権限セット]で付与してください:",
				environment_mismatch: "本番と Sandbox の選択が組織と一致しません。戻って正しいほうを選んでください。",
				no_refresh_token:
					"アプリが更新トークンを発行しません。[外部クライアントアプリケーションマネージャー]→[ポリシー]で更新トークンポリシーを「取り消されるまで有効」にし、「いつでも要求を実行」の範囲を追加してください。",
				session_locked:
					"発行直後のセッションが拒否されました。セッションが IP アドレスにロックされています。[設定]→[セッションの設定]で「ログイン時の IP アドレスとセッションをロックする」をオフにしてください。",
				session_refused:
					"このセッションでは API を利用できません。[セッションの設定]の高保証セッションの要件と、API アクセスコントロールでのアプリの許可を確認してください。",
				version_too_old:
					"この組織の API はバージョン 60 より古いものです。Spring '24 以降の組織を接続してください。",
				user_inactive:
					"ユーザーが無効です。[設定]→[ユーザー]で有効にするか、別のユーザーでサインインしてください。",
			},
			right: (object, access) => `${OBJECTS[object] ?? object}: ${ACCESS[access] ?? access}`,
			word: (code) => `Salesforce からの応答: ${code}`,
			nothingStored: "許可されたアクセス権は返却し、何も保存していません。",
			already: (name) => `この組織はすでに「${name}」として接続されています。`,
			otherOrg: (name) => `この接続の組織(${name})とは別の組織にサインインしました。`,
			again: "フォームに戻る",
		},
		org: {
			connected: "接続しました。オンにするまで、何も同期しません。",
			reconnected: "設定を引き継いで再び接続しました。使うものをオンにしてください。",
			saved: "保存しました。",
			switched:
				"保存しました。これから変わるレコードを同期します。すでにあるレコードは全件同期で取り込みます。先に試行で結果をご確認ください。",
			details: "接続",
			organization: "組織",
			edition: "エディション",
			user: "サインインしたユーザー",
			connectedBy: "接続した方",
			terms: "利用条件に同意した方",
			address: "アドレス",
			calls: "過去 24 時間の Salesforce API の使用",
			callsOf: (used, allowed) => `${allowed} 回中 ${used} 回`,
			unknown: "まだわかりません",
			lastSync: "最後に変更を確認",
			never: "まだありません",
			rename: "名前を変更",
			signIn: "Salesforce に再サインイン",
			client: "アプリとアドレス",
			disconnect: "接続解除",
			featuresTitle: "実行する機能",
			featuresHelp: "ここでオンにするまで、どこにも書き込みません。",
			restoreTitle: "以前オンだった機能",
			restoreHelp: "接続解除したときにオンでした。",
			restore: "再びオンにする",
		},
		disconnect: {
			title: (name) => `${name} を接続解除しますか`,
			submit: "接続解除",
			ends: [
				"同期を終了します。実行中の処理はその時点で止まります。",
				"Salesforce へのアクセス権を返却します。",
			],
			kept: [
				"すべての設定と、レコードと組織・お客様との関連付け。",
				"ヘルプデスクに書き込んだ内容。",
				"同じ組織を再び接続すると、設定が戻ります(すべてオフの状態です)。",
			],
		},
		drop: {
			link: "登録を取り消す",
			title: (name) => `${name} の登録を取り消しますか`,
			submit: "取り消す",
			erased: ["名前とアドレス、アプリの鍵と秘密。"],
			kept: ["Salesforce にあるものすべて。まだ誰もサインインしていません。"],
		},
		remove: {
			link: "完全に削除",
			title: (name) => `${name} を完全に削除する`,
			submit: "組織を削除する",
			erased: [
				"オブジェクト、照合ルール、絞り込み、項目の対応付けなど、すべての設定。",
				"レコードと組織・お客様との関連付け。再び接続すると、すべて一から照合されます。",
				"実行の履歴と問題の記録、監査ログのうちこの組織の記録。",
			],
			kept: [
				"ヘルプデスクに書き込んだ内容と、Salesforce にあるものすべて。",
				"監査ログの 1 件: 誰がいつ削除したかと、ほかに意味のない ID。",
				"ほかの Salesforce 組織。",
			],
		},
		removals: {
			title: "削除中",
			left: (count) => `残りの関連付け: ${count} 件`,
			many: (count) => `残りの関連付け: ${count} 件以上`,
			help: "1 分ごとに自動で進みます。ページを再読み込みすると、進み具合を確認できます。",
			done: {
				dropped: "登録を取り消しました。",
				removed: "組織を削除しました。残りの消去は自動で行われます。",
			},
		},
	},
};
