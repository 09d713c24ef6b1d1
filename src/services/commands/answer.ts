import type { Command, PlainCommand } from "../../core/command.ts";
import type { Department, Message, Page, Ticket, TicketSummary } from "../../core/ticket.ts";
import type { ProviderName } from "../../desk/help-desk.ts";
import type { VendorError } from "../../lib/errors.ts";

/** A desk as an answer names it. */
export interface DeskName {
	id: string;
	provider: ProviderName;
	name: string;
}

/** A command's outcome in the product's words; each transport shows it in its own form. */
export type Answer =
	| { kind: "help" }
	| { kind: "near_miss"; command: Extract<Command, { verb: "near_miss" }> }
	| { kind: "incomplete"; command: Extract<Command, { verb: "incomplete" }> }
	| { kind: "choose_desk"; desks: DeskName[]; command: PlainCommand }
	| { kind: "ticket"; desk: DeskName; ticket: Ticket; agentName: string }
	| {
			kind: "tickets";
			desk: DeskName;
			command: Extract<PlainCommand, { verb: "list" | "search" }>;
			department: Department | null;
			from: number;
			page: Page<TicketSummary>;
	  }
	| { kind: "history"; desk: DeskName; command: PlainCommand; ticket: Ticket; page: Page<Message> }
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
			command: Extract<PlainCommand, { verb: "list" }>;
			near: Department[];
	  };
