import type { StatusCategory } from "./ticket.ts";

export type AgentRole = "admin" | "agent" | "commenter";

export type TicketActionName = "reply" | "comment" | "status" | "assign";

/** What a person may do with a ticket: what they may not is not shown. `closedIsFinal`: no way leads back from it. */
export function allowedActions(
	role: AgentRole,
	status: StatusCategory,
	closedIsFinal: boolean,
): readonly TicketActionName[] {
	if (status === "closed" && closedIsFinal) return [];
	if (role === "commenter") return ["comment"];
	return status === "closed" ? ["comment", "status", "assign"] : ["reply", "comment", "status", "assign"];
}
