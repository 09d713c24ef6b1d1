import type { Clock } from "../../../sandbox/vendor.ts";
import type { SalesforceSimulator } from "../../../sandbox/vendors/salesforce/simulator.ts";
import type { CallOptions } from "../../../src/lib/http.ts";
import type { Crm, CrmClient, CrmGrant, CrmTokenSource } from "../../../src/salesforce/crm.ts";
import { salesforce as provider } from "../../../src/salesforce/provider.ts";
import { createStand, decide, orgOf, REDIRECT, VERIFIER } from "../sandbox/salesforce/client.ts";
import { createMemory } from "./fake-org.ts";

/** A simulated Salesforce, signed in to by the adapter itself. */
export interface World {
	salesforce: SalesforceSimulator;
	clock: Clock;
	call: CallOptions;
	requests: Request[];
}

export function createWorld(): World {
	const { salesforce, clock } = createStand();
	const requests: Request[] = [];
	const call: CallOptions = {
		now: clock.now,
		timeoutMs: 30_000,
		fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
			const request = new Request(input, init);
			requests.push(request.clone() as Request);
			return salesforce.fetch(request);
		},
	};
	return { salesforce, clock, call, requests };
}

export function clientOf({ salesforce }: World, key: string): CrmClient {
	const { clientId, clientSecret } = orgOf(salesforce, key);
	return { clientId, clientSecret };
}

export async function signIn(world: World, key = "acme", user?: string): Promise<CrmGrant> {
	const { salesforce, call } = world;
	const org = orgOf(salesforce, key);
	const client = clientOf(world, key);
	const request = { client, redirectUri: REDIRECT, state: "st_1", codeVerifier: VERIFIER };
	const address = await provider.authorizationUrl(org.host, request);
	const person = org.users.find((one) => one.key === user) ?? org.users[0];
	const callback = await decide(salesforce, address, person?.id ?? "");
	const code = callback.get("code") ?? "";
	return provider.exchangeCode(
		org.host,
		{ client, redirectUri: REDIRECT, code, codeVerifier: VERIFIER },
		call,
	);
}

export interface Session {
	crm: Crm;
	grant: CrmGrant;
	renewals: number[];
}

export async function openOrg(world: World, key = "acme", user?: string): Promise<Session> {
	const first = await signIn(world, key, user);
	let grant: CrmGrant = first;
	let generation = 1;
	const renewals: number[] = [];
	const tokens: CrmTokenSource = {
		current: async () => ({ token: grant.accessToken, generation }),
		async renew(failed) {
			renewals.push(failed);
			if (failed === generation) {
				const { host } = orgOf(world.salesforce, key);
				const renewed = await provider.refresh(
					host,
					clientOf(world, key),
					grant.refreshToken ?? "",
					world.call,
				);
				grant = { ...renewed, refreshToken: renewed.refreshToken ?? grant.refreshToken };
				generation += 1;
			}
			return { token: grant.accessToken, generation };
		},
	};
	world.requests.length = 0;
	return {
		crm: provider.open(first.instanceUrl, tokens, world.call, createMemory()),
		grant: first,
		renewals,
	};
}
