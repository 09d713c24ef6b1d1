import { PEOPLE, SLACK_EMAILS, TEAM_ACME, TEAM_KITA } from "../../seed/people.ts";
import type { ChannelState, TeamState, UserState } from "./state.ts";

const MINUTE = 60_000;

/** Two teams with their people; the app is installed in neither. */
export function buildTeams(now: number, nextTs: (at: number) => string): Map<string, TeamState> {
	const teams = [
		buildTeam({
			id: TEAM_ACME,
			name: "Acme",
			domain: "acme",
			bot: "U0DESKBOT1",
			botId: "B0DESKBOT1",
			admin: "U0MINA0001",
			channels: ACME_CHANNELS,
			talk: ACME_TALK,
			now,
			nextTs,
		}),
		buildTeam({
			id: TEAM_KITA,
			name: "北システム",
			domain: "kita",
			bot: "U0DESKBOT2",
			botId: "B0DESKBOT2",
			admin: "U0YUKI0001",
			channels: KITA_CHANNELS,
			talk: KITA_TALK,
			now,
			nextTs,
		}),
	];
	return new Map(teams.map((team) => [team.id, team]));
}

interface ChannelSeed {
	id: string;
	name: string;
	kind: ChannelState["kind"];
	topic?: string;
	/** Keys of people; absent: everyone. `bot` is the app, invited before it was installed again. */
	members?: string[];
	isArchived?: boolean;
	isExternal?: boolean;
}

const ACME_CHANNELS: ChannelSeed[] = [
	{ id: "C0GENERAL1", name: "general", kind: "public", topic: "Company-wide news" },
	{
		id: "C0SUPPORT1",
		name: "support",
		kind: "public",
		topic: "Customers first. Ticket number in every message",
	},
	{
		id: "C0BILLING1",
		name: "billing",
		kind: "public",
		topic: "Invoices, tax, refunds",
		members: ["mina", "alex", "priya"],
	},
	{ id: "C0JAPAN001", name: "japan", kind: "public", topic: "日本のお客様", members: ["mina", "kenji"] },
	{ id: "C0VIP00001", name: "vip", kind: "private", topic: "Key accounts", members: ["mina", "alex"] },
	{
		id: "C0ESCAL001",
		name: "escalations",
		kind: "private",
		topic: "On call only",
		members: ["mina", "alex", "priya", "bot"],
	},
	{ id: "C0LAUNCH24", name: "launch-2024", kind: "public", topic: "Done", isArchived: true },
	{
		id: "C0GLOBEX01",
		name: "ext-globex",
		kind: "public",
		topic: "Shared with Globex KK",
		members: ["mina", "alex", "sam"],
		isExternal: true,
	},
	{ id: "D0MINAALEX", name: "", kind: "direct", members: ["mina", "alex"] },
	{ id: "D0MINAKENJ", name: "", kind: "direct", members: ["mina", "kenji"] },
];

const KITA_CHANNELS: ChannelSeed[] = [
	{ id: "C0KITAGEN1", name: "general", kind: "public", topic: "お知らせ" },
	{ id: "C0KITASUP1", name: "サポート", kind: "public", topic: "お客様からのお問い合わせ" },
	{ id: "C0KITAPRV1", name: "経営", kind: "private", topic: "関係者のみ", members: ["yuki"] },
];

type Talk = [channelId: string, who: string, minutesAgo: number, text: string];

