import type { Blueprint } from "../../core/ticket-writing.ts";
import { isVendorError } from "../../lib/errors.ts";
import { path } from "../../lib/http.ts";
import type { ZohoClient } from "./client.ts";
import { refuse } from "./failure.ts";
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
	return isHeld(strictMode?.strictModeType, (strictMode?.fields ?? []).includes(field));
}

function restrictsAction({ strictMode }: AppliedBlueprint, action: Action): boolean {
	return isHeld(strictMode?.strictModeType, (strictMode?.actions ?? []).includes(action));
}

function isHeld(type: string | null | undefined, isNamed: boolean): boolean {
	if (type === "FULL_RESTRICTION") return true;
	if (type === "SELECTIVE_RESTRICTION") return isNamed;
	return type === "SELECTIVE_EXCLUSION" && !isNamed;
}

type Action = "REPLY" | "COMMENT";

/**
 * The vendor documents no code for a blueprint's refusal: the blueprint itself tells whether it was one. Answers the
 * error to throw, which is the one given where something else is wrong.
 */
export async function explainRefusal(
	client: ZohoClient,
	ticketId: string,
	attempt: { fields: string[]; action?: Action },
	error: unknown,
): Promise<unknown> {
	if (!isVendorError(error) || error.kind !== "invalid") return error;
	const blueprint = await readBlueprint(client, ticketId).catch(() => null);
	if (!blueprint) return error;
	const held = attempt.fields.filter((field) => restricts(blueprint, field));
	const isActionHeld = attempt.action !== undefined && restrictsAction(blueprint, attempt.action);
	const named = Object.keys(error.fields);
	const isOther = named.length > 0 && !named.some((field) => held.includes(field));
	if (isOther || (held.length === 0 && !isActionHeld)) return error;
	const fields = Object.fromEntries(held.map((field) => [field, "blueprint"]));
	return refuse("blueprint", error.operation ?? "", fields);
}
