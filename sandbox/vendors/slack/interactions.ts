import { SLACK_APP } from "../../seed/accounts.ts";
import type { ActInput, SentRequest, SimSuggestions, SlackSimulator } from "../slack-simulator.ts";
import { elementsOf, findElement, toElementState } from "./action-values.ts";
import { isJson, type Json } from "./block-elements.ts";
import { toChannelName } from "./commands.ts";
import { teamOf } from "./create-state.ts";
import { parseJsonArgument } from "./messages.ts";
import { toApiMessage, toApiView } from "./present.ts";
import { createResponseUrl, createTrigger } from "./response-url.ts";
import type { Sender } from "./sender.ts";
import type { ChannelState, MessageState, SlackState, TeamState, ViewState } from "./state.ts";
import { collectValues } from "./view-values.ts";
import { allViews } from "./views-state.ts";

/** Presses and choices in messages, modals and the Home tab, and what an external select asks for. */
export interface Interactions {
	act(input: ActInput): Promise<SentRequest>;
	suggest(input: Parameters<SlackSimulator["suggest"]>[0]): Promise<SimSuggestions>;
	/** Options an app offered for typing, by element: a later choice refers to them. */
	offered(actionId: string): readonly Json[];
}

type Source = { message: MessageState; channel: ChannelState } | { view: ViewState };

