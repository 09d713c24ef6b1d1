import type { Context } from "../../context.ts";
import { chooseDesk, type DeskChoice } from "../../core/choose-desk.ts";
import { type Caller, type CallerDesk, findCaller } from "../../db/callers.ts";
import type { CommandRequest } from "./request.ts";

/** Whether the answer stands on something that a late replica may get wrong. */
export type CallerCheck = (caller: Caller) => boolean;

/**
 * Who asks, where. Read from wherever is near; a caller that `isRefusal` says would be refused is read again from
 * the primary, so that nobody hears "not linked" a second after linking.
 */
export async function resolveCaller(
	ctx: Context,
	request: CommandRequest,
	isRefusal: CallerCheck,
): Promise<Caller> {
	const caller = await findCaller(ctx.reads, request);
	return isRefusal(caller) ? findCaller(ctx.db.$client, request) : caller;
}

/** The desk a request means, among those the team is connected to. */
export function chooseCallerDesk(caller: Caller, deskId: string | null): DeskChoice<CallerDesk> {
	if (deskId) {
		const desk = caller.desks.find(({ id }) => id === deskId);
		return desk ? { kind: "desk", desk } : { kind: "none" };
	}
	// A channel that a desk is mapped to means that desk even when it is disabled; elsewhere an active one will do.
	const mapped = caller.desks.some(({ isMapped }) => isMapped);
	const active = caller.desks.filter(({ workspace }) => workspace.state === "active");
	return chooseDesk(mapped || active.length === 0 ? caller.desks : active);
}

/** Signed in, with a token that still works as far as the row knows. */
export function isReady(desk: CallerDesk, now: number): boolean {
	const credential = desk.link?.credential;
	return (
		desk.workspace.state === "active" &&
		desk.state !== "registered" &&
		credential?.state === "active" &&
		(credential.accessExpiresAt === null || credential.accessExpiresAt > now)
	);
}
