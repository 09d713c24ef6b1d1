import type { Context } from "../../context.ts";
import type { PlainCommand, Target } from "../../core/command.ts";
import { matchDepartment } from "../../core/match-department.ts";
import type { Department, TicketPeople, TicketRef } from "../../core/ticket.ts";
import { allowedActions } from "../../core/ticket-actions.ts";
import type { Customer } from "../../core/ticket-writing.ts";
import type { CallerDesk, CallerLink } from "../../db/callers.ts";
import type { HelpDesk } from "../../desk/help-desk.ts";
import type { CallOptions } from "../../lib/http.ts";
import { openDesk } from "../desks/open-desk.ts";
import { type DeskCustomer, startFacts } from "../orgs/facts.ts";
import type { Answer } from "./answer.ts";
import { readBlueprintAside } from "./blueprint-aside.ts";
import { readCrmAside } from "./crm-aside.ts";
import { refuse, toName } from "./failures.ts";
import type { LocalizedRequest } from "./request.ts";

const PAGE_SIZE = 10;

export type PlainRequest = LocalizedRequest & { command: PlainCommand };

/** What the desk says to a command of this person. Throws `VendorError`. */
export async function askDesk(
	ctx: Context,
	desk: CallerDesk,
	link: CallerLink,
	request: PlainRequest,
	call: CallOptions,
): Promise<Answer> {
	const { command, from } = request;
	const name = toName(desk);
	const helpDesk = openDesk(ctx, desk, link, call);
	const page = { cursor: request.cursor, size: PAGE_SIZE };
	switch (command.verb) {
		case "ticket":
		case "history":
		case "transitions":
		case "comment":
		case "reply":
			return askAboutTicket(ctx, desk, link, helpDesk, request, command);
		case "search": {
			const found = await helpDesk.search(command.words, page);
			return { kind: "tickets", desk: name, command, department: null, from, page: found };
		}
		case "list":
			return withDepartment(helpDesk, desk, command, async (department) => {
				const query = { kind: command.kind, departmentId: department?.id ?? null };
				const found = await helpDesk.list(query, link.agentId, page);
				return { kind: "tickets", desk: name, command, department, from, page: found };
			});
		case "stats":
			return withDepartment(helpDesk, desk, command, async (department) => {
				const stats = await helpDesk.stats(department?.id ?? null);
				return { kind: "stats", desk: name, command, department, stats };
			});
		case "customer": {
			const crm = readCrmAside((customer) => startFacts(ctx, desk, customer), ctx);
			const customers = await helpDesk.customers(command.words);
			const [first] = customers;
			if (first) crm.begin(ofCustomer(first));
			const nothing = { items: [], total: 0, next: null, previous: null };
			const tickets = first ? await helpDesk.ticketsOf(first, page) : nothing;
			return {
				kind: "customer",
				desk: name,
				command,
				customers,
				from,
				page: tickets,
				crm: await crm.result(),
			};
		}
		case "create":
			return { kind: "form", desk: name, command };
		default:
			return { kind: "help" };
	}
}

async function askAboutTicket(
	ctx: Context,
	desk: CallerDesk,
	link: CallerLink,
	helpDesk: HelpDesk,
	{ cursor, from }: PlainRequest,
	command: Extract<PlainCommand, { target: Target }>,
): Promise<Answer> {
	const name = toName(desk);
	const { verb } = command;
	if (verb === "comment" || verb === "reply")
		return { kind: "form", desk: name, command: { ...command, verb } };
	const ref = toRef(ctx, desk, command.target);
	const { hasBlueprints, closedIsFinal } = ctx.provider(desk.provider);
	const aside = verb === "ticket" && hasBlueprints ? readBlueprintAside(helpDesk, ctx.now) : null;
	const crm = readCrmAside((customer) => startFacts(ctx, desk, customer), ctx);
	const hear = verb === "ticket" ? (people: TicketPeople) => crm.begin(ofTicket(people)) : undefined;
	const ticket = ref && (await helpDesk.findTicket(ref, aside?.begin, hear));
	if (!ticket) return refuse({ reason: "ticket_not_found", desk: name, number: toTyped(command.target) });
	switch (verb) {
		case "ticket": {
			const actions = allowedActions(link.role, ticket.status.category, closedIsFinal);
			hear?.(ticket);
			const [blueprint = null, told] = await Promise.all([aside?.result(), crm.result()]);
			return { kind: "ticket", desk: name, ticket, agentName: link.agentName, actions, blueprint, crm: told };
		}
		case "history": {
			const messages = await helpDesk.conversation(ticket.id, { cursor, size: PAGE_SIZE });
			return { kind: "history", desk: name, ticket, page: messages };
		}
		case "transitions": {
			const blueprint = await helpDesk.blueprint(ticket.id);
			return { kind: "transitions", desk: name, command: { ...command, verb }, ticket, blueprint, from };
		}
	}
}

function ofTicket({ requester, organization }: TicketPeople): DeskCustomer {
	return {
		email: requester?.email ?? null,
		personId: requester?.id ?? null,
		organizationId: organization?.id ?? null,
	};
}

function ofCustomer({ kind, id, email }: Customer): DeskCustomer {
	return kind === "person"
		? { email, personId: id, organizationId: null }
		: { email: null, personId: null, organizationId: id };
}

/** With the department that was typed, all of them when none was, or the names that come near. */
async function withDepartment(
	helpDesk: HelpDesk,
	desk: CallerDesk,
	command: Extract<PlainCommand, { verb: "list" | "stats" }>,
	answer: (department: Department | null) => Promise<Answer>,
): Promise<Answer> {
	if (!command.department) return answer(null);
	const match = matchDepartment(await helpDesk.departments(), command.department);
	if (match.kind === "one") return answer(match.department);
	return refuse({ reason: "department_not_found", desk: toName(desk), command, near: match.near });
}

/** null for what names no ticket of this desk. */
export function toRef(ctx: Context, desk: CallerDesk, target: Target): TicketRef | null {
	const provider = ctx.provider(desk.provider);
	if (target.by === "digits") return provider.parseTicketNumber(target.digits);
	const ref = URL.canParse(target.url) ? provider.parseTicketUrl(desk, new URL(target.url)) : null;
	return ref === "foreign" ? null : ref;
}

export function toTyped(target: Target): string {
	return target.by === "digits" ? target.digits : target.url;
}
