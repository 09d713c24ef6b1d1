import * as v from "valibot";
import type { Locale } from "../../core/locale.ts";
import { parseFilters, parseSwitches } from "../../core/notification-settings.ts";
import { TICKET_EVENT_TYPES } from "../../core/ticket-event.ts";
import { eventMessages } from "../../locales/events/event-messages.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { Entry } from "../../services/activity/audit.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { deliveryWords } from "../delivery-words.ts";
import { formatMoment } from "../moment.tsx";
import { toClock } from "../workspace/clock.ts";
import type { Place } from "./frame.tsx";

/** What a log's words are looked up in. */
export interface LogPlace extends Pick<Place, "workspaces" | "timezone" | "now"> {
	desk: Pick<Place["desk"], "provider" | "connectedByAgentId" | "connectedByName">;
}

export interface Described {
	who: string;
	what: string;
	/** The workspace it was done to, where it is still there. */
	about: string | null;
	changes: { field: string; from: string | null; to: string }[];
}

type Value = string | number | boolean | null;

const detailsSchema = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]));

/** What plain `from` and `to` are of, where the action's kind doesn't say it. */
const MAIN_FIELDS: Readonly<Record<string, string>> = {
	"workspace.mapping_changed": "channels",
	"org.renamed": "name",
	"org.features": "features",
	"org.client_replaced": "address",
	"org.connected": "username",
	"org.reconnected": "username",
};

/** Columns that say nothing to a person. */
const UNTOLD = new Set(["digestNextAt"]);

/** One row of the log in words. What has none is shown as it is written. */
export function describeEntry(entry: Entry, place: LogPlace, locale: Locale): Described {
	const { audit: words } = pageMessages(locale);
	const actions: Record<string, string> = words.actions;
	const view = place.workspaces.find(({ workspace }) => entry.subject === `workspace:${workspace.id}`);
	const { setup, slack, system, nobody } = words.actors;
	const ours: Record<string, string> = { setup, slack, system };
	return {
		who:
			(entry.actorKind === "slack" ? null : entry.actorName) ??
			ours[entry.actorKind] ??
			entry.actorId ??
			nobody,
		what: (Object.hasOwn(actions, entry.action) ? actions[entry.action] : null) ?? entry.action,
		about: view?.team.name ?? null,
		changes: toPairs(entry).map(({ field, from, to }) => ({
			field: toName(field, words.fields),
			from: from === undefined ? null : toText(field, from, place, locale),
			to: toText(field, to, place, locale),
		})),
	};
}

/** `x.from` and `x.to` belong together; plain `from` and `to` are of what the action is about. */
function toPairs(entry: Entry): { field: string; from?: Value; to: Value }[] {
	const details = parseDetails(entry.details);
	const fields = new Map<string, { from?: Value; to: Value }>();
	for (const [key, value] of Object.entries(details)) {
		const [, name = "", end] = /^(?:(.+)\.)?(from|to)$/.exec(key) ?? [];
		const field = end ? name || mainField(entry.action) : key;
		if (UNTOLD.has(field)) continue;
		const known = fields.get(field) ?? { to: null };
		fields.set(field, end === "from" ? { ...known, from: value } : { ...known, to: value });
	}
	return [...fields].map(([field, values]) => ({ field, ...values })).filter(({ from, to }) => from !== to);
}

function mainField(action: string): string {
	return MAIN_FIELDS[action] ?? (action.startsWith("workspace.") ? "state" : "person");
}

function parseDetails(text: string | null): Record<string, Value> {
	try {
		const parsed = v.safeParse(detailsSchema, JSON.parse(text ?? "{}"));
		return parsed.success ? parsed.output : {};
	} catch {
		return {};
	}
}

function toName(word: string, names: Record<string, string>): string {
	return (Object.hasOwn(names, word) ? names[word] : null) ?? word;
}

