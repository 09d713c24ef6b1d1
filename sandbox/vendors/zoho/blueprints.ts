import { PEOPLE, ZOHO_DEPARTMENTS } from "../../seed/people.ts";
import type { SimTicket } from "./state.ts";

export interface SimTransition {
	id: string;
	name: string;
	fromState: string;
	toState: string;
	isAutoTransition: boolean;
	isCriteriaSatisfied: boolean;
	agentIds: string[];
	teams: { id: string; name: string }[];
}

export interface SimBlueprint {
	id: string;
	name: string;
	departmentId: string;
	state: { id: string; name: string; type: "START" | "INTERMEDIATE" | "END" };
	strictMode: {
		strictModeType: "FULL_RESTRICTION" | "SELECTIVE_RESTRICTION" | "SELECTIVE_EXCLUSION";
		fields: string[];
		actions: ("REPLY" | "COMMENT" | "RESOLUTION")[];
	} | null;
	transitions: SimTransition[];
}

const agentId = (key: string) => PEOPLE.find((person) => person.key === key)?.zoho?.id ?? "";

let last = 0;
function transition(
	fromState: string,
	name: string,
	toState: string,
	more: Partial<SimTransition> = {},
): SimTransition {
	last += 1;
	return {
		id: `520000000000870${String(100 + last)}`,
		name,
		fromState,
		toState,
		isAutoTransition: false,
		isCriteriaSatisfied: true,
		agentIds: [],
		teams: [],
		...more,
	};
}

/** What tickets of the seed are in; `SimTicket.blueprint` is a key of it. */
const BLUEPRINTS: Readonly<Record<string, SimBlueprint>> = {
	refund: {
		id: "520000000000870001",
		name: "Refund flow",
		departmentId: ZOHO_DEPARTMENTS.billing,
		state: { id: "520000000000870011", name: "Under review", type: "INTERMEDIATE" },
		strictMode: { strictModeType: "SELECTIVE_RESTRICTION", fields: ["status"], actions: [] },
		transitions: [
			transition("Under review", "Approve refund", "Approved", { agentIds: [agentId("alex")] }),
			transition("Under review", "Reject refund", "Rejected", {
				agentIds: [agentId("priya")],
				teams: [{ id: "520000000000860001", name: "Billing leads" }],
			}),
			transition("Under review", "Remind after two days", "Under review", { isAutoTransition: true }),
			transition("Under review", "Close without refund", "Closed", { isCriteriaSatisfied: false }),
			transition("Approved", "Pay out", "Paid", { agentIds: [agentId("priya")] }),
			transition("Approved", "Ask again", "Under review"),
		],
	},
	audit: {
		id: "520000000000870002",
		name: "Invoice audit",
		departmentId: ZOHO_DEPARTMENTS.billing,
		state: { id: "520000000000870012", name: "Collecting papers", type: "START" },
		strictMode: { strictModeType: "FULL_RESTRICTION", fields: [], actions: [] },
		transitions: [
			transition("Collecting papers", "Papers complete", "Checking", { agentIds: [agentId("priya")] }),
		],
	},
	hardware: {
		id: "520000000000870003",
		name: "Hardware check",
		departmentId: ZOHO_DEPARTMENTS.support,
		state: { id: "520000000000870013", name: "Diagnosing", type: "START" },
		strictMode: null,
		transitions: [transition("Diagnosing", "Order a replacement", "Waiting for the carrier")],
	},
};

type Place = Pick<SimTicket, "blueprint" | "blueprintState" | "departmentId">;

/** As it stands for this ticket. One that left the department has left its blueprint. */
export function blueprintOf(ticket: Place): SimBlueprint | null {
	const found = ticket.blueprint === null ? null : (BLUEPRINTS[ticket.blueprint] ?? null);
	if (found?.departmentId !== ticket.departmentId) return null;
	const name = ticket.blueprintState ?? found.state.name;
	const transitions = found.transitions.filter(({ fromState }) => fromState === name);
	if (name === found.state.name) return { ...found, transitions };
	const type = transitions.length > 0 ? "INTERMEDIATE" : "END";
	return { ...found, state: { id: stateIdOf(found, name), name, type }, transitions };
}

/** States are numbered as the transitions lead to them. */
function stateIdOf({ id, transitions }: SimBlueprint, name: string): string {
	const index = transitions.findIndex(({ toState }) => toState === name);
	return `${id.slice(0, -2)}${50 + index}`;
}

export function isBlueprint(key: string): boolean {
	return Object.hasOwn(BLUEPRINTS, key);
}

export function holdsField(ticket: SimTicket, field: string): boolean {
	const mode = blueprintOf(ticket)?.strictMode;
	if (!mode) return false;
	if (mode.strictModeType === "FULL_RESTRICTION") return true;
	return mode.fields.includes(field) === (mode.strictModeType === "SELECTIVE_RESTRICTION");
}

export function holdsAction(ticket: SimTicket, action: "REPLY" | "COMMENT"): boolean {
	const mode = blueprintOf(ticket)?.strictMode;
	if (!mode) return false;
	if (mode.strictModeType === "FULL_RESTRICTION") return true;
	return mode.actions.includes(action) === (mode.strictModeType === "SELECTIVE_RESTRICTION");
}
