import { elementsOf } from "./action-values.ts";
import { isJson, type Json } from "./block-elements.ts";
import { withIds } from "./blocks.ts";
import { newId } from "./create-state.ts";
import type { SlackState, TeamState, ViewState } from "./state.ts";

export function createView(
	state: SlackState,
	team: TeamState,
	userId: string,
	view: Json,
	below: ViewState | null,
	channelId: string | null = null,
): ViewState {
	const id = newId(state, "V");
	const created: ViewState = {
		id,
		teamId: team.id,
		userId,
		type: view.type === "home" ? "home" : "modal",
		hash: "",
		externalId: "",
		rootId: below?.rootId ?? id,
		previousId: below?.id ?? null,
		channelId: below?.channelId ?? channelId,
		view: {},
		values: {},
		errors: {},
	};
	replaceView(state, created, view);
	return created;
}

/** What a person typed stays where block_id and action_id stay; an update forgets every error. */
export function replaceView(state: SlackState, target: ViewState, view: Json): void {
	const { external_id: externalId, ...rest } = view;
	const blocks = withIds(Array.isArray(view.blocks) ? (view.blocks as Json[]) : [], state.nextId);
	for (const element of blocks.flatMap(elementsOf)) {
		if (element.default_to_current_conversation !== true || target.channelId === null) continue;
		element.initial_conversation ??= target.channelId;
	}
	target.view = { ...rest, blocks };
	target.externalId = typeof externalId === "string" ? externalId : "";
	target.hash = `${Math.floor(state.clock.now() / 1000)}.${state.nextId().toString(16).padStart(8, "0")}`;
	target.errors = {};
	const values: ViewState["values"] = {};
	for (const block of blocks) {
		const blockId = String(block.block_id);
		for (const element of elementsOf(block)) {
			const actionId = String(element.action_id);
			const held = target.values[blockId]?.[actionId];
			if (!isJson(held) || held.type !== element.type) continue;
			values[blockId] = { ...values[blockId], [actionId]: held };
		}
	}
	target.values = values;
	state.changed();
}

export function allViews(team: TeamState): ViewState[] {
	return [...[...team.modals.values()].flat(), ...team.homes.values()];
}

export function modalsOf(team: TeamState, userId: string): ViewState[] {
	return team.modals.get(userId) ?? [];
}

export const MAX_VIEW_STACK = 3;
