import type { Context } from "../../context.ts";
import type { PlainCommand } from "../../core/command.ts";
import type { Locale } from "../../core/locale.ts";
import type { CallerDesk, CallerLink } from "../../db/callers.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import type { Answer } from "../../services/commands/answer.ts";
import { refuse } from "../../services/commands/failures.ts";
import { resolveLocale } from "../../services/commands/locale.ts";
import { reachDesk } from "../../services/commands/reach-desk.ts";
import type { LocalizedRequest } from "../../services/commands/request.ts";
import { chooseCallerDesk, isReady, resolveCaller } from "../../services/commands/resolve-caller.ts";
import { openDesk } from "../../services/desks/open-desk.ts";
import type { OperationContext } from "../../services/operations/operations.ts";
import type { ViewContext } from "../views/view-context.ts";

/** Somebody who clicked, submitted or searched in Slack. */
export interface Place {
	teamId: string;
	userId: string;
	/** Empty where Slack doesn't tell: a global shortcut. */
	channelId: string;
	responseUrl: string | null;
}

/** A person with their desk open. */
export interface Reached {
	kind: "ready";
	place: Place;
	desk: CallerDesk;
	link: CallerLink;
	locale: Locale;
	botTokenSealed: string;
	view: ViewContext & { deskId: string; channelId: string | null; card?: string };
}

export type Reaching = Reached | { kind: "answer"; request: LocalizedRequest; answer: Answer };

/** `waiting` is answered after the sign-in that the person may be asked for. */
export async function reach(
	ctx: Context,
	place: Place,
	deskId: string | null,
	waiting: PlainCommand | null = null,
): Promise<Reaching> {
	const asked = { ...place, deskId, command: waiting ?? ({ verb: "connect" } as const) };
	const unlocalized = { ...asked, cursor: null, from: 1, replacesMessage: false };
	const caller = await resolveCaller(ctx, unlocalized, (found) => {
		const choice = chooseCallerDesk(found, deskId);
		return found.team?.state !== "active" || choice.kind !== "desk" || !isReady(choice.desk, ctx.now());
	});
	const request = { ...unlocalized, locale: await resolveLocale(ctx, caller) };
	const choice = chooseCallerDesk(caller, deskId);
	const desk = choice.kind === "ask" ? choice.desks[0] : choice.kind === "desk" ? choice.desk : undefined;
	const { team } = caller;
	if (team?.state !== "active" || !desk) {
		return { kind: "answer", request, answer: refuse({ reason: "unknown_team" }) };
	}
	const reached = await reachDesk(ctx, desk, request, waiting);
	if (reached.kind === "answer") return { kind: "answer", request, answer: reached.answer };
	const { locale } = request;
	const { provider, name: deskName } = desk;
	const frame = { deskId: desk.id, channelId: place.channelId || null };
	return {
		kind: "ready",
		place,
		desk,
		link: reached.link,
		locale,
		botTokenSealed: team.botTokenSealed,
		view: { locale, provider, deskName, now: ctx.now(), ...frame },
	};
}

export function openReached(ctx: Context, { desk, link }: Reached, timeoutMs: number): HelpDesk {
	return openDesk(ctx, desk, link, ctx.call(timeoutMs));
}

/** Whose operation it will be. */
export function toOperationContext(
	{ place, desk, locale }: Reached,
	ticketId: string | null,
): OperationContext {
	const { teamId, userId, channelId, responseUrl } = place;
	return { deskId: desk.id, teamId, userId, channelId, ticketId, responseUrl, locale };
}
