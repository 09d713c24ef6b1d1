import type { Vendor } from "../vendor.ts";

/** What the playground and the tests can do with the simulated Slack, beside the Web API. */
export interface SlackSimulator extends Vendor {
	teams(): SimTeam[];
	users(teamId: string): SimUser[];
	/** Channels and DMs this person sees, the app's DM among them. */
	channels(teamId: string, userId: string): SimChannel[];
	/** What Slack would show this person in a channel, ephemeral messages meant for them included. Oldest first. */
	messages(teamId: string, channelId: string, viewerId: string): SimMessage[];
	/** The modals open for a person, topmost last. */
	views(teamId: string, userId: string): SimView[];
	home(teamId: string, userId: string): SimView | null;
	/** Sends the signed slash command and shows the answer as Slack would. */
	command(input: {
		teamId: string;
		userId: string;
		channelId: string;
		text: string;
		command?: string;
	}): Promise<SentRequest>;
	/** A click on (or a choice in) an element of a message or view, sent signed. */
	act(input: ActInput): Promise<SentRequest>;
	/** What the app's manifest registered; null before the app's settings were opened with one. */
	shortcuts(): SimShortcut[] | null;
	/** A global shortcut, from the composer's menu. The channel is where the person is; the app isn't told. */
	globalShortcut(input: {
		teamId: string;
		userId: string;
		callbackId: string;
		channelId?: string;
	}): Promise<SentRequest>;
	/** A message shortcut, from a message's menu. */
	messageShortcut(input: {
		teamId: string;
		userId: string;
		callbackId: string;
		channelId: string;
		ts: string;
	}): Promise<SentRequest>;
	submitView(input: {
		teamId: string;
		userId: string;
		viewId: string;
		/** By block and action: plain values, or Slack's own form. What is absent keeps what it held. */
		values: Record<string, Record<string, unknown>>;
		/**
		 * Sends what Slack's own client would stop at the field: empty required fields, texts of a wrong length,
		 * e-mail addresses and numbers that are none.
		 */
		unchecked?: boolean;
	}): Promise<SentRequest>;
	/** The view's own close button; `cleared`: the cross, which closes the whole stack. */
	closeView(input: { teamId: string; userId: string; viewId: string; cleared?: boolean }): Promise<void>;
	/** A person writes a message, with files or without. */
	say(input: {
		teamId: string;
		userId: string;
		channelId: string;
		text: string;
		threadTs?: string;
		files?: readonly SimUpload[];
	}): Promise<SimMessage>;
	/** A file as a person may open it; null when they don't see it. */
	file(teamId: string, fileId: string, viewerId: string): SimUpload | null;
	/** A person opens the app, on its Home tab unless said otherwise. */
	openHome(input: { teamId: string; userId: string; tab?: "home" | "messages" }): Promise<SentRequest>;
	/** Typing in an external select: what the app's options address answers. */
	suggest(input: Omit<ActInput, "value" | "state"> & { query: string }): Promise<SimSuggestions>;
	/** `/invite @Deskbridge`. */
	inviteBot(input: { teamId: string; channelId: string; userId: string }): Promise<void>;
	/** The same menu takes it out again. */
	removeBot(input: { teamId: string; channelId: string; userId: string }): Promise<void>;
	/** Its members still read an archived channel; nobody writes in it. */
	setArchived(input: { teamId: string; channelId: string; userId: string; archived: boolean }): Promise<void>;
	/** A public channel with everybody in it but the app. */
	createChannel(input: { teamId: string; channelId: string; name: string }): void;
	renameChannel(input: { teamId: string; channelId: string; name: string }): Promise<void>;
	deleteChannel(input: { teamId: string; channelId: string }): Promise<void>;
	/** Switches a person's account off: the app can't write to them any more. */
	deactivateUser(input: { teamId: string; userId: string }): void;
	/** Takes the app from the team: `app_uninstalled` and `tokens_revoked` are sent. */
	uninstall(teamId: string): Promise<void>;
	/** Public distribution of the app: without it only one team can install it. On at the start. */
	setDistributed(distributed: boolean): void;
	/** What the app's settings list as redirect addresses; absent: everything below the app's own `/slack/`. */
	setRedirectUrls(urls: readonly string[] | null): void;
	/** Calls a minute and method, in place of the method's tier; null: the tiers again. */
	setRateLimit(perMinute: number | null): void;
	/** Messages a second and channel, in place of one; null: one again. */
	setPostLimit(perSecond: number | null): void;
	/** Every token, code and webhook address handed out: to look for them where they must not be. */
	issuedTokens(): string[];
	/** Sends an event as Slack does, with its retries, also one that the app didn't subscribe to. */
	sendEvent(teamId: string, event: Record<string, unknown>): Promise<SentRequest>;
	/** Any signed request, for tests of the edge: body as is. */
	sendSigned(
		path: string,
		body: string,
		options?: { contentType?: string; headers?: Record<string, string> },
	): Promise<Response>;
	/** Called after every change of what somebody sees. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
}

/** What Slack sent to the app and what it got back. */
export interface SentRequest {
	status: number;
	/** The raw body of the answer. */
	body: string;
	durationMs: number;
	/**
	 * Slack's own error as shown to the person: `operation_timeout` after 3 s, `dispatch_failed` on a bad status,
	 * `invalid_command_response` when the answer is no message that Slack can show, `invalid_response` when it is
	 * nothing that a modal or a select can be answered with.
	 */
	error: "operation_timeout" | "dispatch_failed" | "invalid_command_response" | "invalid_response" | null;
}

export interface ActInput {
	teamId: string;
	userId: string;
	source:
		| { kind: "message"; channelId: string; ts: string }
		| { kind: "view"; viewId: string }
		| { kind: "home" };
	blockId: string;
	actionId: string;
	/**
	 * For selects: the option's value, or the user / channel id. For buttons it is taken from the element; in a view
	 * an absent one is taken from `state`.
	 */
	value?: string;
	/** In a view: what its inputs hold by now, as in `view.state.values`. */
	state?: Record<string, Record<string, unknown>>;
}

export interface SimTeam {
	id: string;
	name: string;
	domain: string;
	installed: boolean;
}

export interface SimUser {
	id: string;
	name: string;
	email: string;
	locale: string;
	tz: string;
	isBot: boolean;
}

export interface SimChannel {
	id: string;
	name: string;
	kind: "public" | "private" | "direct";
	/** The other person of a DM; the app's bot user in the DM with the app. */
	userId: string | null;
	botIsMember: boolean;
	isArchived: boolean;
	isExternal: boolean;
}

export interface SimMessage {
	ts: string;
	channelId: string;
	/** null for the app. */
	userId: string | null;
	/** The person an ephemeral message is for. */
	ephemeralFor: string | null;
	threadTs: string | null;
	text: string;
	blocks: unknown[];
	edited: boolean;
	/** The slash command a person typed, shown only to them. */
	isCommand: boolean;
	metadata: unknown;
	/** Cards the app put under links of this message. */
	unfurls?: { url: string; blocks: unknown[] }[];
	/** Where its author is asked to sign in before the app shows cards; nobody else sees that. */
	signInUrl?: string;
	files?: SimFile[];
}

export interface SimUpload {
	name: string;
	mimetype: string;
	bytes: Uint8Array;
}

export interface SimFile {
	id: string;
	name: string;
	mimetype: string;
	size: number;
}

export interface SimShortcut {
	kind: "global" | "message";
	name: string;
	callbackId: string;
	description: string;
}

export interface SimSuggestions extends SentRequest {
	options: { text: string; value: string; group: string | null }[];
}

export interface SimView {
	id: string;
	hash: string;
	type: "modal" | "home";
	view: Record<string, unknown>;
	/** What its inputs held when they were last sent. */
	values?: Record<string, Record<string, unknown>>;
	errors: Record<string, string>;
}
