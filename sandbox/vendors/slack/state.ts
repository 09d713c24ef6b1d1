import type { Clock } from "../../vendor.ts";
import type { SimShortcut } from "../slack-simulator.ts";
import type { AppSettings } from "./app-settings.ts";

/** What the simulated Slack knows. Ids have Slack's form; times are milliseconds on the sandbox's clock. */
export interface SlackState {
	readonly clock: Clock;
	teams: Map<string, TeamState>;
	tokens: Map<string, TokenState>;
	codes: Map<string, CodeState>;
	triggers: Map<string, TriggerState>;
	responseUrls: Map<string, ResponseUrlState>;
	webhooks: Map<string, { teamId: string; channelId: string }>;
	files: Map<string, FileState>;
	/** From the app's manifest; null until one was given. */
	shortcuts: SimShortcut[] | null;
	app: AppSettings;
	/** Messages whose links the app is being told of right now, until it has answered. */
	sharing: Map<string, Promise<unknown>>;
	distributed: boolean;
	redirectUrls: readonly string[] | null;
	listeners: Set<() => void>;
	nextId(): number;
	/** A message timestamp: unique, and later than every one before it. */
	nextTs(): string;
	changed(): void;
}

export interface TeamState {
	id: string;
	name: string;
	domain: string;
	installation: Installation | null;
	botUserId: string;
	botId: string;
	users: Map<string, UserState>;
	channels: Map<string, ChannelState>;
	/** Open modals by person, topmost last. */
	modals: Map<string, ViewState[]>;
	homes: Map<string, ViewState>;
}

export interface Installation {
	token: string;
	scopes: string[];
	installerId: string;
	installedAt: number;
}

export interface UserState {
	id: string;
	/** Slack's handle. */
	handle: string;
	name: string;
	email: string;
	locale: string;
	tz: string;
	isAdmin: boolean;
	isBot: boolean;
	deleted: boolean;
}

export interface ChannelState {
	id: string;
	name: string;
	kind: "public" | "private" | "direct";
	members: Set<string>;
	isArchived: boolean;
	isGeneral: boolean;
	isExternal: boolean;
	topic: string;
	creator: string;
	createdAt: number;
	messages: MessageState[];
}

export interface MessageState {
	ts: string;
	userId: string;
	text: string;
	blocks: Record<string, unknown>[];
	attachments: unknown[];
	ephemeralFor: string | null;
	threadTs: string | null;
	editedTs: string | null;
	isCommand: boolean;
	metadata: { event_type: string; event_payload: unknown } | null;
	unfurls: { url: string; blocks: unknown[] }[];
	/** Where the app asks the author to sign in, so that it may show cards. */
	signInUrl: string | null;
	files: FileState[];
}

export interface FileState {
	id: string;
	teamId: string;
	channelId: string;
	userId: string;
	name: string;
	mimetype: string;
	bytes: Uint8Array;
	createdAt: number;
}

export interface ViewState {
	id: string;
	teamId: string;
	userId: string;
	type: "modal" | "home";
	hash: string;
	externalId: string;
	rootId: string;
	previousId: string | null;
	/** Where the person was when it opened. */
	channelId: string | null;
	view: Record<string, unknown>;
	values: Record<string, Record<string, unknown>>;
	errors: Record<string, string>;
}

export interface TokenState {
	token: string;
	kind: "bot" | "openid";
	teamId: string;
	userId: string;
	scopes: string[];
	revoked: boolean;
}

export interface CodeState {
	kind: "install" | "openid";
	teamId: string;
	userId: string;
	scopes: string[];
	redirectUri: string;
	channelId: string | null;
	nonce: string | null;
	expiresAt: number;
	used: boolean;
}

export interface TriggerState {
	teamId: string;
	userId: string;
	/** The modal the press came from: only such a trigger may push. */
	viewId: string | null;
	/** Where the person was. */
	channelId: string | null;
	expiresAt: number;
	used: boolean;
}

export interface ResponseUrlState {
	teamId: string;
	channelId: string;
	userId: string;
	/** The message with the button; null for a command. */
	sourceTs: string | null;
	threadTs: string | null;
	uses: number;
	expiresAt: number;
}
