import type { Json } from "./block-elements.ts";
import { withIds } from "./blocks.ts";
import { newId } from "./create-state.ts";
import type { SlackState, TeamState, ViewState } from "./state.ts";

export function createView(
	state: SlackState,
	team: TeamState,
	userId: string,
	view: Json,
	below: ViewState | null,
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
		view: {},
		values: {},
		errors: {},
	};
	replaceView(state, created, view);
	return created;
}

/** What a person typed stays where block_id and action_id stay. */
export function replaceView(state: SlackState, target: ViewState, view: Json): void {
	const { external_id: externalId, ...rest } = view;
	const blocks = withIds(Array.isArray(view.blocks) ? (view.blocks as Json[]) : [], state.nextId);
	target.view = { ...rest, blocks };
	target.externalId = typeof externalId === "string" ? externalId : "";
	target.hash = `${Math.floor(state.clock.now() / 1000)}.${state.nextId().toString(16).padStart(8, "0")}`;
	target.errors = {};
	const kept = new Set(blocks.map(({ block_id }) => block_id));
	target.values = Object.fromEntries(Object.entries(target.values).filter(([id]) => kept.has(id)));
	state.changed();
}

export function allViews(team: TeamState): ViewState[] {
	return [...[...team.modals.values()].flat(), ...team.homes.values()];
}

export function modalsOf(team: TeamState, userId: string): ViewState[] {
	return team.modals.get(userId) ?? [];
}

export const MAX_VIEW_STACK = 3;
