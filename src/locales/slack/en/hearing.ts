import type { Rating, TicketEventType } from "../../../core/ticket-event.ts";
import { inline, join, type Mrkdwn, md } from "../../../slack/mrkdwn.ts";
import type { Happened, NoticeMessages, PriorityName } from "../hearing-messages.ts";

const RATING: Record<Rating["score"], string> = { good: "good", ok: "OK", bad: "bad" };
const RATING_MARK: Record<Rating["score"], string> = { good: "▲ Good", ok: "■ OK", bad: "▼ Bad" };

const MAX_NAMES = 8;

export function noticeMessages(): NoticeMessages {
	return {
		sentence: toSentence,
		rating: (score) => md`*${RATING_MARK[score]}*`,
		next: (names) => md`Next: ${toNames(names)}`,
		nextForYou: (names) => md`You can do next: ${toNames(names)}`,
		happenedAt: (when) => md`This happened on ${when}.`,
		summaryHeading: (events, tickets) =>
			md`While it was quiet: ${events === 1 ? "1 event" : `${events} events`} on ${tickets === 1 ? "1 ticket" : `${tickets} tickets`}`,
		short: (type, count) => (count === 1 ? SHORT[type] : `${SHORT[type]} ×${count}`),
		moreTickets: (count) => (count === 1 ? md`And 1 more ticket.` : md`And ${count} more tickets.`),
	};
}

const SHORT: Record<TicketEventType, string> = {
	"ticket.created": "new",
	"ticket.assigned": "assignee changed",
	"ticket.status_changed": "status changed",
	"ticket.closed": "closed",
	"ticket.reopened": "reopened",
	"ticket.priority_changed": "priority changed",
	"ticket.moved": "moved",
	"ticket.overdue": "overdue",
	"ticket.escalated": "escalated",
	"comment.added": "internal comment",
	"reply.received": "reply from the customer",
	"reply.sent": "reply to the customer",
	"rating.received": "rated",
	"transition.upcoming": "next transitions",
};

/** What one person did is one clause; the ticket is named once, then it is "it". */
function toSentence(number: Mrkdwn, happened: readonly Happened[]): Mrkdwn {
	const clauses: Mrkdwn[] = [];
	for (let from = 0; from < happened.length; ) {
		const actor = happened[from]?.actor?.mrkdwn;
		let to = from + 1;
		while (to < happened.length && happened[to]?.actor?.mrkdwn === actor && !standsAlone(happened[to])) to++;
		if (standsAlone(happened[from])) to = from + 1;
		clauses.push(toClause(happened.slice(from, to), clauses.length === 0 ? number : null));
		from = to;
	}
	return join(clauses, "; ");
}

function standsAlone(one: Happened | undefined): boolean {
	return one?.kind === "created";
}

/** `number` null: the ticket was named before. */
function toClause(happened: readonly Happened[], number: Mrkdwn | null): Mrkdwn {
	const [first] = happened;
	if (!first) return md``;
	if (first.kind === "created") return createdText(first, number ?? md`it`);
	const did = happened.map((one, index) => activeText(one, index === 0 ? number : null));
	if (first.actor && did.every((text) => text !== null)) return md`${first.actor} ${toList(did)}`;
	return toList(happened.map((one, index) => passiveText(one, index === 0 ? number : null)));
}

function createdText({ actor, requester }: Happened & { kind: "created" }, number: Mrkdwn): Mrkdwn {
	if (actor)
		return requester ? md`${actor} created ${number} for ${requester}` : md`${actor} created ${number}`;
	return requester ? md`New ticket ${number} from ${requester}` : md`New ticket ${number}`;
}

/** What somebody did, without naming them; null for what nobody does. */
function activeText(one: Happened, number: Mrkdwn | null): Mrkdwn | null {
	const it = number ?? md`it`;
	const its = (thing: string) => (number ? md`the ${thing} of ${number}` : md`its ${thing}`);
	switch (one.kind) {
		case "assigned":
			if (!one.to) return md`unassigned ${it}`;
			if (one.to === "self") return md`took ${it}`;
			return md`assigned ${it} to ${one.to === "reader" ? "you" : one.to}`;
		case "status":
			return one.from
				? md`changed ${its("status")} from ${one.from} to ${one.to}`
				: md`changed ${its("status")} to ${one.to}`;
		case "closed":
			return md`closed ${it}`;
		case "reopened":
			return md`reopened ${it}`;
		case "priority":
			if (!one.to) return md`removed ${its("priority")}`;
			return md`${one.change} ${its("priority")} to ${priorityText(one.to)}`;
		case "moved":
			return one.to ? md`moved ${it} to ${one.to}` : md`took ${it} out of its department`;
		case "escalated":
			return md`escalated ${it}`;
		case "comment":
			return md`commented internally on ${it}`;
		case "received":
			return md`replied on ${it}`;
		case "sent":
			return md`replied to the customer on ${it}`;
		case "rated":
			return md`rated ${it} as ${RATING[one.score]}`;
		default:
			return null;
	}
}

/** The same where nobody is named. Begins a sentence if it names the ticket. */
function passiveText(one: Happened, number: Mrkdwn | null): Mrkdwn {
	const it = number ?? md`it`;
	const its = (thing: string) => (number ? md`The ${thing} of ${number}` : md`its ${thing}`);
	switch (one.kind) {
		case "created":
			return createdText(one, it);
		case "assigned":
			if (!one.to) return md`${it} has no assignee any more`;
			if (one.to === "self") return md`${it} was taken`;
			return md`${it} was assigned to ${one.to === "reader" ? "you" : one.to}`;
		case "status":
			return one.from
				? md`${its("status")} changed from ${one.from} to ${one.to}`
				: md`${its("status")} is now ${one.to}`;
		case "closed":
			return md`${it} was closed`;
		case "reopened":
			return md`${it} was reopened`;
		case "priority":
			if (!one.to) return md`${its("priority")} was removed`;
			return md`${its("priority")} was ${one.change} to ${priorityText(one.to)}`;
		case "moved":
			return one.to ? md`${it} was moved to ${one.to}` : md`${it} has no department any more`;
		case "overdue":
			return one.since ? md`${it} has been overdue since ${one.since}` : md`${it} is overdue`;
		case "escalated":
			return md`${it} was escalated`;
		case "comment":
			return md`${it} has a new internal comment`;
		case "received":
			return number ? md`The customer replied on ${it}` : md`the customer replied`;
		case "sent":
			return number ? md`A reply on ${it} went to the customer` : md`a reply went to the customer`;
		case "rated":
			return md`${it} was rated as ${RATING[one.score]}`;
		case "transition":
			return md`${it} is now at “${one.state}”`;
	}
}

function priorityText(name: PriorityName): Mrkdwn {
	return "level" in name ? md`${name.level}` : name.label;
}

function toList(texts: readonly (Mrkdwn | null)[]): Mrkdwn {
	const last = texts.at(-1) ?? null;
	if (texts.length < 2) return join([last], "");
	return md`${join(texts.slice(0, -1), ", ")} and ${last ?? ""}`;
}

function toNames(names: readonly string[]): Mrkdwn {
	const shown = names.slice(0, MAX_NAMES).map((name) => inline(name, 80));
	const more = names.length - shown.length;
	return join([...shown, more > 0 ? md`${more} more` : null], ", ");
}
