import type { Locale } from "../../core/locale.ts";

/** Goes up with every change of what follows. */
export const SALESFORCE_TERMS_VERSION = "2026-11-22.1";

/** In step with docs/data.md. */
export const SALESFORCE_TERMS: Record<Locale, readonly string[]> = {
	en: [
		"Read from Salesforce: accounts, contacts, leads and opportunities with the fields that are mapped, filtered or shown, always with the rights of the Salesforce user who signs in. They may exceed what an agent may see there: choose fields with that in mind.",
		"Written to the help desk: organizations and people with the mapped fields, once it is switched on. What was written can't be taken back. Agents and administrators are never changed.",
		"Written to Salesforce: only the help desk's id, into a field that you choose.",
		"Kept here: the access that was granted, encrypted; which record belongs to which organization or person, with a fingerprint of what was written, until the org is removed. Records on their way to the help desk: encrypted, until they are written. Records that could not be kept in step, with the reason: encrypted, for 90 days.",
	],
	ja: [
		"Salesforce から読み取る内容: 取引先、取引先責任者、リード、商談のうち、対応付け・絞り込み・表示に使う項目。サインインした Salesforce ユーザーの権限で読み取ります。担当者の権限を超える場合があるため、項目は慎重に選んでください。",
		"ヘルプデスクに書き込む内容: オンにしたあと、対応付けた項目を組織とお客様に書き込みます。書き込んだ内容は元に戻せません。担当者と管理者は変更しません。",
		"Salesforce に書き込む内容: 選んだ項目に書き込む、ヘルプデスクの ID だけです。",
		"ここに保存する内容: 暗号化したアクセス権。レコードと組織・お客様との関連付けと、書き込んだ内容の指紋(組織を削除するまで)。書き込みを待つレコード(暗号化し、書き込むまで)。同期できなかったレコードとその理由(暗号化し、90 日間)。",
	],
};
