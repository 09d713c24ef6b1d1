import type { StatusCategory } from "./ticket.ts";

export type TicketActionName = "reply" | "comment" | "status" | "assign";

/** What a person may do with a ticket: what they may not is not shown. */
export function allowedActions(
	role: "admin" | "agent" | "commenter",
	status: StatusCategory,
): readonly TicketActionName[] {
	if (status === "closed") return [];
	return role === "commenter" ? ["comment"] : ["reply", "comment", "status", "assign"];
}
