import type { Notice } from "../../core/ticket-event.ts";
import type { MessageMetadata } from "../../slack/client.ts";
import type { SlackMessage } from "../../slack/views/blocks.ts";
import { buildDigest } from "../../slack/views/digest.ts";
import {
	buildNoticeCard,
	buildNoticeMessage,
	buildNoticeReply,
	buildNoticeSummary,
} from "../../slack/views/notice.ts";
import { buildTrouble } from "../../slack/views/trouble.ts";
import type { ViewContext } from "../../slack/views/view-context.ts";
import type { Content } from "./content.ts";

/** `card`: the root of a ticket's thread; `reply`: below it; `message`: one for itself. */
export type Role = "card" | "reply" | "message";

export function buildPost(post: Content, place: { role: Role; direct: boolean; now: number }): SlackMessage {
	const { content, desk } = post;
	const view = toView(post, place.now);
	switch (content.kind) {
		case "digest":
			return buildDigest({ ...view, ...content, deskId: desk.id });
		case "trouble":
			return buildTrouble({ ...view, ...content });
		case "notice": {
			const { notice, role } = content;
			const input = { ...view, deskId: desk.id, notice, role, direct: place.direct };
			if (place.role === "card") return buildNoticeCard(input);
			return place.role === "reply" ? buildNoticeReply(input) : buildNoticeMessage(input);
		}
	}
}

/** All of one desk. */
export function buildHeldPosts(
	first: Content,
	notices: readonly [Notice, ...Notice[]],
	now: number,
): SlackMessage {
	return buildNoticeSummary({ ...toView(first, now), deskId: first.desk.id, notices });
}

function toView({ desk, locale }: Content, now: number): ViewContext {
	return { locale, provider: desk.provider, deskName: desk.name, now };
}

/** Slack takes 8,000 characters of it; a summary of a long night may have more to name. */
const MAX_EVENT_CHARACTERS = 6_000;

/** Which events a message tells, for whoever has to find out later. */
export function toMetadata(input: {
	desk: string;
	ticket: string | null;
	revision: number;
	events: readonly string[];
}): MessageMetadata {
	let left = MAX_EVENT_CHARACTERS;
	const events = input.events.filter((id) => {
		left -= id.length + 3;
		return left >= 0;
	});
	return { event_type: "deskbridge_notice", event_payload: { ...input, events } };
}
