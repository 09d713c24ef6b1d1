import type { Context } from "../../context.ts";
import type { Caller, CallerDesk } from "../../db/callers.ts";
import { isVendorError } from "../../lib/errors.ts";
import { unlinkAgent } from "../agent-links/unlink-agent.ts";
import type { Answer } from "./answer.ts";
import { askDesk, type PlainRequest } from "./ask-desk.ts";
import { refuse, toFailure, toName, toUnexpected } from "./failures.ts";
import { findTicketUrl } from "./find-ticket-url.ts";
import { askForSignIn, reachDesk } from "./reach-desk.ts";
import type { LocalizedRequest } from "./request.ts";
import { chooseCallerDesk, isReady, resolveCaller } from "./resolve-caller.ts";

export interface AnswerOptions {
	/** Ends the calls to the desk early. */
	signal?: AbortSignal | undefined;
	/** Milliseconds one call to the desk may take. */
	timeoutMs: number;
}

/** Who asks, checked far enough that an answer for them can be given from it. */
export function resolveForCommand(ctx: Context, request: Omit<LocalizedRequest, "locale">): Promise<Caller> {
	const { command } = request;
	return resolveCaller(ctx, request, (caller) => {
		if (caller.team?.state !== "active") return true;
		const choice = chooseCallerDesk(caller, request.deskId);
		if (!needsDesk(command.verb)) return !caller.desks.some(({ workspace }) => workspace.state === "active");
		return choice.kind === "none" || (choice.kind === "desk" && !isReady(choice.desk, ctx.now()));
	});
}

/** Does what was asked, as the linked agent. Throws only what is not the desk's fault. */
export async function answerCommand(
	ctx: Context,
	caller: Caller,
	request: LocalizedRequest,
	options: AnswerOptions,
): Promise<Answer> {
	const { command } = request;
	const [first] = caller.desks;
	if (caller.team?.state !== "active" || !first) return refuse({ reason: "unknown_team" });
	const isDisabled = caller.desks.every(({ workspace }) => workspace.state === "disabled");
	if (isDisabled) return refuse({ reason: "workspace_disabled", desk: toName(first) });
	if (command.verb === "help") return { kind: "help" };
	if (command.verb === "incomplete") return { kind: "incomplete", command };
	if (command.verb === "near_miss") return { kind: "near_miss", command };

	if ("target" in command && command.target.by === "url" && !request.deskId) {
		const found = findTicketUrl(ctx, caller.desks, command.target.url);
		if (found.kind === "foreign") return refuse({ reason: "foreign_url", desk: toName(found.desk) });
		if (found.kind === "none") return refuse({ reason: "not_a_ticket_url", desk: toName(first) });
		return answerOnDesk(ctx, found.desk, { ...request, command }, options);
	}
	const choice = chooseCallerDesk(caller, request.deskId);
	if (choice.kind === "none") return refuse({ reason: "unknown_team" });
	if (choice.kind === "ask") {
		return { kind: "choose_desk", desks: choice.desks.map(toName), command };
	}
	return answerOnDesk(ctx, choice.desk, { ...request, command }, options);
}

async function answerOnDesk(
	ctx: Context,
	desk: CallerDesk,
	request: PlainRequest,
	{ signal, timeoutMs }: AnswerOptions,
): Promise<Answer> {
	const name = toName(desk);
	const { command } = request;
	if (command.verb === "disconnect" && desk.workspace.state === "active") {
		const wasSignedIn = desk.link !== null && (await unlinkAgent(ctx, desk.link.id, toActor(request)));
		return { kind: "signed_out", desk: name, wasSignedIn };
	}
	const reach = await reachDesk(ctx, desk, request, command);
	if (reach.kind === "answer") return reach.answer;
	const { link } = reach;
	if (command.verb === "connect") return { kind: "already_signed_in", desk: name, agentName: link.agentName };
	try {
		return await askDesk(ctx, desk, link, request, ctx.call(timeoutMs, signal));
	} catch (error) {
		if (!isVendorError(error)) return toUnexpected(ctx, name, command.verb, error);
		if (error.kind === "aborted") throw error;
		if (error.kind === "auth") return askForSignIn(ctx, desk, request, command, true);
		return toFailure(ctx, name, command.verb, error);
	}
}

/** Whether a command is about tickets or a sign-in: the rest is the same for everybody. */
export function needsDesk(verb: string): boolean {
	return verb !== "help" && verb !== "incomplete" && verb !== "near_miss";
}

function toActor(request: LocalizedRequest) {
	return { kind: "slack", id: request.userId, name: null } as const;
}
