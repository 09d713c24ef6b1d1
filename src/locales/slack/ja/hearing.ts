import type { PriorityLevel } from "../../../core/ticket.ts";
import type { Rating, TicketEventType } from "../../../core/ticket-event.ts";
import { inline, join, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { Happened, NoticeMessages, PriorityName } from "../hearing-messages.ts";
import type { Words } from "../words.ts";

const RATING: Record<Rating["score"], string> = { good: "良い", ok: "普通", bad: "悪い" };
const RATING_MARK: Record<Rating["score"], string> = { good: "▲", ok: "■", bad: "▼" };
const PRIORITY: Record<PriorityLevel, string> = { urgent: "緊急", high: "高", normal: "普通", low: "低" };

const MAX_NAMES = 8;

export function noticeMessages({ ticket }: Words): NoticeMessages {
	return {
		sentence: (number, happened) => toSentence(number, happened, ticket),
		rating: (score) => md`*${RATING_MARK[score]} ${RATING[score]}*`,
		next: (names) => md`次に行える遷移: ${toNames(names)}`,
		nextForYou: (names) => md`あなたが次に行える遷移: ${toNames(names)}`,
		happenedAt: (when) => md`${when} の出来事です。`,
		summaryHeading: (events, tickets) =>
			md`通知を控えていた間に、${ticket}${tickets}件で${events}件の動きがありました`,
		short: (type, count) => (count === 1 ? SHORT[type] : `${SHORT[type]}×${count}`),
		moreTickets: (count) => md`他に${ticket}${count}件。`,
	};
}

const SHORT: Record<TicketEventType, string> = {
	"ticket.created": "新規",
	"ticket.assigned": "担当者の変更",
	"ticket.status_changed": "ステータスの変更",
	"ticket.closed": "完了",
	"ticket.reopened": "再開",
	"ticket.priority_changed": "優先度の変更",
	"ticket.moved": "部門の移動",
	"ticket.overdue": "期限超過",
	"ticket.escalated": "エスカレーション",
	"comment.added": "社内コメント",
	"reply.received": "お客様からの返信",
	"reply.sent": "お客様への返信",
	"rating.received": "評価",
	"transition.upcoming": "次の遷移",
};

/** A predicate as it goes on (連用形) and as it ends. */
interface Phrase {
	goesOn: Mrkdwn;
	ends: Mrkdwn;
}

/** What one person did is one sentence; the ticket is named once. */
function toSentence(number: Mrkdwn, happened: readonly Happened[], ticket: string): Mrkdwn {
	const sentences: Mrkdwn[] = [];
	for (let from = 0; from < happened.length; ) {
		const actor = happened[from]?.actor ?? null;
		let to = from + 1;
		while (to < happened.length && happened[to]?.actor?.mrkdwn === actor?.mrkdwn) to++;
		sentences.push(personText(happened.slice(from, to), from === 0 ? number : null, actor, ticket));
		from = to;
	}
	return join(sentences, "。");
}

function personText(
	happened: readonly Happened[],
	number: Mrkdwn | null,
	actor: Mrkdwn | null,
	ticket: string,
): Mrkdwn {
	const [first] = happened;
	if (first?.kind === "received" && actor) {
		return number ? md`${actor}さんから ${number} に返信がありました` : md`${actor}さんから返信がありました`;
	}
	const did = happened.map((one, index) => activePhrase(one, index === 0 ? number : null, ticket));
	if (actor && did.every((phrase) => phrase !== null)) return md`${actor}さんが${toOne(did)}`;
	return toOne(happened.map((one, index) => passivePhrase(one, index === 0 ? number : null, ticket)));
}

function toOne(phrases: readonly Phrase[]): Mrkdwn {
	return join(
		phrases.map(({ goesOn, ends }, index) => (index === phrases.length - 1 ? ends : goesOn)),
		"、",
	);
}

/** Of a verb whose stem is the same before 、 and before ました. */
function phrase(stem: Mrkdwn): Phrase {
	return { goesOn: stem, ends: md`${stem}ました` };
}

/** What somebody did, without naming them; null for what nobody does. */
function activePhrase(one: Happened, number: Mrkdwn | null, ticket: string): Phrase | null {
	const it = number ? md` ${number} を` : md``;
	const its = number ? md` ${number} の` : md``;
	const on = number ? md` ${number} ` : md``;
	switch (one.kind) {
		case "created": {
			const made = md`新しい${ticket}${number ? md` ${number} ` : md``}`;
			return phrase(one.requester ? md`${made}を${one.requester}さんの依頼で作成し` : md`${made}を作成し`);
		}
		case "assigned":
			if (!one.to) return phrase(md`${its}担当者を外し`);
			if (one.to === "self") return phrase(md`${it}引き受け`);
			return phrase(md`${it}${one.to === "reader" ? "あなた" : md`${one.to}さん`}に割り当て`);
		case "status":
			return one.from
				? phrase(md`${its}ステータスを「${one.from}」から「${one.to}」に変更し`)
				: phrase(md`${its}ステータスを「${one.to}」に変更し`);
		case "closed":
			return phrase(md`${it}完了にし`);
		case "reopened":
			return phrase(md`${it}再開し`);
		case "priority": {
			if (!one.to) return phrase(md`${its}優先度をなしにし`);
			const verb = { raised: "上げ", lowered: "下げ", set: "設定し" }[one.change];
			return phrase(md`${its}優先度を「${priorityText(one.to)}」に${verb}`);
		}
		case "moved":
			return phrase(one.to ? md`${it}部門「${one.to}」に移動し` : md`${it}部門から外し`);
		case "escalated":
			return phrase(md`${it}エスカレーションし`);
		case "comment":
			return phrase(md`${on}${number ? "に" : ""}社内コメントを追加し`);
		case "sent":
			return phrase(md`${on}${number ? "で" : ""}お客様に返信し`);
		case "received":
			return phrase(md`${on}${number ? "に" : ""}返信し`);
		case "rated":
			return phrase(md`${it}「${RATING[one.score]}」と評価し`);
		default:
			return null;
	}
}

/** The same where nobody is named. */
function passivePhrase(one: Happened, number: Mrkdwn | null, ticket: string): Phrase {
	const it = number ? md`${number} が` : md``;
	const its = number ? md`${number} の` : md``;
	const on = number ? md`${number} ` : md``;
	switch (one.kind) {
		case "created": {
			const made = md`新しい${ticket}${number ? md` ${number} ` : md``}`;
			return phrase(one.requester ? md`${one.requester}さんから${made}が届き` : md`${made}が作成され`);
		}
		case "assigned":
			if (!one.to) return phrase(md`${its}担当者が外れ`);
			if (one.to === "self") return phrase(md`${its}担当者が決まり`);
			return phrase(md`${it}${one.to === "reader" ? "あなた" : md`${one.to}さん`}に割り当てられ`);
		case "status":
			return one.from
				? phrase(md`${its}ステータスが「${one.from}」から「${one.to}」に変わり`)
				: phrase(md`${its}ステータスが「${one.to}」に変わり`);
		case "closed":
			return phrase(md`${it}完了になり`);
		case "reopened":
			return phrase(md`${it}再開され`);
		case "priority": {
			if (!one.to) return phrase(md`${its}優先度がなしになり`);
			const verb = { raised: "上がり", lowered: "下がり", set: "設定され" }[one.change];
			return phrase(md`${its}優先度が「${priorityText(one.to)}」に${verb}`);
		}
		case "moved":
			return phrase(one.to ? md`${it}部門「${one.to}」に移動され` : md`${it}部門から外れ`);
		case "overdue":
			return phrase(one.since ? md`${it}${one.since} に期限を過ぎ` : md`${it}期限を過ぎ`);
		case "escalated":
			return phrase(md`${it}エスカレーションされ`);
		case "comment":
			return phrase(md`${on}${number ? "に" : ""}社内コメントが追加され`);
		case "received":
			return phrase(md`${on}${number ? "に" : ""}お客様から返信があり`);
		case "sent":
			return phrase(md`${on}${number ? "で" : ""}お客様に返信が送信され`);
		case "rated":
			return phrase(md`${it}「${RATING[one.score]}」と評価され`);
		case "transition":
			return phrase(md`${it}ブループリントの「${one.state}」に進み`);
	}
}

function priorityText(name: PriorityName): Mrkdwn {
	return "level" in name ? md`${PRIORITY[name.level]}` : name.label;
}

function toNames(names: readonly string[]): Mrkdwn {
	const shown = names.slice(0, MAX_NAMES).map((name) => inline(name, 80));
	const more = names.length - shown.length;
	return join([...shown, more > 0 ? md`他${more}件` : null], "、");
}
