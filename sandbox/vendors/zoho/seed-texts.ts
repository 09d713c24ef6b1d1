/** What customers of the simulated desk write about. `#` stands for a number that differs from ticket to ticket. */
export interface Scenario {
	subject: string;
	opening: string;
	answer: string;
	note: string;
	followUp: string;
}

export const SUPPORT: readonly Scenario[] = [
	{
		subject: "Label printer prints blank labels since the update",
		opening: "Since this morning's update every label from station # comes out blank. Test prints are fine.",
		answer:
			"Thanks for the details. Please set the label darkness to 60 in the printer profile and try once more.",
		note: "Third report this week. Looks like the darkness default of the new driver.",
		followUp: "Darkness 60 works. Can you make that the default for all our stations?",
	},
	{
		subject: "Export to CSV stops after 1,000 rows",
		opening: "Our month-end export should have around #00 rows, but the file always ends at row 1,000.",
		answer: "The export limit of your plan is higher. I've restarted the export service for your account.",
		note: "Paging bug in the export worker, fix is in review.",
		followUp: "The file is complete now, thank you.",
	},
	{
		subject: "Mobile app closes when I open an attachment",
		opening: "On our # Android tablets the app closes as soon as somebody taps a PDF in a delivery.",
		answer: "Could you tell me the Android version and whether it also happens with photos?",
		note: "Crash log points to the PDF preview.",
		followUp: "Android 14 on all of them. Photos open fine, only PDFs crash.",
	},
	{
		subject: "Scanner no longer pairs with the tablet",
		opening: "Scanner # was replaced yesterday. The new one shows up in Bluetooth but never connects.",
		answer: "Please remove the old scanner under Devices first, then hold the trigger for five seconds.",
		note: "Old pairing keeps the slot. Known with this model.",
		followUp: "That did it. Might be worth a line in the manual.",
	},
	{
		subject: "Dashboard shows yesterday's figures",
		opening: "The overview for site # has not changed since yesterday evening, although we shipped all day.",
		answer: "A nightly job was late. The figures are being rebuilt now and should be right within the hour.",
		note: "Job queue was stuck behind the backup.",
		followUp: "Confirmed, numbers are current again.",
	},
	{
		subject: "E-mail notifications arrive twice",
		opening: "Each of our # supervisors gets every delay notification twice, a minute apart.",
		answer: "You have the same rule at account and at site level. Shall I switch the site rule off?",
		note: "Customer has overlapping rules, not a bug.",
		followUp: "Yes please, switch off the one at site level.",
	},
	{
		subject: "API answers 403 for our service account",
		opening: "Our nightly sync with client # gets 403 on /shipments since we rotated the key.",
		answer: "The new key is missing the shipments scope. You can add it under Settings, API keys.",
		note: "Ask product whether rotated keys should keep scopes.",
		followUp: "Added, the sync runs again. A warning at rotation would have helped.",
	},
	{
		subject: "Import fails with “unknown column”",
		opening: "The template downloaded from your help page is refused: unknown column in line #.",
		answer: "The template was outdated, sorry. I've attached the current one.",
		note: "Docs team told, page will be updated today.",
		followUp: "Works with the new template.",
	},
	{
		subject: "Search is slow since Monday",
		opening: "Looking up an article takes # seconds at busy times. Before Monday it was instant.",
		answer: "We see it too and are adding capacity tonight between 22:00 and 23:00 UTC.",
		note: "Index rebuild scheduled for tonight.",
		followUp: "Much better this morning.",
	},
	{
		subject: "Feature request: dark theme for the warehouse screens",
		opening: "Our night shift (# people) finds the white screens glaring. Is a dark theme planned?",
		answer: "It is on the roadmap for next quarter. I've added your vote and will write when it's in beta.",
		note: "Good candidate for the beta group.",
		followUp: "We'd be glad to test it.",
	},
];

export const BILLING: readonly Scenario[] = [
	{
		subject: "Invoice shows the wrong VAT rate",
		opening:
			"Invoice 2026-# was issued with 19 % VAT. As a marine supplier we are exempt, see our certificate.",
		answer: "You're right, the exemption had expired in our system. A corrected invoice follows today.",
		note: "Certificate renewed in the account, valid for two years.",
		followUp: "Received the corrected invoice. Thank you for the quick help.",
	},
	{
		subject: "Charged twice for October",
		opening: "Our card statement shows two charges for invoice 2026-# on the same day.",
		answer:
			"The second one is an authorisation that will disappear within five days. Nothing was booked twice.",
		note: "Payment provider confirmed: one capture only.",
		followUp: "It's gone from the statement, all good.",
	},
	{
		subject: "Change of billing address",
		opening: "We have moved. Please use our new address on everything after invoice 2026-#.",
		answer: "Done. The next invoice will carry the new address.",
		note: "Also updated in the CRM.",
		followUp: "Could you reissue the last one with the new address as well?",
	},
	{
		subject: "Refund for cancelled seats",
		opening: "We removed # seats on the first of the month but were billed for all of them.",
		answer: "Seats are billed until the end of the period. As a goodwill gesture I'll credit this month.",
		note: "Approved by Priya.",
		followUp: "That's kind, thank you.",
	},
	{
		subject: "Purchase order number missing on invoice",
		opening: "Our accounting refuses invoice 2026-# because the purchase order number is missing.",
		answer: "I've added it and sent the invoice again. Future invoices will carry it automatically.",
		note: "PO field was on the old contract only.",
		followUp: "Accounting is happy now.",
	},
	{
		subject: "Payment failed although the card is valid",
		opening: "The renewal was declined with code #, but the card works elsewhere.",
		answer: "The bank asks for a confirmation. You'll find a link in the mail we've just sent.",
		note: "3-D Secure pending.",
		followUp: "Confirmed with the bank, please try again.",
	},
	{
		subject: "Upgrade in the middle of the month",
		opening: "If we go from # to 50 seats today, do we pay the full month?",
		answer: "No, only the remaining days. You see the exact amount before you confirm.",
		note: "Possible upsell, told Mina.",
		followUp: "Great, we'll upgrade this afternoon.",
	},
];

