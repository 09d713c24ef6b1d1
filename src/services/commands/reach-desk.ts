import type { Context } from "../../context.ts";
import type { PlainCommand } from "../../core/command.ts";
import type { CallerDesk, CallerLink } from "../../db/callers.ts";
import { requestSignIn } from "../agent-links/request-sign-in.ts";
import type { Answer } from "./answer.ts";
import { refuse, toName } from "./failures.ts";
import type { LocalizedRequest } from "./request.ts";

/** A person with the sign-in that their desk accepts as far as we know, or what to tell them. */
export type Reach = { kind: "ready"; link: CallerLink } | { kind: "answer"; answer: Answer };

/** Whether this person may ask anything of this desk now. `waiting` is answered once they have signed in. */
export async function reachDesk(
	ctx: Context,
	desk: CallerDesk,
	request: Omit<LocalizedRequest, "command">,
	waiting: PlainCommand | null,
): Promise<Reach> {
	const name = toName(desk);
	if (desk.workspace.state === "disabled") {
		return { kind: "answer", answer: refuse({ reason: "workspace_disabled", desk: name }) };
	}
	if (desk.state === "registered") {
		return { kind: "answer", answer: refuse({ reason: "desk_not_connected", desk: name }) };
	}
	const { link } = desk;
	if (link?.credential.state === "active") return { kind: "ready", link };
	return { kind: "answer", answer: await askForSignIn(ctx, desk, request, waiting, link !== null) };
}

/** `again`: they had signed in before, and the desk no longer accepts it. */
export async function askForSignIn(
	ctx: Context,
	desk: CallerDesk,
	request: Omit<LocalizedRequest, "command">,
	waiting: PlainCommand | null,
	again: boolean,
): Promise<Answer> {
	const command = waiting?.verb === "connect" ? null : waiting;
	const url = await requestSignIn(ctx, desk.id, { ...request, command });
	return { kind: "sign_in", desk: toName(desk), url, command, again };
}
