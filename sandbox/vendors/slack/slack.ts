import { Hono } from "hono";
import type { Clock } from "../../vendor.ts";
import type { SlackSimulator } from "../slack-simulator.ts";
import { linksFor } from "./app-settings.ts";
import { createChannelChanges } from "./channel-changes.ts";
import { createChannelControl } from "./channel-control.ts";
import { sendCommand } from "./commands.ts";
import { createState, seedState, teamOf } from "./create-state.ts";
import { createEvents } from "./events.ts";
import { addFile, channelOf, handleDownload } from "./files.ts";
import { publicKeys } from "./id-token.ts";
import { createInteractions } from "./interactions.ts";
import { createLimits } from "./limits.ts";
import { addMessage } from "./messages.ts";
import { createModals } from "./modals.ts";
import { showApps } from "./pages/apps.ts";
import { handleConsent, showConsent } from "./pages/authorize.ts";
import { toSimChannel, toSimMessage, toSimView } from "./present.ts";
import { handleHook } from "./response-url.ts";
import { createSender } from "./sender.ts";
import { sendGlobalShortcut, sendMessageShortcut } from "./shortcuts.ts";
import type { ChannelState } from "./state.ts";
import { uninstallApp } from "./uninstall.ts";
import { modalsOf } from "./views-state.ts";
import { createWebApi } from "./web-api/routes.ts";

export interface SlackOptions {
	clock: Clock;
	/** Sends a request to the app. */
	deliver: (request: Request) => Promise<Response>;
	/** The app's own site, where its request and redirect addresses lie. */
	appOrigin?: () => string;
	/** How long Slack waits for the app. */
	answerLimitMs?: number;
}

const HOSTS = /^(?:slack\.com|(?:www|api|app|hooks|files)\.slack\.com|(?:acme|kita)\.slack\.com)$/;

