import type { Clock, Vendor } from "../vendor.ts";

/** What the control addresses and the playground use of a simulated desk. */
export interface DeskSimulator extends Vendor {
	people(): unknown[];
	tickets(): unknown[];
	actAsCustomer(input: Record<string, unknown>): unknown;
	actAsAgent(input: Record<string, unknown>): unknown;
	createTicket(input: Record<string, unknown>): unknown;
	expireAccessTokens(): void;
	revokeAll(agentId: never): void;
	refreshCount(): number;
}

export interface Desks {
	zendesk: DeskSimulator;
	zoho: DeskSimulator;
}

export function createDesks(_clock: Clock): Desks {
	return {
		zendesk: createStub("zendesk", /^(acme|globex)\.zendesk\.com$/),
		zoho: createStub("zoho", /\.zoho\.eu$/),
	};
}

function createStub(name: "zendesk" | "zoho", hosts: RegExp): DeskSimulator {
	return {
		name,
		ownsHost: (host) => hosts.test(host),
		fetch: async () => new Response("not yet", { status: 501 }),
		reset() {},
		people: () => [],
		tickets: () => [],
		actAsCustomer: () => null,
		actAsAgent: () => null,
		createTicket: () => null,
		expireAccessTokens() {},
		revokeAll() {},
		refreshCount: () => 0,
	};
}
