import { isJson, type Json } from "../block-elements.ts";
import { checkView, isViewTooLarge } from "../blocks.ts";
import { parseJsonArgument } from "../messages.ts";
import { toApiView } from "../present.ts";
import type { TriggerState, ViewState } from "../state.ts";
import { allViews, createView, MAX_VIEW_STACK, modalsOf, replaceView } from "../views-state.ts";
import { type Answer, type Call, required, SlackError, text } from "./call.ts";

function viewArgument(call: Call, surface: "modal" | "home", self: ViewState | null): Json {
	const view = parseJsonArgument(call.args.view ?? null);
	if (!isJson(view)) {
		throw new SlackError("invalid_arguments", {
			response_metadata: { messages: ["[ERROR] missing required field: view"] },
		});
	}
	if (isViewTooLarge(view)) throw new SlackError("view_too_large");
	const problems = checkView(view, surface);
	if (problems.length > 0) {
		const messages = problems.map(({ at, message }) => `[ERROR] ${message} [json-pointer:${at}]`);
		throw new SlackError("invalid_arguments", { response_metadata: { messages } });
	}
	const isTaken = allViews(call.team).some(
		(other) => other !== self && other.externalId !== "" && other.externalId === view.external_id,
	);
	if (isTaken) throw new SlackError("duplicate_external_id");
	return view;
}

/** A trigger works once, within three seconds. */
function useTrigger(call: Call): TriggerState {
	const trigger = call.state.triggers.get(required(call, "trigger_id"));
	if (!trigger || trigger.teamId !== call.team.id) throw new SlackError("invalid_trigger_id");
	if (trigger.used) throw new SlackError("exchanged_trigger_id");
	if (trigger.expiresAt < call.state.clock.now()) throw new SlackError("expired_trigger_id");
	trigger.used = true;
	return trigger;
}

export function openView(call: Call): Answer {
	const view = viewArgument(call, "modal", null);
	const { userId, channelId } = useTrigger(call);
	const opened = createView(call.state, call.team, userId, view, null, channelId);
	call.team.modals.set(userId, [opened]);
	call.state.changed();
	return { ok: true, view: toApiView(call.team, opened) };
}

export function pushView(call: Call): Answer {
	const view = viewArgument(call, "modal", null);
	const { userId, viewId } = useTrigger(call);
	const stack = modalsOf(call.team, userId);
	const top = stack.at(-1);
	if (!top || viewId === null) throw new SlackError("not_found");
	if (stack.length >= MAX_VIEW_STACK) throw new SlackError("push_limit_reached");
	const pushed = createView(call.state, call.team, userId, view, top);
	call.team.modals.set(userId, [...stack, pushed]);
	call.state.changed();
	return { ok: true, view: toApiView(call.team, pushed) };
}

export function updateView(call: Call): Answer {
	const viewId = text(call, "view_id");
	const externalId = text(call, "external_id");
	const target = allViews(call.team).find(
		(one) => one.type === "modal" && (viewId ? one.id === viewId : one.externalId === externalId),
	);
	if (!target || (!viewId && !externalId)) throw new SlackError("not_found");
	const view = viewArgument(call, "modal", target);
	const hash = text(call, "hash");
	if (hash !== null && hash !== target.hash) throw new SlackError("hash_conflict");
	replaceView(call.state, target, view);
	return { ok: true, view: toApiView(call.team, target) };
}

export function publishView(call: Call): Answer {
	const userId = required(call, "user_id");
	if (!call.team.users.has(userId)) {
		throw new SlackError("invalid_arguments", {
			response_metadata: { messages: ["[ERROR] invalid `user_id`"] },
		});
	}
	if (!call.state.app.homeTab) throw new SlackError("not_enabled");
	const current = call.team.homes.get(userId) ?? null;
	const view = viewArgument(call, "home", current);
	const hash = text(call, "hash");
	if (hash !== null && current && hash !== current.hash) throw new SlackError("hash_conflict");
	const home = current ?? createView(call.state, call.team, userId, view, null);
	if (current) replaceView(call.state, current, view);
	call.team.homes.set(userId, home);
	call.state.changed();
	return { ok: true, view: toApiView(call.team, home) };
}
