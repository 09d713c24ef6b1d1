import type { Context } from "../context.ts";
import type { Answer, DeskName, Refusal } from "../services/commands/answer.ts";
import type { LocalizedRequest } from "../services/commands/request.ts";
import { requireOrigin } from "../services/settings/settings.ts";
import { buildAlreadySignedIn, buildDisconnected, buildNotConnected, buildSignIn } from "./views/account.ts";
import type { SlackMessage } from "./views/blocks.ts";
import {
	buildChooseDesk,
	buildContinue,
	buildIncomplete,
	buildNearMiss,
	buildWorking,
} from "./views/command-answers.ts";
import { buildConversation } from "./views/conversation.ts";
import { buildCustomer } from "./views/customer.ts";
import { buildError, buildUnexpected } from "./views/errors.ts";
import { buildHelp } from "./views/help.ts";
import {
	buildDepartmentNotFound,
	buildDeskNotConnected,
	buildDisabled,
	buildForeignUrl,
	buildNotATicketUrl,
	buildTicketNotFound,
	buildUnknownTeam,
} from "./views/refusals.ts";
import { buildStats } from "./views/stats.ts";
import { buildTicketCard } from "./views/ticket-card.ts";
import { buildTicketList } from "./views/ticket-list.ts";
import { buildTransitions } from "./views/transitions.ts";
import type { ViewContext } from "./views/view-context.ts";

/** An answer as Slack shows it: the one mapping of outcomes to messages. */
export async function presentAnswer(
	ctx: Context,
	request: LocalizedRequest,
	answer: Answer,
): Promise<SlackMessage> {
	const { locale, command, deskId } = request;
	const anyDesk = { locale, provider: null };
	switch (answer.kind) {
		case "help":
			return buildHelp(anyDesk);
		case "near_miss":
			return buildNearMiss({ ...anyDesk, deskId, command: answer.command });
		case "incomplete":
			return buildIncomplete({ ...anyDesk, command: answer.command });
		case "choose_desk":
			return buildChooseDesk({ ...anyDesk, desks: answer.desks, command: answer.command });
		case "working":
			return buildWorking({ ...anyDesk, command });
		case "unexpected":
			return buildUnexpected({ ...anyDesk, reference: answer.reference });
		case "refused":
			return presentRefusal(ctx, request, answer.refusal);
		default:
			return presentOnDesk(toView(ctx, request, answer.desk), request, answer);
	}
}

type OnDesk = Extract<Answer, { desk: DeskName }>;

function presentOnDesk(view: ViewContext, request: LocalizedRequest, answer: OnDesk): SlackMessage {
	const deskId = answer.desk.id;
	switch (answer.kind) {
		case "ticket":
			return buildTicketCard({
				...view,
				deskId,
				ticket: answer.ticket,
				actions: answer.actions,
				blueprint: answer.blueprint,
				crm: answer.crm,
			});
		case "tickets": {
			const { command, page, from, department } = answer;
			return buildTicketList({
				...view,
				deskId,
				command,
				page,
				from,
				departmentName: department?.name ?? null,
			});
		}
		case "history":
			return buildConversation({ ...view, deskId, ticket: answer.ticket, page: answer.page });
		case "transitions": {
			const { command, ticket, blueprint, from } = answer;
			return buildTransitions({ ...view, deskId, command, ticket, blueprint, from });
		}
		case "stats": {
			const { command, stats, department } = answer;
			return buildStats({ ...view, deskId, command, stats, departmentName: department?.name ?? null });
		}
		case "customer": {
			const { command, customers, page, from, crm } = answer;
			return buildCustomer({ ...view, deskId, command, customers, page, from, crm });
		}
		case "form":
			return buildContinue({ locale: view.locale, provider: view.provider, deskId, command: answer.command });
		case "sign_in":
			return buildSignIn({ ...view, url: answer.url, command: answer.command, again: answer.again });
		case "already_signed_in":
			return buildAlreadySignedIn({ ...view, agentName: answer.agentName });
		case "signed_out":
			return answer.wasSignedIn ? buildDisconnected(view) : buildNotConnected(view);
		case "failed":
			return buildError({
				...view,
				deskId,
				error: answer.error,
				reference: answer.reference,
				command: request.command,
			});
	}
}

async function presentRefusal(
	ctx: Context,
	request: LocalizedRequest,
	refusal: Refusal,
): Promise<SlackMessage> {
	const { locale } = request;
	const origin = await requireOrigin(ctx);
	if (refusal.reason === "unknown_team") return buildUnknownTeam({ locale, setupUrl: `${origin}/setup` });
	const view = toView(ctx, request, refusal.desk);
	switch (refusal.reason) {
		case "workspace_disabled":
			return buildDisabled({ ...view, url: `${origin}/admin` });
		case "desk_not_connected":
			return buildDeskNotConnected({ ...view, url: `${origin}/admin` });
		case "ticket_not_found":
			return buildTicketNotFound({ ...view, number: refusal.number });
		case "not_a_ticket_url":
			return buildNotATicketUrl(view);
		case "foreign_url":
			return buildForeignUrl(view);
		case "department_not_found":
			return buildDepartmentNotFound({
				...view,
				deskId: refusal.desk.id,
				command: refusal.command,
				near: refusal.near,
			});
	}
}

function toView(ctx: Context, { locale }: LocalizedRequest, { provider, name }: DeskName): ViewContext {
	return { locale, provider, deskName: name, now: ctx.now() };
}
