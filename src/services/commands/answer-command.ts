import type { Context } from "../../context.ts";
import type { PlainCommand } from "../../core/command.ts";
import { matchDepartment } from "../../core/match-department.ts";
import type { ListQuery, TicketRef } from "../../core/ticket.ts";
import type { Caller, CallerDesk, CallerLink } from "../../db/callers.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import { isVendorError, type VendorError } from "../../lib/errors.ts";
import { requestSignIn } from "../agent-links/request-sign-in.ts";
import { unlinkAgent } from "../agent-links/unlink-agent.ts";
import { openDesk } from "../desks/open-desk.ts";
import type { Answer, DeskName } from "./answer.ts";
import { findTicketUrl } from "./find-ticket-url.ts";
import type { LocalizedRequest } from "./request.ts";
import { chooseCallerDesk, isReady, resolveCaller } from "./resolve-caller.ts";

const PAGE_SIZE = 10;

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

type PlainRequest = LocalizedRequest & { command: PlainCommand };

async function answerOnDesk(
	ctx: Context,
	desk: CallerDesk,
	request: PlainRequest,
	options: AnswerOptions,
): Promise<Answer> {
	const name = toName(desk);
	const { command } = request;
	if (desk.workspace.state === "disabled") return refuse({ reason: "workspace_disabled", desk: name });
	if (desk.state === "registered") return refuse({ reason: "desk_not_connected", desk: name });
	if (command.verb === "disconnect") {
		const wasSignedIn = desk.link !== null && (await unlinkAgent(ctx, desk.link.id, toActor(request)));
		return { kind: "signed_out", desk: name, wasSignedIn };
	}
	const { link } = desk;
	if (!link) return askForSignIn(ctx, desk, request, false);
	if (link.credential.state !== "active") return askForSignIn(ctx, desk, request, true);
	if (command.verb === "connect") return { kind: "already_signed_in", desk: name, agentName: link.agentName };
	try {
		return await askDesk(ctx, desk, link, request, options);
	} catch (error) {
		if (!isVendorError(error)) return toUnexpected(ctx, name, command.verb, error);
		if (error.kind === "aborted") throw error;
		if (error.kind === "auth") return askForSignIn(ctx, desk, request, true);
		return toFailure(ctx, name, command.verb, error);
	}
}

async function askDesk(
	ctx: Context,
	desk: CallerDesk,
	link: CallerLink,
	request: PlainRequest,
	{ signal, timeoutMs }: AnswerOptions,
): Promise<Answer> {
	const { command } = request;
	const name = toName(desk);
	const helpDesk = openDesk(ctx, desk, link, ctx.call(timeoutMs, signal));
	const page = { cursor: request.cursor, size: PAGE_SIZE };
	switch (command.verb) {
		case "ticket":
		case "history": {
			const ref = toRef(ctx, desk, command.target);
			const ticket = ref && (await helpDesk.findTicket(ref));
			if (!ticket) return refuse({ reason: "ticket_not_found", desk: name, number: toTyped(command.target) });
			if (command.verb === "ticket") return { kind: "ticket", desk: name, ticket, agentName: link.agentName };
			const messages = await helpDesk.conversation(ticket.id, page);
			return { kind: "history", desk: name, command, ticket, page: messages };
		}
		case "search": {
			const found = await helpDesk.search(command.words, page);
			return { kind: "tickets", desk: name, command, department: null, from: request.from, page: found };
		}
		case "list":
			return listTickets(helpDesk, name, link, { ...request, command }, page);
		default:
			return { kind: "help" };
	}
}

async function listTickets(
	helpDesk: HelpDesk,
	desk: DeskName,
	link: CallerLink,
	{ command, from }: { command: Extract<PlainCommand, { verb: "list" }>; from: number },
	page: { cursor: string | null; size: number },
): Promise<Answer> {
	const query: ListQuery = { kind: command.kind, departmentId: null };
	if (!command.department) {
		const found = await helpDesk.list(query, link.agentId, page);
		return { kind: "tickets", desk, command, department: null, from, page: found };
	}
	const match = matchDepartment(await helpDesk.departments(), command.department);
	if (match.kind === "unclear") {
		return refuse({ reason: "department_not_found", desk, command, near: match.near });
	}
	const { department } = match;
	const found = await helpDesk.list({ ...query, departmentId: department.id }, link.agentId, page);
	return { kind: "tickets", desk, command, department, from, page: found };
}

async function askForSignIn(
	ctx: Context,
	desk: CallerDesk,
	request: PlainRequest,
	again: boolean,
): Promise<Answer> {
	const command = request.command.verb === "connect" ? null : request.command;
	const url = await requestSignIn(ctx, desk.id, { ...request, command });
	return { kind: "sign_in", desk: toName(desk), url, command, again };
}

function toRef(
	ctx: Context,
	desk: CallerDesk,
	target: Extract<PlainCommand, { target: unknown }>["target"],
): TicketRef | null {
	const provider = ctx.provider(desk.provider);
	if (target.by === "digits") return provider.parseTicketNumber(target.digits);
	const ref = URL.canParse(target.url) ? provider.parseTicketUrl(desk, new URL(target.url)) : null;
	return ref === "foreign" ? null : ref;
}

function toTyped(target: Extract<PlainCommand, { target: unknown }>["target"]): string {
	return target.by === "digits" ? target.digits : target.url;
}

/** Whether a command is about tickets or a sign-in: the rest is the same for everybody. */
export function needsDesk(verb: string): boolean {
	return verb !== "help" && verb !== "incomplete" && verb !== "near_miss";
}

export function toName({ id, provider, name }: CallerDesk): DeskName {
	return { id, provider, name };
}

function toActor(request: LocalizedRequest) {
	return { kind: "slack", id: request.userId, name: null } as const;
}

function refuse(refusal: Extract<Answer, { kind: "refused" }>["refusal"]): Answer {
	return { kind: "refused", refusal };
}

/** A desk's failure as an answer, logged once with the reference that the person sees. */
export function toFailure(
	ctx: Context,
	desk: DeskName,
	verb: string,
	error: VendorError,
): Extract<Answer, { kind: "failed" }> {
	const reference = toReference(ctx.newId());
	const { kind, code, status, operation } = error;
	ctx.log.warn("command.failed", { reference, desk: desk.id, verb, kind, code, status, operation });
	return { kind: "failed", desk, error, reference };
}

/** What nobody expected, logged without its message: that may quote what it was given. */
function toUnexpected(ctx: Context, desk: DeskName, verb: string, error: unknown): Answer {
	const reference = toReference(ctx.newId());
	const name = error instanceof Error ? error.name : typeof error;
	ctx.log.error("command.broken", { reference, desk: desk.id, verb, error: name });
	return { kind: "unexpected", reference };
}

/** Short enough to be read out on the telephone. */
function toReference(id: string): string {
	return id
		.replace(/[^a-zA-Z0-9]/g, "")
		.slice(0, 6)
		.toUpperCase();
}
