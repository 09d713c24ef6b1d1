import { ZENDESK_GROUPS } from "../../../seed/people.ts";
import type { TicketPriority, TicketStatus } from "../state.ts";
import { AREA_OF_GROUP, FIELD } from "./fields.ts";
import { CUSTOMER, STAFF } from "./people.ts";
import { DAY, HOUR, type MessageDraft, MINUTE, type TicketDraft } from "./seed.ts";
import { ENGLISH_STORIES, type Story } from "./stories-en.ts";
import { JAPANESE_STORIES } from "./stories-ja.ts";

const STORIES: readonly Story[] = [...ENGLISH_STORIES, ...JAPANESE_STORIES];
const SOFTWARE = ["Cirrus Notes", "Cirrus Drive", "Cirrus Sign", "Cirrus Forms"];
const DEVICES = ["Atlas 12", "Atlas Mini", "Harbor Dock", "Relay Terminal"];
const SITES = ["Osaka", "Leeds", "Austin", "Lyon", "Malmö", "Nagoya", "Porto"];
const SITES_JA = ["大阪", "名古屋", "福岡", "札幌", "仙台"];

const ENGLISH_CUSTOMERS = [
	CUSTOMER.aya,
	CUSTOMER.bill,
	CUSTOMER.ingrid,
	CUSTOMER.omar,
	CUSTOMER.peter,
	CUSTOMER.marta,
	CUSTOMER.greta,
	CUSTOMER.lars,
	CUSTOMER.noa,
	CUSTOMER.claire,
	CUSTOMER.tom,
];
const JAPANESE_CUSTOMERS = [
	CUSTOMER.sachiko,
	CUSTOMER.daisuke,
	CUSTOMER.haruka,
	CUSTOMER.ryo,
	CUSTOMER.kenta,
];

/** Who takes a group's tickets. A light agent can't be assigned any. */
const ASSIGNEES: Record<Story["group"], readonly number[]> = {
	support: [STAFF.alex, STAFF.mina, STAFF.alex],
	billing: [STAFF.alex, STAFF.mina],
	hardware: [STAFF.priya],
	japan: [STAFF.yuki],
};

const RECENT: readonly TicketStatus[] = ["open", "pending", "new", "open", "hold", "solved", "open"];
const PRIORITIES: readonly (TicketPriority | null)[] = ["normal", "low", "normal", "high", null, "normal"];
const INCIDENT_PRIORITIES: readonly TicketPriority[] = ["urgent", "high", "normal"];

/** The ticket that came `position` before the newest. */
export function buildEveryday(id: number, position: number, nameOf: (id: number) => string): TicketDraft {
	const story = at(STORIES, position * 7 + 3);
	const isJapanese = JAPANESE_STORIES.includes(story);
	const requester = isJapanese ? at(JAPANESE_CUSTOMERS, position) : at(ENGLISH_CUSTOMERS, position * 3);
	const status = toStatus(position);
	const agent = at(ASSIGNEES[story.group], position);
	const assigneeId = status === "new" || position % 11 === 5 ? null : agent;
	const values = {
		product: at(story.group === "hardware" ? DEVICES : SOFTWARE, position * 5),
		number: String(1_200 + ((position * 137) % 7_800)),
		site: at(isJapanese ? SITES_JA : SITES, position * 2),
		customer: nameOf(requester),
		first: isJapanese ? nameOf(requester) : (nameOf(requester).split(" ")[0] ?? ""),
		agent: nameOf(agent),
	};
	return {
		id,
		subject: fill(story.subject, values),
		requester,
		groupId: position % 23 === 11 ? null : ZENDESK_GROUPS[story.group],
		messages: buildMessages(story, { position, status, requester, agent, values }),
		status,
		priority: at(story.type === "incident" ? INCIDENT_PRIORITIES : PRIORITIES, position),
		type: story.type,
		assigneeId,
		...(story.type === "task" ? { dueIn: ((position % 5) - 2) * DAY - position * HOUR } : {}),
		tags: [story.group, ...(isJapanese ? ["ja"] : []), AREA_OF_GROUP[story.group]],
		customFields: [
			[FIELD.area, AREA_OF_GROUP[story.group]],
			...(story.group === "hardware" ? [[FIELD.serial, `HD-${id}`] as [number, string]] : []),
		],
		channel: position % 4 === 1 ? "web" : "email",
	};
}

/** About seven tickets a day, with the nights and lunches blurred. */
function toAge(position: number): number {
	if (position < 3) return (12 + position * 40) * MINUTE;
	return 12 * MINUTE + position * 205 * MINUTE + ((position * 53) % 97) * MINUTE;
}

function toStatus(position: number): TicketStatus {
	if (position < 4) return "new";
	if (position < 60) return at(RECENT, position);
	if (position % 17 === 0) return "open";
	return position < 110 ? "solved" : "closed";
}

interface Telling {
	position: number;
	status: TicketStatus;
	requester: number;
	agent: number;
	values: Record<string, string>;
}

function buildMessages(story: Story, told: Telling): TicketDraft["messages"] {
	const { position, status, requester, agent, values } = told;
	const age = toAge(position);
	const [opening, ...rest] = toSteps(story, status, position);
	const step = age / (rest.length + 1.6);
	const toMessage = ({ text, from }: Step, index: number): MessageDraft => ({
		by: from === "customer" ? requester : agent,
		text: fill(text, values),
		ago: Math.max(MINUTE, Math.round(age - index * Math.min(step, 5 * HOUR))),
		...(from === "note" ? { internal: true } : {}),
		...(index === 0 && position % 9 === 4 ? { attachments: ["screenshot.png"] } : {}),
	});
	return [toMessage(opening, 0), ...rest.map((message, index) => toMessage(message, index + 1))];
}

interface Step {
	text: string;
	from: "customer" | "agent" | "note";
}

function toSteps(story: Story, status: TicketStatus, position: number): [Step, ...Step[]] {
	const opening: Step = { text: story.opening, from: "customer" };
	if (status === "new") return [opening];
	const answer: Step = { text: story.answer, from: "agent" };
	const note: Step[] = story.note ? [{ text: story.note, from: "note" }] : [];
	if (status === "pending") return [opening, answer];
	if (status === "hold") return [opening, answer, ...note];
	const reply: Step = { text: story.reply, from: "customer" };
	if (status === "open") return position % 3 === 0 ? [opening] : [opening, ...note, answer, reply];
	return [opening, ...note, answer, reply, { text: story.closing, from: "agent" }];
}

function fill(text: string, values: Record<string, string>): string {
	return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function at<T>(list: readonly T[], index: number): T {
	const item = list[index % list.length];
	if (item === undefined) throw new RangeError("an empty list");
	return item;
}
