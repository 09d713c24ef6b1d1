import type { CrmFacts } from "../../core/crm-facts.ts";
import type { Locale } from "../../core/locale.ts";
import type { ShownPart, ShownSettings } from "../../core/sync/settings.ts";
import type { SlackMessages } from "../../locales/slack/messages.ts";
import { inline, join, link, type Mrkdwn, md } from "../mrkdwn.ts";
import { orElse } from "./ticket-text.ts";

/** What one org tells, as the view needs it. */
export interface ShownFacts {
	orgName: string;
	shown: ShownSettings;
	facts: CrmFacts;
}

type Deal = CrmFacts["opportunities"]["newest"][number];

const MOST_DEALS = 3;
const MOST_FIELDS = 6;

/**
 * The orgs' lines, of what was chosen to be shown. Several orgs are told apart by their names. `room` is in characters
 * as Slack gets them: lines that would crowd out the rest of a message are dropped from the end.
 */
export function crmLines(
	told: readonly ShownFacts[],
	{ locale, room }: { locale: Locale; room: number },
	messages: SlackMessages,
): Mrkdwn[] {
	let left = room;
	return allLines(told, locale, messages).filter(({ mrkdwn }) => {
		left -= JSON.stringify(mrkdwn).length;
		return left >= 0;
	});
}

function allLines(told: readonly ShownFacts[], locale: Locale, messages: SlackMessages): Mrkdwn[] {
	return told.flatMap(({ orgName, shown, facts }) => {
		const source = told.length > 1 ? orElse(orgName, messages.crm.source, 40) : inline(messages.crm.source);
		const line = join(summaryOf(facts, shown, locale, messages), " · ");
		const further = join(facts.account ? fieldTexts(facts.account.fields, messages) : [], " · ");
		const deals = shown.parts.includes("deals") ? facts.opportunities.newest.slice(0, MOST_DEALS) : [];
		const lines = [line, further, ...deals.map((deal) => dealText(deal, locale, messages))];
		const [first, ...others] = lines.filter(({ mrkdwn }) => mrkdwn !== "");
		return first ? [md`*${source}:* ${first}`, ...others] : [];
	});
}

function summaryOf(
	{ account, person, opportunities, lastActivityAt }: CrmFacts,
	{ parts }: ShownSettings,
	locale: Locale,
	messages: SlackMessages,
): (Mrkdwn | null)[] {
	const words = messages.crm;
	const has = (part: ShownPart) => parts.includes(part);
	const at = has("last_activity") && lastActivityAt !== null ? lastActivityAt : null;
	const activity = at === null ? null : words.lastActivity(dayText(at, locale));
	if (!account) {
		if (!person || !has("account")) return [activity];
		const name = link(person.url, inline(person.name, 60));
		return [md`${name} (${words.person(person.kind)})`, activity];
	}
	return [
		has("account") ? link(account.url, inline(account.name, 60)) : null,
		has("owner") && account.owner ? words.owner(account.owner) : null,
		has("opportunities") ? words.openOpportunities(opportunities.count) : null,
		activity,
	];
}

function dealText(deal: Deal, locale: Locale, messages: SlackMessages): Mrkdwn {
	const { amount, currency } = deal;
	const money =
		amount === null
			? null
			: join([inline(amountText(amount, locale)), currency ? inline(currency, 8) : null], " ");
	const texts = [
		link(deal.url, inline(deal.name, 60)),
		inline(deal.stage, 30),
		money,
		...fieldTexts(deal.fields, messages),
	];
	return md`• ${join(texts, " · ")}`;
}

function fieldTexts(fields: readonly { label: string; value: string }[], messages: SlackMessages): Mrkdwn[] {
	return fields.slice(0, MOST_FIELDS).map(({ label, value }) => messages.crm.field(label, value));
}

/** Without a currency's own digits: its code stands beside it, and may be one that nobody else knows. */
function amountText(amount: number, locale: Locale): string {
	return amount.toLocaleString(locale, { maximumFractionDigits: 2 });
}

/** The CRM has a day, no moment: it is the same in every time zone. */
function dayText(at: number, locale: Locale): string {
	return new Date(at).toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" });
}