function toText(field: string, value: Value, place: LogPlace, locale: Locale): string {
	const { audit, settings, common, deliveries, salesforce, sync } = pageMessages(locale);
	const { values } = audit;
	if (typeof value === "boolean") return value ? values.yes : values.no;
	if (value === null || value === "") return values.nothing;
	const text = String(value);
	const { look } = settings;
	switch (field) {
		case "quietFrom":
		case "quietTo":
		case "digestMinute":
			return toClock(Number(value));
		case "since":
			return formatMoment(Number(value), locale, place.timezone);
		case "switches":
			return toSwitchedOff(text, place, locale);
		case "filters":
			return toFilterWords(text, locale);
		case "channels":
			return toChannels(text, place.workspaces, locale);
		case "channel":
			return toChannel(text, place.workspaces);
		case "team":
			return place.workspaces.find(({ team }) => team.teamId === text)?.team.name ?? text;
		case "workspace":
			return place.workspaces.find(({ workspace }) => workspace.id === text)?.team.name ?? text;
		case "event":
			return deliveryWords(locale, place.desk.provider).event(text);
		case "person":
		case "agent":
			return text === place.desk.connectedByAgentId ? (place.desk.connectedByName ?? text) : text;
		case "provider":
			return text === "zendesk" || text === "zoho" ? vendorName(text) : text;
		case "mode":
			return text === "all" ? values.modeAll : values.modeEach;
		case "locale":
			return text === "ja" ? look.locales.ja : look.locales.en;
		case "environment":
			return text === "production" || text === "sandbox" ? salesforce.environments[text] : text;
		case "features":
			return text
				.split(", ")
				.map((name) => toName(name, salesforce.features))
				.join(commaOf(locale));
		case "kind":
			return toName(text, sync.kinds);
		case "layout":
			return text === "threads" ? look.threads : look.flat;
		case "state": {
			const states: Record<string, string> = {
				...deliveries.states,
				active: common.states.working,
				disabled: common.states.off,
			};
			return states[text] ?? text;
		}
		default:
			return text;
	}
}

/** `department→channel`, as the mapping is written down. */
function toChannels(text: string, workspaces: readonly WorkspaceView[], locale: Locale): string {
	const { allDepartments } = pageMessages(locale).audit.values;
	const known = workspaces.flatMap(({ mappings }) => mappings);
	return text
		.split(" ")
		.map((pair) => {
			const [department = "", channel = ""] = pair.split("→");
			const name =
				department === "*"
					? allDepartments
					: (known.find(({ departmentId }) => departmentId === department)?.departmentName ?? department);
			return `${name}: ${toChannel(channel, workspaces)}`;
		})
		.join(commaOf(locale));
}

function toChannel(id: string, workspaces: readonly WorkspaceView[]): string {
	const known = workspaces.flatMap(({ mappings }) => mappings).find(({ channelId }) => channelId === id);
	return known?.channelName ? `#${known.channelName}` : id;
}

function toSwitchedOff(text: string, { desk }: LogPlace, locale: Locale): string {
	const switches = parseSwitches(text);
	const events = eventMessages(locale, desk.provider);
	const off = TICKET_EVENT_TYPES.filter((type) => switches[type] === false);
	return off.length > 0
		? off.map((type) => events.name(type)).join(commaOf(locale))
		: pageMessages(locale).audit.values.nothing;
}

function toFilterWords(text: string, locale: Locale): string {
	const { settings, audit } = pageMessages(locale);
	const { priorities, statuses, tags } = parseFilters(text);
	const { filters } = settings;
	const parts = [
		priorities.map((one) => filters.priority[one]).join(commaOf(locale)),
		statuses.map((one) => filters.status[one]).join(commaOf(locale)),
		tags.join(commaOf(locale)),
	].filter((part) => part !== "");
	return parts.length > 0 ? parts.join("; ") : audit.values.everything;
}

function commaOf(locale: Locale): string {
	return locale === "ja" ? "、" : ", ";
}