export function createSlack(options: SlackOptions): SlackSimulator {
	const { clock, deliver, appOrigin = () => "http://localhost:8787", answerLimitMs } = options;
	const state = createState(clock);
	const sender = createSender({ deliver, appOrigin, ...(answerLimitMs ? { answerLimitMs } : {}) });
	const limits = createLimits(clock);
	const events = createEvents(state, sender);
	const interactions = createInteractions(state, sender);
	const modals = createModals(state, sender, interactions);
	const webApi = createWebApi(state, limits, events);
	const issued = new Set<string>();
	seedState(state);

	const pages = new Hono();
	const pageOptions = { state, appOrigin };
	pages.get("/oauth/v2/authorize", (c) => showConsent(c, pageOptions, "install"));
	pages.post("/oauth/v2/authorize", (c) => handleConsent(c, pageOptions, "install"));
	pages.get("/openid/connect/authorize", (c) => showConsent(c, pageOptions, "openid"));
	pages.post("/openid/connect/authorize", (c) => handleConsent(c, pageOptions, "openid"));
	// Where a download without the right ends.
	pages.get("/", (c) => c.html("<!doctype html><title>Sign in</title><h1>Sign in (simulated)</h1>"));
	pages.get("/apps", (c) => showApps(c, state));
	pages.get("/openid/connect/keys", (c) => c.json(publicKeys()));
	pages.get("/.well-known/openid-configuration", (c) =>
		c.json({
			issuer: "https://slack.com",
			authorization_endpoint: "https://slack.com/openid/connect/authorize",
			token_endpoint: "https://slack.com/api/openid.connect.token",
			userinfo_endpoint: "https://slack.com/api/openid.connect.userInfo",
			jwks_uri: "https://slack.com/openid/connect/keys",
			response_types_supported: ["code"],
			subject_types_supported: ["public"],
			id_token_signing_alg_values_supported: ["RS256"],
		}),
	);

	function isVisible(channel: ChannelState, userId: string): boolean {
		return (channel.kind === "public" && !channel.isArchived) || channel.members.has(userId);
	}

	return {
		name: "slack",
		ownsHost: (host) => HOSTS.test(host),
		async fetch(request) {
			const { host, pathname } = new URL(request.url);
			if (host === "hooks.slack.com") return handleHook(state, request);
			if (host === "files.slack.com") return handleDownload(state, request);
			if (pathname.startsWith("/api/")) {
				const response = await webApi.handle(request);
				for (const secret of [...state.tokens.keys(), ...state.codes.keys(), ...state.webhooks.keys()]) {
					issued.add(secret);
				}
				return response;
			}
			return pages.fetch(request);
		},
		reset() {
			limits.clear();
			events.clear();
			issued.clear();
			seedState(state);
		},
		tick: () => events.tick(),
		teams: () =>
			[...state.teams.values()].map(({ id, name, domain, installation }) => ({
				id,
				name,
				domain,
				installed: installation !== null,
			})),
		users: (teamId) =>
			[...teamOf(state, teamId).users.values()].map(({ id, name, email, locale, tz, isBot }) => ({
				id,
				name,
				email,
				locale,
				tz,
				isBot,
			})),
		channels(teamId, userId) {
			const team = teamOf(state, teamId);
			return [...team.channels.values()]
				.filter((channel) => isVisible(channel, userId))
				.filter(({ kind, members }) => {
					return kind !== "direct" || team.installation !== null || !members.has(team.botUserId);
				})
				.map((channel) => toSimChannel(team, channel, userId));
		},
		messages(teamId, channelId, viewerId) {
			const team = teamOf(state, teamId);
			const channel = team.channels.get(channelId);
			if (!channel || (channel.kind !== "public" && !channel.members.has(viewerId))) return [];
			return channel.messages
				.filter(({ ephemeralFor }) => ephemeralFor === null || ephemeralFor === viewerId)
				.map((message) => toSimMessage(team, channelId, message, viewerId));
		},
		views: (teamId, userId) => modalsOf(teamOf(state, teamId), userId).map(toSimView),
		home(teamId, userId) {
			const home = teamOf(state, teamId).homes.get(userId);
			return home ? toSimView(home) : null;
		},
		command: (input) => sendCommand(state, sender, input),
		act: (input) => interactions.act(input),
		suggest: (input) => interactions.suggest(input),
		submitView: (input) => modals.submit(input),
		closeView: (input) => modals.close(input),
		shortcuts: () => state.shortcuts,
		globalShortcut: (input) => sendGlobalShortcut(state, sender, input),
		messageShortcut: (input) => sendMessageShortcut(state, sender, input),
		file(teamId, fileId, viewerId) {
			const team = teamOf(state, teamId);
			const file = state.files.get(fileId);
			const channel = file && file.teamId === teamId ? channelOf(team, file) : null;
			return file && channel && isVisible(channel, viewerId) ? file : null;
		},
		async say({ teamId, userId, channelId, text, threadTs = null, files = [] }) {
			const team = teamOf(state, teamId);
			const channel = team.channels.get(channelId);
			if (!channel) throw new Error(`no channel ${channelId} in ${teamId}`);
			const uploaded = files.map((file) => addFile(state, team, file, { userId, channelId }));
			const message = addMessage(state, channel, { text }, { userId, threadTs, files: uploaded });
			const links = linksFor(state.app, text);
			if (links.length > 0 && team.installation?.scopes.includes("links:read")) {
				const told = events.send(teamId, {
					type: "link_shared",
					user: userId,
					channel: channelId,
					message_ts: message.ts,
					links,
					is_bot_user_member: channel.members.has(team.botUserId),
					unfurl_id: `C.${message.ts}`,
					source: "conversations_history",
				});
				state.sharing.set(message.ts, told);
				await told.finally(() => state.sharing.delete(message.ts));
			}
			return toSimMessage(team, channelId, message, userId);
		},
		async openHome({ teamId, userId, tab = "home" }) {
			const home = tab === "home" ? teamOf(state, teamId).homes.get(userId) : undefined;
			return events.send(teamId, {
				type: "app_home_opened",
				user: userId,
				channel: `D${userId.slice(1)}`,
				tab,
				...(home ? { view: { id: home.id, team_id: teamId, hash: home.hash, ...home.view } } : {}),
			});
		},
		...createChannelControl(state, events),
		...createChannelChanges(state, events),
		uninstall: (teamId) => uninstallApp(state, events, teamId),
		sendSigned: (path, body, sendOptions) => sender.sendRaw(path, body, sendOptions),
		sendEvent: (teamId, event) => events.sendAnything(teamId, event),
		subscribe(listener) {
			state.listeners.add(listener);
			return () => state.listeners.delete(listener);
		},
		setDistributed(distributed) {
			state.distributed = distributed;
		},
		setRedirectUrls(urls) {
			state.redirectUrls = urls;
		},
		setRateLimit: (perMinute) => limits.setRate(perMinute),
		setPostLimit: (perSecond) => limits.setPostRate(perSecond),
		issuedTokens: () => [...issued],
	};
}
