import type { SentRequest, SlackSimulator } from "../slack-simulator.ts";
import { elementsOf, toElementState, toInitialState } from "./action-values.ts";
import { isJson, type Json } from "./block-elements.ts";
import { checkView } from "./blocks.ts";
import { teamOf } from "./create-state.ts";
import { buildCommon, type Interactions } from "./interactions.ts";
import { parseJsonArgument } from "./messages.ts";
import { toApiView } from "./present.ts";
import { createResponseUrl, createTrigger } from "./response-url.ts";
import type { Sender } from "./sender.ts";
import type { SlackState, TeamState, ViewState } from "./state.ts";
import { createView, MAX_VIEW_STACK, modalsOf, replaceView } from "./views-state.ts";

type SubmitInput = Parameters<SlackSimulator["submitView"]>[0];

/** Submitting and closing modals. */
export interface Modals {
	submit(input: SubmitInput): Promise<SentRequest>;
	close(input: { teamId: string; userId: string; viewId: string }): Promise<void>;
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
		async submit({ teamId, userId, viewId, values }) {
			const { team, view } = find(teamId, userId, viewId);
			const { values: filled, missing } = fillIn(view, values, interactions);
			view.values = filled;
			view.errors = missing;
			state.changed();
			// Slack itself stops a form whose required fields are empty.
			if (Object.keys(missing).length > 0) return { status: 0, body: "", durationMs: 0, error: null };
			const payload = {
				type: "view_submission",
				...buildCommon(team, userId),
				trigger_id: createTrigger(state, teamId, userId, view.id),
				view: toApiView(team, view),
				response_urls: buildResponseUrls(state, team, view, userId),
			};
			const { headers: _, ...sent } = await send(payload);
			if (sent.error) return sent;
			applyAnswer(state, team, view, sent.body);
			return sent;
		},
		async close({ teamId, userId, viewId }) {
			const { team, view } = find(teamId, userId, viewId);
			team.modals.set(
				userId,
				modalsOf(team, userId).filter(({ id }) => id !== viewId),
			);
			state.changed();
			if (view.view.notify_on_close !== true) return;
			await send({
				type: "view_closed",
				...buildCommon(team, userId),
				view: toApiView(team, view),
				is_cleared: false,
			});
		},
	};
}

function inputBlocks(view: ViewState): Json[] {
	return Array.isArray(view.view.blocks) ? view.view.blocks.filter(isJson) : [];
}

function fillIn(view: ViewState, given: SubmitInput["values"], interactions: Interactions) {
	const values: ViewState["values"] = {};
	const missing: Record<string, string> = {};
	for (const block of inputBlocks(view)) {
		const blockId = String(block.block_id);
		for (const element of elementsOf(block)) {
			const actionId = String(element.action_id);
			if (element.type === "button" || element.type === "overflow" || element.type === "image") continue;
			const typed = given[blockId]?.[actionId];
			const known = view.values[blockId]?.[actionId];
			const value = isJson(known) ? known : toInitialState(element);
			const filled =
				typed === undefined ? value : toElementState(element, typed, interactions.offered(actionId));
			values[blockId] = { ...values[blockId], [actionId]: filled };
			const { type: _, ...content } = filled;
			const isEmpty = Object.values(content).every(
				(one) => one === null || (Array.isArray(one) && one.length === 0),
			);
			if (block.type === "input" && block.optional !== true && isEmpty) {
				missing[blockId] = "Please complete this required field.";
			}
		}
	}
	return { values, missing };
}

function applyAnswer(state: SlackState, team: TeamState, view: ViewState, body: string): void {
	const answer = body.trim() === "" ? null : parseJsonArgument(body);
	if (isJson(answer) && answer.response_action === "update" && isShowable(answer.view)) {
		replaceView(state, view, answer.view);
		return;
	}
	team.modals.set(view.userId, toStack(state, team, view, answer));
	state.changed();
}

function toStack(state: SlackState, team: TeamState, view: ViewState, answer: unknown): ViewState[] {
	const stack = modalsOf(team, view.userId);
	const action = isJson(answer) ? answer.response_action : undefined;
	if (!isJson(answer) || action === undefined) return stack.filter((one) => one !== view);
	if (action === "clear") return [];
	if (action === "errors" && isJson(answer.errors)) {
		view.errors = Object.fromEntries(Object.entries(answer.errors).map(([id, text]) => [id, String(text)]));
		return stack;
	}
	if (action === "push" && isShowable(answer.view)) {
		const pushed = createView(state, team, view.userId, answer.view, view);
		return [...stack, pushed].slice(0, MAX_VIEW_STACK);
	}
	view.errors = { "": "The app answered with something that Slack refuses." };
	return stack;
}

function isShowable(view: unknown): view is Json {
	return isJson(view) && checkView(view, "modal").length === 0;
}

/** A channel picker may ask for the right to post to what is chosen. */
function buildResponseUrls(state: SlackState, team: TeamState, view: ViewState, userId: string): Json[] {
	return inputBlocks(view).flatMap((block) =>
		elementsOf(block).flatMap((element) => {
			if (element.response_url_enabled !== true) return [];
			const chosen = view.values[String(block.block_id)]?.[String(element.action_id)];
			const channelId = isJson(chosen)
				? (chosen.selected_conversation ?? chosen.selected_channel)
				: undefined;
			if (typeof channelId !== "string") return [];
			const place = { teamId: team.id, channelId, userId, sourceTs: null, threadTs: null };
			const url = createResponseUrl(state, "actions", place);
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