export function createInteractions(state: SlackState, sender: Sender): Interactions {
	const offers = new Map<string, Map<string, Json>>();
	const offered = (actionId: string): readonly Json[] => [...(offers.get(actionId)?.values() ?? [])];

	function send(path: string, payload: Json) {
		return sender.send(path, new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
	}

	return {
		offered,
		async act(input) {
			const team = teamOf(state, input.teamId);
			const source = findSource(team, input);
			const { element } = findElement(blocksOf(source), input.blockId, input.actionId);
			const held = "view" in source ? collectValues(source.view, input.state ?? {}, offered) : null;
			const chosen =
				element.type === "button"
					? { type: "button", value: element.value, text: element.text }
					: toElementState(
							element,
							input.value ?? held?.[input.blockId]?.[input.actionId] ?? null,
							offered(input.actionId),
						);
			if ("view" in source) {
				source.view.values = held ?? {};
				if (element.type !== "button" && element.type !== "overflow") {
					const { blockId, actionId } = input;
					source.view.values[blockId] = { ...source.view.values[blockId], [actionId]: chosen };
				}
			}
			const action = {
				...chosen,
				action_id: input.actionId,
				block_id: input.blockId,
				action_ts: state.nextTs(),
			};
			const payload = {
				type: "block_actions",
				...buildCommon(team, input.userId),
				...buildPlace(team, source),
				...("view" in source ? {} : buildAnswerPlace(state, team, source, input.userId)),
				trigger_id: createTrigger(
					state,
					team.id,
					input.userId,
					"view" in source && source.view.type === "modal" ? source.view.id : null,
					"view" in source ? source.view.channelId : source.channel.id,
				),
				actions: [action],
			};
			const { headers: _, ...sent } = await send("/slack/interactions", payload);
			return sent;
		},
		async suggest(input) {
			const team = teamOf(state, input.teamId);
			const source = findSource(team, input);
			findElement(blocksOf(source), input.blockId, input.actionId);
			const payload = {
				type: "block_suggestion",
				...buildCommon(team, input.userId),
				...buildPlace(team, source),
				action_id: input.actionId,
				block_id: input.blockId,
				value: input.query,
			};
			const { headers: _, ...sent } = await send("/slack/options", payload);
			if (sent.error) return { ...sent, options: [] };
			const groups = toGroups(parseJsonArgument(sent.body));
			if (!groups) return { ...sent, error: "invalid_response", options: [] };
			const known = offers.get(input.actionId) ?? new Map<string, Json>();
			for (const option of groups.flatMap(({ options }) => options)) known.set(String(option.value), option);
			offers.set(input.actionId, known);
			const options = groups.flatMap(({ label, options: list }) =>
				list.map((option) => ({ text: textOf(option.text), value: String(option.value), group: label })),
			);
			return { ...sent, options };
		},
	};
}

function findSource(team: TeamState, { source, userId }: Pick<ActInput, "source" | "userId">): Source {
	if (source.kind === "message") {
		const channel = team.channels.get(source.channelId);
		const message = channel?.messages.find(({ ts }) => ts === source.ts);
		if (!channel || !message) throw new Error("no such message");
		return { message, channel };
	}
	const view =
		source.kind === "home" ? team.homes.get(userId) : allViews(team).find(({ id }) => id === source.viewId);
	if (!view) throw new Error("no such view");
	return { view };
}

/** Blocks of cards under links count as the message's own. */
function blocksOf(source: Source): unknown[] {
	if ("view" in source) return Array.isArray(source.view.view.blocks) ? source.view.view.blocks : [];
	return [...source.message.blocks, ...source.message.unfurls.flatMap(({ blocks }) => blocks)];
}

export function buildCommon(team: TeamState, userId: string): Json {
	const handle = team.users.get(userId)?.handle ?? "";
	return {
		user: { id: userId, username: handle, name: handle, team_id: team.id },
		api_app_id: SLACK_APP.appId,
		token: "sandbox-verification-token",
		team: { id: team.id, domain: team.domain },
		enterprise: null,
		is_enterprise_install: false,
	};
}

function buildPlace(team: TeamState, source: Source): Json {
	if ("view" in source) {
		return {
			container: { type: "view", view_id: source.view.id },
			view: toApiView(team, source.view),
		};
	}
	const { message, channel } = source;
	const isEphemeral = message.ephemeralFor !== null;
	const threadTs = message.threadTs;
	return {
		container: {
			type: "message",
			message_ts: message.ts,
			channel_id: channel.id,
			is_ephemeral: isEphemeral,
			...(threadTs ? { thread_ts: threadTs } : {}),
		},
		channel: { id: channel.id, name: toChannelName(channel) },
		// An ephemeral message is stored nowhere, so Slack can't send it along.
		...(isEphemeral ? {} : { message: toApiMessage(team, message) }),
	};
}

/** A press in a message may be answered; typing in a select may not. */
function buildAnswerPlace(
	state: SlackState,
	team: TeamState,
	{ message, channel }: Extract<Source, { message: MessageState }>,
	userId: string,
): Json {
	return {
		state: { values: stateOf(message) },
		response_url: createResponseUrl(state, "actions", {
			teamId: team.id,
			channelId: channel.id,
			userId,
			sourceTs: message.ts,
			threadTs: message.threadTs,
		}),
	};
}

function stateOf(message: MessageState): Json {
	const values: Json = {};
	for (const block of message.blocks) {
		for (const element of elementsOf(block)) {
			const isStateful = /select|picker|checkboxes|radio|input/.test(String(element.type));
			if (isStateful && typeof element.action_id === "string") {
				values[String(block.block_id)] = { [element.action_id]: toElementState(element, null) };
			}
		}
	}
	return values;
}

/** null when Slack would show nothing of it. */
function toGroups(answer: unknown): { label: string | null; options: Json[] }[] | null {
	if (!isJson(answer)) return null;
	const { options, option_groups: groups } = answer;
	const list = Array.isArray(options) ? [{ label: null, options }] : Array.isArray(groups) ? groups : null;
	if (!list?.every(isJson) || list.length > MAX_OPTIONS) return null;
	const read = list.map((group) => ({
		label: group.label === null ? null : textOf(group.label),
		options: Array.isArray(group.options) ? group.options.filter(isJson) : [],
	}));
	return read.every((group) => group.options.length <= MAX_OPTIONS && group.options.every(isOption))
		? read
		: null;
}

const MAX_OPTIONS = 100;

function isOption({ text, value }: Json): boolean {
	const label = textOf(text);
	const isLabel = isJson(text) && text.type === "plain_text" && label.length >= 1 && label.length <= 75;
	return isLabel && typeof value === "string" && value.length >= 1 && value.length <= 150;
}

function textOf(value: unknown): string {
	return isJson(value) ? String(value.text ?? "") : "";
}
