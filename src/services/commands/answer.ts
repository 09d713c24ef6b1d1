import type { Command, PlainCommand } from "../../core/command.ts";
import type { Department, Message, Page, Ticket, TicketSummary } from "../../core/ticket.ts";
import type { TicketActionName } from "../../core/ticket-actions.ts";
import type { Blueprint, Customer, DeskStats } from "../../core/ticket-writing.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import type { VendorError } from "../../lib/errors.ts";
import type { OrgFacts } from "../orgs/facts.ts";

/** A desk as an answer names it. */
export interface DeskName {
	id: string;
	provider: ProviderName;
	name: string;
}

type On<V extends PlainCommand["verb"]> = PlainCommand & { verb: V };

/** A command's outcome in the product's words; each transport shows it in its own form. */
export type Answer =
	| { kind: "help" }
	| { kind: "near_miss"; command: Extract<Command, { verb: "near_miss" }> }
	| { kind: "incomplete"; command: Extract<Command, { verb: "incomplete" }> }
	| { kind: "choose_desk"; desks: DeskName[]; command: PlainCommand }
	| {
			kind: "ticket";
			desk: DeskName;
			ticket: Ticket;
			agentName: string;
			actions: readonly TicketActionName[];
			/** null also where it wasn't there in time. */
			blueprint: Blueprint | null;
			/** Of the orgs that told something in time. */
			crm: OrgFacts[];
	  }
	| {
			kind: "tickets";
			desk: DeskName;
			command: Extract<PlainCommand, { verb: "list" | "search" }>;
			department: Department | null;
			from: number;
			page: Page<TicketSummary>;
	  }
	| { kind: "history"; desk: DeskName; ticket: Ticket; page: Page<Message> }
	| {
			kind: "transitions";
			desk: DeskName;
			command: On<"transitions">;
			ticket: Ticket;
			blueprint: Blueprint | null;
			from: number;
	  }
	| { kind: "stats"; desk: DeskName; command: On<"stats">; department: Department | null; stats: DeskStats }
	| {
			kind: "customer";
			desk: DeskName;
			command: On<"customer">;
			customers: Customer[];
			page: Page<TicketSummary>;
			from: number;
			/** Of the first of them. */
			crm: OrgFacts[];
	  }
	/** It needs a form, which Slack opens only on a click or a command. */
	| { kind: "form"; desk: DeskName; command: On<"create"> | On<"comment"> | On<"reply"> }
	| { kind: "sign_in"; desk: DeskName; url: string; command: PlainCommand | null; again: boolean }
	| { kind: "already_signed_in"; desk: DeskName; agentName: string }
	| { kind: "signed_out"; desk: DeskName; wasSignedIn: boolean }
	/** It takes longer than a person should wait for an HTTP answer; the real answer follows by itself. */
	| { kind: "working" }
	/** Our own fault; the log has the same reference. */
	| { kind: "unexpected"; reference: string }
	| { kind: "refused"; refusal: Refusal }
	| { kind: "failed"; desk: DeskName; error: VendorError; reference: string };

export type Refusal =
	| { reason: "unknown_team" }
	| { reason: "workspace_disabled"; desk: DeskName }
	| { reason: "desk_not_connected"; desk: DeskName }
	| { reason: "ticket_not_found"; desk: DeskName; number: string }
	| { reason: "foreign_url"; desk: DeskName }
	| { reason: "not_a_ticket_url"; desk: DeskName }
	| {
			reason: "department_not_found";
			desk: DeskName;
			command: Extract<PlainCommand, { verb: "list" | "stats" }>;
			near: Department[];
	  };