export const JAPAN: readonly Scenario[] = [
	{
		subject: "ラベルが印刷されません",
		opening: "今朝の更新後、#番のプリンターから白紙のラベルが出てきます。テスト印刷は正常です。",
		answer: "ご連絡ありがとうございます。プリンター設定の濃度を60に変更してお試しください。",
		note: "今週3件目。新しいドライバーの初期値が原因と思われます。",
		followUp: "濃度を変更したら直りました。ありがとうございます。",
	},
	{
		subject: "パスワード変更後にログインできない",
		opening:
			"パスワードを変更してから、#名のスタッフがログインできなくなりました。至急ご確認をお願いします。",
		answer: "一度ログアウト用のリンクを開いてから、新しいパスワードでお試しください。",
		note: "古いセッションが残っている可能性あり。",
		followUp: "全員ログインできるようになりました。",
	},
	{
		subject: "請求書の宛名を変更したい",
		opening: "社名変更に伴い、請求書2026-#以降の宛名を変更していただけますか。",
		answer: "承知しました。次回の請求書から新しい宛名になります。",
		note: "取引先の情報も更新済み。",
		followUp: "確認しました。お手数をおかけしました。",
	},
	{
		subject: "CSVの文字化けについて",
		opening: "出力したCSVをExcelで開くと、#列目の商品名が文字化けします。",
		answer: "文字コードをUTF-8（BOM付き）に変更できる設定をご用意しています。手順をお送りします。",
		note: "よくある質問に追加予定。",
		followUp: "設定を変えたら正しく表示されました。",
	},
	{
		subject: "納品書の様式を変更したい",
		opening: "納品書に軽減税率の内訳（#品目）を表示する方法を教えてください。",
		answer: "テンプレートの編集画面で「税率別内訳」を有効にしてください。",
		note: "要望が多いので初期値にする案を検討。",
		followUp: "無事に表示できました。",
	},
	{
		subject: "スキャナーがタブレットに接続できない",
		opening: "交換した#号機のスキャナーが、Bluetoothの一覧には出るのに接続できません。",
		answer: "先に「デバイス」から古いスキャナーを削除し、トリガーを5秒間長押ししてください。",
		note: "この機種の既知の問題。",
		followUp: "接続できました。助かりました。",
	},
	{
		subject: "通知メールが二重に届く",
		opening: "遅延の通知メールが、責任者#名全員に2通ずつ届いています。",
		answer: "アカウントと拠点の両方に同じルールが設定されています。拠点側を無効にしてよろしいでしょうか。",
		note: "設定の重複。不具合ではない。",
		followUp: "はい、拠点側を無効にしてください。",
	},
	{
		subject: "検索が遅い",
		opening: "月曜日から商品検索に#秒ほどかかり、出荷作業に影響が出ています。",
		answer: "こちらでも確認しました。今夜22時から設備を増強します。",
		note: "インデックスの再構築を予定。",
		followUp: "今朝は快適です。",
	},
];

/** Subjects and texts that try to be markup, mentions, links or layout. */
export const HOSTILE: readonly { subject: string; text: string; html?: string }[] = [
	{
		subject: "<!channel> urgent: *please* _read_ this ~now~",
		text: "<!channel> <@U0MINA0001> everybody click <https://evil.example|your invoice> `rm -rf`\n> quoted",
	},
	{
		subject: "<script>alert('subject')</script>",
		text: "Before and after the script.",
		html: `<div onclick="alert(1)">Before</div><script>document.write("not for you")</script><style>b{}</style><div>and after the script.</div><img src=x onerror=alert(1)>`,
	},
	{
		subject: "\u202Egnikool si txet sihT (right to left)",
		text: "\u202Eetirw ot yaw eht si siht\u202C and back. مرحبا، الفاتورة غير صحيحة.",
	},
	{
		subject: "Zero\u200Bwidth\u200D characters\uFEFF in the subject",
		text: "@\u200Bchannel @\u200Dhere and a\u00ADsoft hyphen",
	},
	{
		subject: "&lt;b&gt;Entities&lt;/b&gt; &amp; ampersands & <angle> brackets",
		text: "Shown exactly as typed: &lt;!here&gt; & <b>not bold</b> & 5 < 6 > 4",
	},
	{ subject: `A very long subject ${"that goes on and on ".repeat(30)}`.trim(), text: "Short text." },
	{ subject: "", text: "This customer left the subject empty." },
];
