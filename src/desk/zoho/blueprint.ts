import type { Blueprint } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { ZohoClient } from "./client.ts";
import { nameOf } from "./mapper.ts";
import { type AppliedBlueprint, appliedBlueprint } from "./schema-writing.ts";

/** null when the ticket is in none, or the edition has none. */
export async function readBlueprint(client: ZohoClient, ticketId: string): Promise<AppliedBlueprint | null> {
	try {
		return await client.read({
			operation: "GET /tickets/{id}/blueprint",
			path: path`/tickets/${ticketId}/blueprint`,
			query: { include: "transitionOwnerAgents,transitionOwnerTeams,transitionOwnerDept" },
			schema: appliedBlueprint,
		});
	} catch (error) {
		if (isVendorError(error) && error.code === "LICENSE_ACCESS_LIMITED") return null;
		throw error;
	}
}

export function toBlueprint(row: AppliedBlueprint): Blueprint {
	const shown = (row.transitions ?? []).filter(
		({ isCriteriaSatisfied, isAutoTransition }) => isCriteriaSatisfied === true && isAutoTransition !== true,
	);
	return {
		name: row.name ?? "",
		state: row.state?.name ?? "",
		transitions: shown.map((transition) => ({
			id: transition.id,
			name: transition.name ?? "",
			toState: transition.toState || null,
			mine: transition.canUserPerformTransition === true,
			owners: ownersOf(transition),
		})),
		restrictsStatus: restricts(row, "status"),
	};
}

type Transition = NonNullable<AppliedBlueprint["transitions"]>[number];

/** Agents and teams; a department only where it names neither. */
function ownersOf({ owners }: Transition): string[] {
	const names = (owners ?? []).flatMap(({ agents, teams, department }) => {
		const people = [...(agents ?? []).map(nameOf), ...(teams ?? []).map(({ name }) => name)];
		return people.length > 0 ? people : [department?.name];
	});
	return [...new Set(names.filter((name) => typeof name === "string" && name !== ""))] as string[];
}

/** Whether the strict mode refuses to change this field by hand. */
export function restricts({ strictMode }: AppliedBlueprint, field: string): boolean {
	const fields = strictMode?.fields ?? [];
	switch (strictMode?.strictModeType) {
		case "FULL_RESTRICTION":
			return true;
		case "SELECTIVE_RESTRICTION":
			return fields.includes(field);
		case "SELECTIVE_EXCLUSION":
			return !fields.includes(field);
		default:
			return false;
	}
}
