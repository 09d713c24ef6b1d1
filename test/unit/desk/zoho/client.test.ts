import { describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import type { TokenSource } from "../../../../src/desk/help-desk.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import { isVendorError } from "../../../../src/lib/errors.ts";
import type { CallOptions } from "../../../../src/lib/http.ts";
import { createAccount, createTokens, DESK, failureOf, START } from "../../sandbox/zoho/account.ts";

const FIXED: TokenSource = {
	current: async () => ({ token: "t", generation: 1 }),
	renew: async () => ({ token: "t2", generation: 2 }),
};

/** A desk that answers the same to everything. */
function deskAnswering(status: number, body: string, headers: HeadersInit = {}, tokens = FIXED) {
	const sent: Request[] = [];
	const call: CallOptions = {
		now: () => START,
		timeoutMs: 1_000,
		fetch: async (input, init) => {
			sent.push(new Request(input as RequestInfo, init as RequestInit));
			return new Response(status === 204 ? null : body, { status, headers });
		},
	};
	return { desk: zoho.open(DESK, tokens, call), sent };
}

const failureBody = (errorCode: string) => JSON.stringify({ errorCode, message: "customer's secret text" });

describe("answers that are refusals", () => {
	it.each([
		[400, failureBody("BAD_REQUEST"), "invalid"],
		[401, failureBody("UNAUTHORIZED"), "auth"],
		[401, failureBody("INVALID_OAUTH"), "auth"],
		[400, failureBody("INVALID_OAUTH"), "auth"],
		[401, "<html>sign in</html>", "auth"],
		[403, failureBody("SCOPE_MISMATCH"), "missing_scope"],
		[401, failureBody("SCOPE_MISMATCH"), "missing_scope"],
		[403, failureBody("OAUTH_ORG_MISMATCH"), "forbidden"],
		[403, failureBody("FORBIDDEN"), "forbidden"],
		[403, failureBody("LICENSE_ACCESS_LIMITED"), "forbidden"],
		[403, failureBody("SOMETHING_NEW"), "forbidden"],
		[404, failureBody("URL_NOT_FOUND"), "not_found"],
		[422, failureBody("INVALID_DATA"), "invalid"],
		[429, failureBody("TOO_MANY_REQUESTS"), "rate_limited"],
		[429, failureBody("THRESHOLD_EXCEEDED"), "rate_limited"],
		[429, "<html>", "rate_limited"],
		[500, failureBody("INTERNAL_SERVER_ERROR"), "unavailable"],
		[502, "<html>bad gateway</html>", "unavailable"],
		[200, "<html>maintenance</html>", "malformed"],
		[200, '{"data":"none"}', "malformed"],
		[200, "", "malformed"],
		[302, "", "malformed"],
	])("%i %s is %s", async (status, body, kind) => {
		const failure = await failureOf(deskAnswering(status, body).desk.departments());
		expect(failure).toMatchObject({ vendor: "zoho", kind, status, operation: "GET /departments" });
		expect(JSON.stringify(failure)).not.toContain("secret text");
	});

	it("says when to come back, or that it isn't known", async () => {
		const threshold = deskAnswering(429, failureBody("THRESHOLD_EXCEEDED"), { "retry-after": "120" });
		expect(await failureOf(threshold.desk.departments())).toMatchObject({ retryAfterSeconds: 120 });
		const busy = deskAnswering(429, failureBody("TOO_MANY_REQUESTS"));
		expect(await failureOf(busy.desk.departments())).toMatchObject({ retryAfterSeconds: null });
	});

	it("names the fields that were refused", async () => {
		const body = JSON.stringify({
			errorCode: "INVALID_DATA",
			message: "",
			errors: [{ fieldName: "/contactId", errorType: "missing", errorMessage: "" }],
		});
		expect(await failureOf(deskAnswering(422, body).desk.departments())).toMatchObject({
			fields: { contactId: "missing" },
		});
	});

	it("never takes a text for a code", async () => {
		const body = JSON.stringify({ errorCode: "a customer's words", message: "" });
		expect(await failureOf(deskAnswering(403, body).desk.departments())).toMatchObject({ code: null });
	});

	it("takes 204 for an empty list", async () => {
		const { desk } = deskAnswering(204, "");
		expect(await desk.departments()).toEqual([]);
		expect(await desk.agents({ cursor: null, size: 10 })).toMatchObject({ items: [], next: null });
		expect(await desk.conversation("520000000000000001", { cursor: null, size: 5 })).toMatchObject({
			items: [],
		});
	});
});

describe("no answer", () => {
	it("is unavailable without a status, and aborted when we stopped waiting", async () => {
		const controller = new AbortController();
		const call: CallOptions = {
			now: () => START,
			timeoutMs: 1_000,
			signal: controller.signal,
			fetch: () => Promise.reject(new TypeError("lost")),
		};
		const desk = zoho.open(DESK, FIXED, call);
		expect(await failureOf(desk.departments())).toMatchObject({ kind: "unavailable", status: null });
		controller.abort();
		expect(await failureOf(desk.departments())).toMatchObject({ kind: "aborted", status: null });
	});
});

describe("tokens", () => {
	it("sends token and organisation, and the token nowhere else", async () => {
		const { desk, sent } = deskAnswering(204, "");
		await desk.departments();
		expect(sent[0]?.headers.get("authorization")).toBe("Zoho-oauthtoken t");
		expect(sent[0]?.headers.get("orgid")).toBe(ZOHO_ACCOUNT.orgId);
		expect(sent[0]?.url).not.toContain("orgId");
	});

	it("renews a refused token once, and the call succeeds", async () => {
		const account = createAccount();
		const desk = await account.open();
		account.simulator.expireAccessTokens();
		expect(await desk.findTicket({ by: "number", number: "4702" })).toMatchObject({ number: "4702" });
		expect(account.simulator.refreshCount()).toBe(1);
	});

	it("renews once for two calls side by side", async () => {
		const account = createAccount();
		const desk = await account.open();
		account.simulator.expireAccessTokens();
		const { id } = account.simulator.ticket("4702");
		expect(await desk.findTicket({ by: "id", id })).toMatchObject({ id });
		expect(account.simulator.refreshCount()).toBe(1);
	});

	it("gives up after one renewal", async () => {
		const { desk, sent } = deskAnswering(401, failureBody("INVALID_OAUTH"));
		expect(await failureOf(desk.departments())).toMatchObject({ kind: "auth" });
		expect(sent.map((request) => request.headers.get("authorization"))).toEqual([
			"Zoho-oauthtoken t",
			"Zoho-oauthtoken t2",
		]);
	});

	it("passes on why a renewal failed", async () => {
		const account = createAccount();
		const desk = await account.open();
		account.simulator.revokeAll("520000000099001");
		const failure = await failureOf(desk.departments());
		expect(isVendorError(failure) && failure.kind).toBe("auth");
	});
});

describe("people and portals", () => {
	it("knows an administrator, an agent and a light agent", async () => {
		const account = createAccount();
		const who = async (person: string) => (await account.open(person)).identify();
		expect(await who("mina@acme.example")).toEqual({
			agentId: "520000000099001",
			name: "Mina Kato",
			email: "mina@acme.example",
			isAdmin: true,
			isAgent: true,
			commentsOnly: false,
			locale: "ja-JP",
		});
		expect(await who("alex@acme.example")).toMatchObject({
			isAdmin: false,
			isAgent: true,
			commentsOnly: false,
		});
		expect(await who("noor@acme.example")).toMatchObject({ isAdmin: false, commentsOnly: true });
		expect(await who("kenji@acme.example")).toMatchObject({ name: "伊藤 健二", locale: "ja-JP" });
	});

	it.each([
		[ZOHO_ACCOUNT.orgId, ZOHO_ACCOUNT.orgName, "520000000099001"],
		[ZOHO_ACCOUNT.otherOrgId, ZOHO_ACCOUNT.otherOrgName, "530000000099001"],
	])("finds out that a token answers for %s", async (organisation, name, agentId) => {
		const account = createAccount();
		const grant = await account.signIn({ organisation });
		const unknown = { address: "eu", portalId: null };
		const desk = zoho.open(unknown, createTokens(grant, account.call), account.call);
		expect(await desk.portals()).toEqual([
			expect.objectContaining({
				id: organisation,
				name,
				url: expect.stringMatching(/^https:\/\/desk\.zoho\.eu\//),
			}),
		]);
		expect(await desk.identify()).toMatchObject({ agentId, isAdmin: true });
	});

	it("refuses a token of another portal", async () => {
		const account = createAccount();
		const grant = await account.signIn({ organisation: ZOHO_ACCOUNT.otherOrgId });
		const desk = zoho.open(DESK, createTokens(grant, account.call), account.call);
		expect(await failureOf(desk.identify())).toMatchObject({ kind: "forbidden", code: "OAUTH_ORG_MISMATCH" });
		expect(await desk.findTicket({ by: "number", number: "4702" }).catch((error) => error.kind)).toBe(
			"forbidden",
		);
	});

	it("says which scope problem there is", async () => {
		const account = createAccount();
		const grant = await account.signIn({ scopes: ["Desk.tickets.READ", "Desk.basic.READ"] });
		const desk = zoho.open(DESK, createTokens(grant, account.call), account.call);
		const failure = await failureOf(desk.findTicket({ by: "number", number: "4702" }));
		expect(failure).toMatchObject({ kind: "missing_scope", code: "SCOPE_MISMATCH" });
	});

	it("lists the departments and agents the person sees", async () => {
		const account = createAccount();
		const priya = await account.open("priya@acme.example");
		expect(await priya.departments()).toEqual([{ id: ZOHO_DEPARTMENTS.billing, name: "Billing" }]);
		const agents = await priya.agents({ cursor: null, size: 3 });
		expect(agents.items).toContainEqual({
			id: "520000000099002",
			name: "Alex Berg",
			email: "alex@acme.example",
		});
		expect(agents).toMatchObject({ next: null, previous: null });
	});
});
