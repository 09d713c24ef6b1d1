import type { PlaygroundSlack } from "../../../../sandbox/playground/slack-state.ts";
import type {
	ActInput,
	SentRequest,
	SimMessage,
	SimView,
} from "../../../../sandbox/vendors/slack-simulator.ts";

export const TEAM = "T0ACME0001";
export const APP_USER = "U0DESKBOT1";

/** 21 November 2026, 22:13 UTC. */
const START = 1_795_299_200;

export interface FakeSlack extends PlaygroundSlack {
	readonly calls: { what: string; input: unknown }[];
	post(message: Partial<SimMessage>): void;
	show(view: SimView): void;
	/** What the app answers to the next requests. */
	answer: SentRequest;
	/** What a command posts. */
	onCommand(input: { userId: string; text: string }): unknown[];
}

const SHORTCUTS = [
	{ kind: "global" as const, name: "New ticket", callbackId: "new_ticket", description: "Write a ticket" },
	{ kind: "message" as const, name: "Create ticket", callbackId: "from_message", description: "From this" },
];

/** Enough of Slack for the playground: keeps messages, notes calls, answers what it is told to. */
export function createFakeSlack(start = START): FakeSlack {
	const calls: FakeSlack["calls"] = [];
	const messages: SimMessage[] = [];
	const views: SimView[] = [];
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of listeners) listener();
	};
	const keep = (message: Partial<SimMessage>): SimMessage => {
		const kept: SimMessage = {
			ts: `${start + messages.length * 7}.000100`,
			channelId: "C0SUPPORT1",
			userId: null,
			ephemeralFor: null,
			threadTs: null,
			text: "",
			blocks: [],
			edited: false,
			isCommand: false,
			metadata: null,
			...message,
		};
		messages.push(kept);
		changed();
		return kept;
	};
	const fake: FakeSlack = {
		calls,
		answer: { status: 200, body: "", durationMs: 84.2, error: null },
		onCommand: () => [],
		post: keep,
		show(view) {
			views.push(view);
			changed();
		},
		teams: () => [
			{ id: TEAM, name: "Acme", domain: "acme", installed: true },
			{ id: "T0KITA0001", name: "Kita Trading", domain: "kita", installed: false },
		],
		users: (teamId) => [
			...(teamId === TEAM ? PEOPLE : KITA),
			{ id: APP_USER, name: "Deskbridge", email: "", locale: "en-US", tz: "UTC", isBot: true },
		],
		channels: (teamId) => (teamId === TEAM ? CHANNELS : CHANNELS.slice(0, 1)),
		messages: (_team, channelId, viewer) =>
			messages.filter(
				(each) =>
					each.channelId === channelId && (each.ephemeralFor === null || each.ephemeralFor === viewer),
			),
		views: () => views,
		home: () => null,
		async command(input) {
			calls.push({ what: "command", input });
			const { userId, channelId, text } = input;
			keep({ userId, channelId, text: `/desk ${text}`, isCommand: true, ephemeralFor: userId });
			const blocks = fake.onCommand(input);
			if (blocks.length > 0) keep({ channelId, blocks, ephemeralFor: userId });
			return fake.answer;
		},
		async act(input: ActInput) {
			calls.push({ what: "act", input });
			return fake.answer;
		},
		async suggest(input) {
			calls.push({ what: "suggest", input });
			return { ...fake.answer, options: [{ text: "Bob Baker", value: "7", group: null }] };
		},
		async submitView(input) {
			calls.push({ what: "submit", input });
			return fake.answer;
		},
		async closeView(input) {
			calls.push({ what: "close", input });
			views.splice(
				views.findIndex(({ id }) => id === input.viewId),
				1,
			);
			changed();
		},
		async say(input) {
			calls.push({ what: "say", input });
			const { channelId, userId, text, files = [] } = input;
			const named = files.map(({ name, mimetype, bytes }, n) => ({
				id: `F${n}`,
				name,
				mimetype,
				size: bytes.length,
			}));
			return keep({ channelId, userId, text, files: named });
		},
		async openHome(input) {
			calls.push({ what: "home", input });
			return fake.answer;
		},
		file: () => null,
		shortcuts: () => SHORTCUTS,
		async globalShortcut(input) {
			calls.push({ what: "globalShortcut", input });
			return fake.answer;
		},
		async messageShortcut(input) {
			calls.push({ what: "messageShortcut", input });
			return fake.answer;
		},
		async inviteBot(input) {
			calls.push({ what: "invite", input });
		},
		async removeBot(input) {
			calls.push({ what: "removeBot", input });
		},
		async setArchived(input) {
			calls.push({ what: "archive", input });
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
	return fake;
}

function person(id: string, name: string, locale: string, tz: string) {
	return { id, name, email: `${id.toLowerCase()}@acme.example`, locale, tz, isBot: false };
}

const PEOPLE = [
	person("U0ALEX0001", "Alex Berg", "en-US", "America/Chicago"),
	person("U0MINA0001", "Mina Kato", "ja-JP", "Asia/Tokyo"),
	person("U0PRIYA001", "Priya Nair", "en-GB", "Europe/London"),
	person("U0KENJI001", "伊藤 健二", "ja-JP", "Asia/Tokyo"),
];
const KITA = [person("U0YUKI0001", "森 ゆき", "ja-JP", "Asia/Tokyo")];

function channel(id: string, name: string, kind: "public" | "private" | "direct", extra = {}) {
	return { id, name, kind, userId: null, botIsMember: true, isArchived: false, isExternal: false, ...extra };
}

const CHANNELS = [
	channel("C0SUPPORT1", "support", "public"),
	channel("C0BILLING1", "billing", "public", { botIsMember: false }),
	channel("C0JAPAN001", "日本サポート", "public"),
	channel("G0ESCALATE", "escalations", "private", { botIsMember: false }),
	channel("C0PARTNER1", "partner-kita", "public", { isExternal: true }),
	channel("D0APP00001", "", "direct", { userId: APP_USER }),
	channel("D0PRIYA001", "", "direct", { userId: "U0PRIYA001" }),
];
