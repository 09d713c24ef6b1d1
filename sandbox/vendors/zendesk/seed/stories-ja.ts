import type { Story } from "./stories-en.ts";

export const JAPANESE_STORIES: readonly Story[] = [
	{
		group: "japan",
		type: "incident",
		subject: "{site}拠点から{product}に接続できません",
		opening:
			"お世話になっております。{customer}です。\n\n本日9時頃より、{site}拠点から{product}に接続できません。ほかの拠点からは問題なく使えています。\n\nご確認をお願いいたします。",
		answer:
			"{customer} 様\n\nご連絡ありがとうございます。{agent}です。\nアクセス元の IP アドレスが許可リストにないようです。拠点の回線に変更はありませんでしたか。",
		note: "許可リストの更新依頼は番号 {number} で受付済み。回線切替が原因の可能性が高い。",
		reply: "昨晩、回線を切り替えておりました。新しいアドレスを別途お送りします。",
		closing: "新しいアドレスを登録しました。お手数ですが、接続をご確認ください。",
	},
	{
		group: "japan",
		type: "question",
		subject: "請求書 {number} の宛名変更のお願い",
		opening:
			"いつもお世話になっております。\n\n請求書 {number} の宛名を「総務部」から「経理部」に変更していただけますでしょうか。\n\n{customer}",
		answer:
			"{customer} 様\n\nかしこまりました。次回以降の請求書も「経理部」宛でよろしいでしょうか。\n\n{agent}",
		note: null,
		reply: "はい、次回以降も経理部宛でお願いします。",
		closing: "宛名を変更した請求書をお送りしました。ご確認をお願いいたします。",
	},
	{
		group: "japan",
		type: "question",
		subject: "{product}の利用者を追加する方法を教えてください",
		opening:
			"来月から3名増える予定です。{product}の利用者を追加する手順と、費用について教えてください。\n\n{customer}",
		answer:
			"{customer} 様\n\n「設定」→「メンバー」→「招待」から追加できます。費用は追加した日から日割りで計算されます。\n\n{agent}",
		note: null,
		reply: "ありがとうございます。無事に追加できました。",
		closing: "ご確認ありがとうございます。ご不明な点がありましたら、いつでもご連絡ください。",
	},
	{
		group: "japan",
		type: "problem",
		subject: "帳票の文字化けについて",
		opening:
			"{product}で出力した PDF の帳票で、「髙」や「﨑」などの漢字が「□」と表示されます。添付をご覧ください。\n\n{customer}",
		answer:
			"{customer} 様\n\nご不便をおかけしております。フォントの埋め込みに不具合があり、開発部門で修正を進めております。\n\n{agent}",
		note: "外字ではなく JIS 第3水準の字形。開発の管理番号は {number}。",
		reply: "修正の時期が分かりましたら教えてください。月末の発行に間に合うと助かります。",
		closing: "修正版を公開しました。お手数ですが、再度出力してご確認ください。",
	},
	{
		group: "japan",
		type: "task",
		subject: "{site}営業所の機器入れ替え作業",
		opening:
			"{site}営業所の{product}を入れ替えていただきたく、ご連絡しました。平日の17時以降を希望します。\n\n{customer}",
		answer: "{customer} 様\n\n木曜日の17時30分に伺います。当日は電源を15分ほど停止します。\n\n{agent}",
		note: "注文番号 {number}。入館証は受付で受け取る。",
		reply: "木曜日で問題ありません。よろしくお願いいたします。",
		closing: "作業が完了しました。動作を確認し、古い機器は回収しました。",
	},
	{
		group: "japan",
		type: "incident",
		subject: "二段階認証のコードが届きません",
		opening:
			"{product}にサインインしようとすると、SMS のコードが届きません。昨日までは届いていました。\n\n{customer}",
		answer:
			"{customer} 様\n\n携帯電話会社側の迷惑メッセージ設定が変わった可能性があります。認証アプリへの切り替えをお勧めします。手順をお送りします。\n\n{agent}",
		note: null,
		reply: "認証アプリに切り替えて、サインインできました。",
		closing: "ご確認ありがとうございます。",
	},
	{
		group: "support",
		type: "question",
		subject: "英語版の利用規約について",
		opening: "本社の法務部門に提出するため、{product}の利用規約の英語版をいただけますか。\n\n{customer}",
		answer: "{customer} 様\n\n英語版の PDF をお送りします。最新の改定は今年の4月です。\n\n{agent}",
		note: null,
		reply: "受け取りました。ありがとうございます。",
		closing: "どういたしまして。",
	},
	{
		group: "japan",
		type: "question",
		subject: "解約の手続きについて",
		opening:
			"{site}営業所の閉鎖に伴い、{product}を来月末で解約したいと考えています。必要な手続きを教えてください。\n\n{customer}",
		answer:
			"{customer} 様\n\n承知いたしました。解約の申込書（番号 {number}）をお送りします。データの書き出しは解約の30日後まで可能です。\n\n{agent}",
		note: "担当営業に連絡済み。引き止めは不要とのこと。",
		reply: "申込書を返送しました。",
		closing: "受領しました。月末で停止いたします。",
	},
];
