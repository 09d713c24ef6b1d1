import type { SentRequest, SlackSimulator } from "../slack-simulator.ts";
import { elementsOf } from "./action-values.ts";
import { isJson, type Json } from "./block-elements.ts";
import { checkView } from "./blocks.ts";
import { teamOf } from "./create-state.ts";
import { buildCommon, type Interactions } from "./interactions.ts";
import { parseJsonArgument } from "./messages.ts";
import { toApiView } from "./present.ts";
import { createResponseUrl, createTrigger } from "./response-url.ts";
import type { Sender } from "./sender.ts";
import type { SlackState, TeamState, ViewState } from "./state.ts";
import { blocksOfView, collectValues, findFieldErrors } from "./view-values.ts";
import { createView, MAX_VIEW_STACK, modalsOf, replaceView } from "./views-state.ts";

type SubmitInput = Parameters<SlackSimulator["submitView"]>[0];
type CloseInput = Parameters<SlackSimulator["closeView"]>[0];

/** Submitting and closing modals. */
export interface Modals {
	submit(input: SubmitInput): Promise<SentRequest>;
	close(input: CloseInput): Promise<void>;
}

export function createModals(state: SlackState, sender: Sender, interactions: Interactions): Modals {
	function find(teamId: string, userId: string, viewId: string): { team: TeamState; view: ViewState } {
		const team = teamOf(state, teamId);
		const view = modalsOf(team, userId).find(({ id }) => id === viewId);
		if (!view) throw new Error(`no modal ${viewId} is open`);
		return { team, view };
	}

	function send(payload: Json) {
		const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
		return sender.send("/slack/interactions", body);
	}

	return {
		async submit({ teamId, userId, viewId, values, unchecked }) {
			const { team, view } = find(teamId, userId, viewId);
			view.values = collectValues(view, values, interactions.offered);
			const locale = team.users.get(userId)?.locale ?? "en-US";
			view.errors = unchecked ? {} : findFieldErrors(view, view.values, locale);
			state.changed();
			// Slack itself stops a form whose fields are not filled in as they ask.
			if (Object.keys(view.errors).length > 0) return { status: 0, body: "", durationMs: 0, error: null };
			const payload = {
				type: "view_submission",
				...buildCommon(team, userId),
				trigger_id: createTrigger(state, teamId, userId, view.id, view.channelId),
				view: toApiView(team, view),
				response_urls: buildResponseUrls(state, team, view, userId),
			};
			const { headers, ...sent } = await send(payload);
			if (sent.error) return sent;
			const isTaken = applyAnswer(state, team, view, sent.body, headers.get("content-type"));
			return isTaken ? sent : { ...sent, error: "invalid_response" };
		},
		async close({ teamId, userId, viewId, cleared }) {
			const { team, view } = find(teamId, userId, viewId);
			const stack = modalsOf(team, userId);
			const isCleared = cleared === true || view.view.clear_on_close === true;
			const closed = isCleared ? stack : [view];
			team.modals.set(
				userId,
				stack.filter((one) => !closed.includes(one)),
			);
			state.changed();
			for (const one of closed.filter(({ view: { notify_on_close } }) => notify_on_close === true)) {
				await send({
					type: "view_closed",
					...buildCommon(team, userId),
					view: toApiView(team, one),
					is_cleared: isCleared,
				});
			}
		},
	};
}

/** false when Slack can't do what the app answered: the modal then stays as it is. */
function applyAnswer(
	state: SlackState,
	team: TeamState,
	view: ViewState,
	body: string,
	contentType: string | null,
): boolean {
	const stack = modalsOf(team, view.userId);
	const show = (next: ViewState[]) => {
		team.modals.set(view.userId, next);
		state.changed();
		return true;
	};
	if (body === "") return show(stack.filter((one) => one !== view));
	const answer = contentType?.includes("json") ? parseJsonArgument(body) : null;
	if (!isJson(answer)) return false;
	switch (answer.response_action) {
		case undefined:
			return show(stack.filter((one) => one !== view));
		case "clear":
			return show([]);
		case "errors": {
			const errors = toErrors(view, answer.errors);
			if (!errors) return false;
			view.errors = errors;
			return show(stack);
		}
		case "update":
			if (!isShowable(answer.view)) return false;
			replaceView(state, view, answer.view);
			return true;
		case "push":
			if (!isShowable(answer.view) || stack.length >= MAX_VIEW_STACK) return false;
			return show([...stack, createView(state, team, view.userId, answer.view, view)]);
		default:
			return false;
	}
}

/** Only input blocks have a place for an error. */
function toErrors(view: ViewState, errors: unknown): Record<string, string> | null {
	if (!isJson(errors) || Object.keys(errors).length === 0) return null;
	const inputs = blocksOfView(view).flatMap((block) => (block.type === "input" ? [block.block_id] : []));
	const entries = Object.entries(errors).map(([id, text]) => [id, text] as const);
	const isTaken = entries.every(
		([id, text]) => inputs.includes(id) && typeof text === "string" && text !== "",
	);
	return isTaken ? Object.fromEntries(entries.map(([id, text]) => [id, String(text)])) : null;
}

function isShowable(view: unknown): view is Json {
	return isJson(view) && checkView(view, "modal").length === 0;
}

/** A channel picker may ask for the right to post to what is chosen. */
function buildResponseUrls(state: SlackState, team: TeamState, view: ViewState, userId: string): Json[] {
	return blocksOfView(view).flatMap((block) =>
		elementsOf(block).flatMap((element) => {
			if (element.response_url_enabled !== true) return [];
			const chosen = view.values[String(block.block_id)]?.[String(element.action_id)];
			const channelId = isJson(chosen)
				? (chosen.selected_conversation ?? chosen.selected_channel)
				: undefined;
			if (typeof channelId !== "string") return [];
			const place = { teamId: team.id, channelId, userId, sourceTs: null, threadTs: null };
			const url = createResponseUrl(state, "app", place);
			return [
				{
					block_id: block.block_id,
					action_id: element.action_id,
					channel_id: channelId,
					response_url: url,
				},
			];
		}),
	);
}
