import { requireTicket } from "./api-tickets.ts";
import { blueprintOf, type SimBlueprint, type SimTransition } from "./blueprints.ts";
import { ApiFailure, type ApiRequest, type Endpoint, includeOf, someOf } from "./endpoints.ts";
import { iso } from "./present-ticket.ts";

const DAY = 86_400_000;

export const blueprintEndpoints: Endpoint[] = [
	{
		path: "/tickets/:ticketId{[0-9]+}/blueprint",
		scopes: [["Desk.tickets.READ"]],
		weight: 1,
		query: { include: someOf("transitionOwnerAgents", "transitionOwnerTeams", "transitionOwnerDept") },
		answer(request) {
			const ticket = requireTicket(request);
			const blueprint = blueprintOf(ticket);
			if (!blueprint) return null;
			const dueDate = iso(ticket.createdAt + 7 * DAY);
			return {
				id: blueprint.id,
				name: blueprint.name,
				isContinuousBlueprint: false,
				state: { ...blueprint.state, dueDate },
				...(blueprint.strictMode ? { strictMode: blueprint.strictMode } : {}),
				transitions: blueprint.transitions.map((one) => presentTransition(request, blueprint, one)),
			};
		},
	},
];

function presentTransition(
	{ state, viewer, query }: ApiRequest,
	{ departmentId }: SimBlueprint,
	{ agentIds, teams, ...transition }: SimTransition,
) {
	const include = includeOf(query);
	const agents = state.agents.filter(({ id }) => agentIds.includes(id));
	const department = state.departments.find(({ id }) => id === departmentId);
	const isAnyones = agentIds.length === 0 && teams.length === 0;
	return {
		...transition,
		canUserPerformTransition: viewer.role !== "light" && (isAnyones || agentIds.includes(viewer.id)),
		owners: [
			{
				departmentId,
				agentIds,
				teamIds: teams.map(({ id }) => id),
				...(include.has("transitionOwnerAgents")
					? {
							agents: agents.map(({ id, firstName, lastName, email }) => ({
								id,
								firstName,
								lastName,
								email,
								photoURL: null,
							})),
						}
					: {}),
				...(include.has("transitionOwnerTeams")
					? { teams: teams.map((team) => ({ ...team, logoUrl: null })) }
					: {}),
				...(include.has("transitionOwnerDept") && department
					? { department: { id: department.id, name: department.name } }
					: {}),
			},
		],
	};
}

/** Which code the vendor answers with is not documented; the status is. */
export function heldByBlueprint(): ApiFailure {
	return new ApiFailure(422, "UNPROCESSABLE_ENTITY", "The blueprint of this ticket doesn't allow this.");
}