const ACME_TALK: Talk[] = [
	["C0GENERAL1", "priya", 1500, "New badges are at the front desk. Bring the old one."],
	["C0GENERAL1", "mina", 190, "Reminder: customer day is on Thursday. Slides by Wednesday noon, please."],
	["C0GENERAL1", "sam", 176, "Will there be a recording for those of us on the road?"],
	["C0GENERAL1", "mina", 171, "Yes, the link goes up here the same evening."],
	["C0SUPPORT1", "alex", 95, "Queue is quiet after last night's fix. Two left from the weekend."],
	["C0SUPPORT1", "priya", 61, "Anyone else seeing printers drop off Wi-Fi after the 4.2 update?"],
	["C0SUPPORT1", "alex", 58, "One more in my queue. I'll link them."],
	[
		"C0SUPPORT1",
		"sam",
		24,
		"Globex just called about the tax on their invoice. Do we have a ticket for that?",
	],
	["C0BILLING1", "priya", 320, "November run is closed. Credit notes go out tomorrow morning."],
	["C0BILLING1", "alex", 312, "Thanks. Initech still waits for the corrected one from October."],
	["C0JAPAN001", "kenji", 240, "山田商事さまの件、部品は明日届く予定です。"],
	["C0JAPAN001", "mina", 233, "ありがとうございます。到着したらお客様に一報お願いします。"],
	[
		"C0VIP00001",
		"mina",
		700,
		"Renewal talk with Globex on the 3rd. No open tickets older than a day until then, please.",
	],
	["C0ESCAL001", "priya", 45, "On call tonight: me until 22:00, then Alex."],
	["C0LAUNCH24", "mina", 9000, "We're live. Thank you, everyone. Closing this channel."],
	[
		"C0GLOBEX01",
		"sam",
		410,
		"Hi Globex team, this channel is for the rollout. Anything urgent: support portal as usual.",
	],
	["D0MINAALEX", "alex", 130, "Can you look over my answer before it goes out?"],
	["D0MINAKENJ", "kenji", 260, "明日は午後から出社します。"],
];

const KITA_TALK: Talk[] = [
	["C0KITAGEN1", "yuki", 300, "来週月曜は全館停電のため、リモート勤務でお願いします。"],
	["C0KITASUP1", "yuki", 80, "プリンターの件、Acme さんに確認中です。"],
	["C0KITASUP1", "mallory", 70, "ok, waiting"],
];

interface TeamSeed {
	id: string;
	name: string;
	domain: string;
	bot: string;
	botId: string;
	admin: string;
	channels: ChannelSeed[];
	talk: Talk[];
	now: number;
	nextTs: (at: number) => string;
}

function buildTeam(seed: TeamSeed): TeamState {
	const people = PEOPLE.filter(({ slack }) => slack?.teamId === seed.id);
	const idOf = (key: string) => people.find((person) => person.key === key)?.slack?.userId ?? seed.bot;
	const users: UserState[] = people.map(({ key, name, email, slack }) => ({
		id: idOf(key),
		handle: key,
		name,
		email: SLACK_EMAILS[key] ?? email,
		locale: slack?.locale ?? "en-US",
		tz: slack?.tz ?? "Etc/UTC",
		isAdmin: idOf(key) === seed.admin,
		isBot: false,
		deleted: false,
	}));
	const everyone = users.map(({ id }) => id);
	const channels = seed.channels.map(
		({ members, topic = "", isArchived = false, isExternal = false, ...rest }): ChannelState => ({
			...rest,
			topic,
			isArchived,
			isExternal,
			isGeneral: rest.name === "general",
			members: new Set(members?.map(idOf) ?? everyone),
			creator: seed.admin,
			createdAt: seed.now - 200 * 24 * 60 * MINUTE,
			messages: [],
		}),
	);
	// The DM with the app exists for everyone: the consent page offers it before the app has opened it.
	for (const id of everyone) channels.push(buildAppDm(id, seed.bot, seed.now));
	for (const [channelId, who, minutesAgo, text] of seed.talk) {
		channels
			.find(({ id }) => id === channelId)
			?.messages.push({
				ts: seed.nextTs(seed.now - minutesAgo * MINUTE),
				userId: idOf(who),
				text,
				blocks: [],
				attachments: [],
				ephemeralFor: null,
				threadTs: null,
				editedTs: null,
				isCommand: false,
				metadata: null,
				unfurls: [],
				signInUrl: null,
				files: [],
			});
	}
	users.push({
		id: seed.bot,
		handle: "deskbridge",
		name: "Deskbridge",
		email: "",
		locale: "en-US",
		tz: "Etc/UTC",
		isAdmin: false,
		isBot: true,
		deleted: false,
	});
	return {
		id: seed.id,
		name: seed.name,
		domain: seed.domain,
		installation: null,
		botUserId: seed.bot,
		botId: seed.botId,
		users: new Map(users.map((user) => [user.id, user])),
		channels: new Map(channels.map((channel) => [channel.id, channel])),
		modals: new Map(),
		homes: new Map(),
	};
}

function buildAppDm(userId: string, bot: string, now: number): ChannelState {
	return {
		id: `D${userId.slice(1)}`,
		name: "",
		kind: "direct",
		members: new Set([userId, bot]),
		isArchived: false,
		isGeneral: false,
		isExternal: false,
		topic: "",
		creator: bot,
		createdAt: now,
		messages: [],
	};
}
