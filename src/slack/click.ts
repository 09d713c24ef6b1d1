import { type ModalState, parseModalState } from "./modal-state.ts";
import type { BlockActions } from "./schema.ts";

/** A click, as far as it matters to us. */
export interface Click {
	teamId: string;
	userId: string;
	channelId: string;
	/** Answers go there, below the message. */
	responseUrl: string | null;
	/**
	 * Only this person sees the message that the button is in, so an answer to them may take its place. What a
	 * whole channel reads never becomes one reader's view: events alone keep it up to date.
	 */
	isEphemeral: boolean;
	messageTs: string | null;
	/** In App Home: there is no message, and no address for an answer. */
	inHome: boolean;
	/** Slack's leave to open a form, for three seconds. */
	triggerId: string;
	/** The modal that the button is in. */
	viewId: string | null;
	/** What this modal is; null outside of one. */
	modal: ModalState["modal"] | null;
	/** The card that this form was opened from, see `ModalState`. */
	card: string | undefined;
	/** The same for every delivery of the same press. */
	key: string;
}

export function toClick(payload: BlockActions): Click | null {
	const teamId = payload.team?.id ?? payload.user.team_id;
	if (!teamId) return null;
	const modal = payload.view?.type === "modal" ? payload.view : null;
	const state = modal && parseModalState(modal);
	const [element] = payload.actions;
	return {
		teamId,
		userId: payload.user.id,
		channelId: payload.channel?.id ?? "",
		responseUrl: payload.response_url ?? null,
		isEphemeral: payload.container.is_ephemeral === true,
		messageTs: payload.container.message_ts ?? null,
		inHome: payload.view?.type === "home",
		triggerId: payload.trigger_id ?? "",
		viewId: modal?.id ?? null,
		modal: state?.modal ?? null,
		card: state && "card" in state ? state.card : undefined,
		key: ["press", payload.user.id, element?.action_ts, element?.action_id].join(":"),
	};
}
