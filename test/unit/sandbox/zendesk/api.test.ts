import { beforeEach, describe, expect, test } from "vitest";
import { ZENDESK_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import type { Clock } from "../../../../sandbox/vendor.ts";
import { createZendesk, type ZendeskSimulator } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createFixedClock, decide } from "./browser.ts";

const MINA = 381204417;
const ALEX = 381204418;
const PRIYA = 381204419;
const SAM = 381204421;
const REDIRECT_URI = "http://localhost:8787/oauth/zendesk/callback";

let clock: Clock;
let zendesk: ZendeskSimulator;

beforeEach(() => {
	clock = createFixedClock();
	zendesk = createZendesk({ clock });
});

interface Grant {
	access_token: string;
	refresh_token: string;
	scope: string;
	expires_in: number;
	refresh_token_expires_in: number;
}

async function requestToken(body: object, host = "acme"): Promise<Response> {
	return zendesk.fetch(
		new Request(`https://${host}.zendesk.com/oauth/tokens`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				client_id: ZENDESK_ACCOUNT.clientId,
				client_secret: ZENDESK_ACCOUNT.clientSecret,
				...body,
			}),
		}),
	);
}

async function getCode(personId: number, scope = "read", host = "acme"): Promise<string> {
	const url = new URL(`https://${host}.zendesk.com/oauth/authorizations/new`);
	url.search = new URLSearchParams({
		response_type: "code",
		client_id: ZENDESK_ACCOUNT.clientId,
		redirect_uri: REDIRECT_URI,
		scope,
	}).toString();
	return (await decide(zendesk, url.href, personId)).get("code") ?? "";
}

const byCode = (code: string) => ({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI });
const byRefresh = (refresh_token: string) => ({ grant_type: "refresh_token", refresh_token });

async function signIn(personId: number, scope = "read", host = "acme"): Promise<Grant> {
	const answer = await requestToken(byCode(await getCode(personId, scope, host)), host);
	expect(answer.status).toBe(201);
	return answer.json();
}

function get(path: string, token?: string, host = "acme"): Promise<Response> {
	const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
	return zendesk.fetch(new Request(`https://${host}.zendesk.com/api/v2${path}`, { headers }));
}

async function read<T>(answer: Response | Promise<Response>): Promise<T> {
	return (await answer).json();
}

describe("tokens", () => {
	test("are refused once expired", async () => {
		const { access_token, expires_in } = await signIn(ALEX);
		expect(expires_in).toBe(1_800);
		clock.advance(1_800_000);
		const answer = await get("/users/me", access_token);
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ error: "invalid_token" });
	});

	test("rotate: a refresh ends both tokens it replaces", async () => {
		const old = await signIn(ALEX);
		const renewed = await read<Grant>(requestToken(byRefresh(old.refresh_token)));
		expect((await get("/users/me", renewed.access_token)).status).toBe(200);
		expect((await get("/users/me", old.access_token)).status).toBe(401);
		expect(zendesk.refreshCount()).toBe(1);
	});

	test("a spent refresh token is refused", async () => {
		const { refresh_token } = await signIn(ALEX);
		await requestToken(byRefresh(refresh_token));
		const answer = await requestToken(byRefresh(refresh_token));
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ error: "invalid_grant" });
		expect(zendesk.refreshCount()).toBe(1);
	});

	test("a refresh token ends after its lifetime", async () => {
		const { refresh_token, refresh_token_expires_in } = await signIn(ALEX);
		clock.advance(refresh_token_expires_in * 1_000);
		expect((await requestToken(byRefresh(refresh_token))).status).toBe(400);
	});

	test("a code lives for 120 seconds", async () => {
		const [early, late] = [await getCode(ALEX), await getCode(ALEX)];
		clock.advance(119_999);
		expect((await requestToken(byCode(early))).status).toBe(201);
		clock.advance(1);
		expect((await requestToken(byCode(late))).status).toBe(400);
	});

	test.each([
		[{ expires_in: 300 }, 400],
		[{ expires_in: 301 }, 201],
		[{ expires_in: 172_800 }, 400],
		[{ expires_in: 172_799, refresh_token_expires_in: 7_775_999 }, 201],
		[{ refresh_token_expires_in: 604_800 }, 400],
		[{ refresh_token_expires_in: 7_776_000 }, 400],
		[{ expires_in: "1 day" }, 400],
	])("lifetimes %j are answered %s", async (lifetimes, status) => {
		expect((await requestToken({ ...byCode(await getCode(ALEX)), ...lifetimes })).status).toBe(status);
	});

	test("end when somebody revokes the current one", async () => {
		const { access_token, refresh_token } = await signIn(ALEX, "read tickets:write");
		expect(await read(get("/oauth/tokens/current", access_token))).toMatchObject({
			token: { user_id: ALEX, scopes: ["read", "tickets:write"], token: access_token.slice(0, 10) },
		});
		const revoked = await zendesk.fetch(
			new Request("https://acme.zendesk.com/api/v2/oauth/tokens/current", {
				method: "DELETE",
				headers: { authorization: `Bearer ${access_token}` },
			}),
		);
		expect(revoked.status).toBe(204);
		expect((await get("/users/me", access_token)).status).toBe(401);
		expect((await requestToken(byRefresh(refresh_token))).status).toBe(400);
	});

	test("of one account mean nothing in another", async () => {
		const { access_token } = await signIn(ALEX);
		expect((await get("/users/me", access_token, "globex")).status).toBe(401);
	});

	test("end for everybody when told so, and refresh tokens live on", async () => {
		const { access_token, refresh_token } = await signIn(ALEX);
		zendesk.expireAccessTokens();
		expect((await get("/users/me", access_token)).status).toBe(401);
		expect((await requestToken(byRefresh(refresh_token))).status).toBe(201);
	});

	test("are all on record for a search through logs", async () => {
		const code = await getCode(ALEX);
		const grant = await read<Grant>(requestToken(byCode(code)));
		expect(zendesk.issuedTokens()).toEqual([code, grant.access_token, grant.refresh_token]);
	});
});

describe("rights", () => {
	test("nobody is answered 200 on /users/me, and 401 elsewhere", async () => {
		expect(await read(get("/users/me"))).toMatchObject({ user: { id: null, name: "Anonymous user" } });
		expect((await get("/tickets/1042")).status).toBe(401);
	});

	test.each([
		["tickets:read", "/tickets/1042", 200],
		["tickets:read", "/search?query=tax", 403],
		["tickets:read", "/groups", 403],
		["tickets:write", "/tickets/1042", 403],
		["write", "/tickets/1042", 403],
		["raed", "/users/me", 403],
		["raed", "/oauth/tokens/current", 200],
		["users:read", "/users/me", 200],
	])("scope %s on %s is answered %s", async (scope, path, status) => {
		const { access_token } = await signIn(ALEX, scope);
		const answer = await get(path, access_token);
		expect(answer.status).toBe(status);
		if (status === 403) expect(await answer.text()).toMatch(/missing the following required scopes/);
	});

	test("two agents see different tickets", async () => {
		const alex = (await signIn(ALEX)).access_token;
		const priya = (await signIn(PRIYA)).access_token;
		expect((await get("/tickets/1042", alex)).status).toBe(200);
		expect((await get("/tickets/1042", priya)).status).toBe(403);
		expect((await get("/tickets/1042/comments", priya)).status).toBe(403);
		const count = async (token: string) =>
			(await read<{ count: number }>(get("/search/count?query=type:ticket", token))).count;
		expect(await count(alex)).toBe(188);
		expect(await count(priya)).toBeLessThan(100);
	});

	test("end users and suspended people read no tickets", async () => {
		const { access_token } = await signIn(SAM);
		expect((await get("/users/me", access_token)).status).toBe(200);
		expect((await get("/tickets/1042", access_token)).status).toBe(403);
		const alex = (await signIn(ALEX)).access_token;
		zendesk.setSuspended(ALEX, true);
		expect((await get("/tickets/1042", alex)).status).toBe(403);
		expect(await read(get("/users/me", alex))).toMatchObject({ user: { suspended: true } });
	});
});

describe("limits", () => {
	test("too many requests in a minute are answered 429 until the next one", async () => {
		const { access_token } = await signIn(ALEX);
		zendesk.setRateLimit(2);
		clock.advance(15_000);
		expect((await get("/users/me", access_token)).headers.get("x-rate-limit-remaining")).toBe("1");
		expect((await get("/users/me", access_token)).status).toBe(200);
		const refused = await get("/users/me", access_token);
		expect(refused.status).toBe(429);
		expect(refused.headers.get("retry-after")).toBe("45");
		expect(await refused.json()).toMatchObject({ error: "APIRateLimitExceeded" });
		clock.advance(45_000);
		expect((await get("/users/me", access_token)).status).toBe(200);
	});

	test("an unknown path is no endpoint", async () => {
		const { access_token } = await signIn(ALEX);
		const answer = await get("/sentiments", access_token);
		expect(answer.status).toBe(404);
		expect(await answer.json()).toMatchObject({ error: "InvalidEndpoint" });
	});

	test("pages are a hundred at most, and the two ways of paging don't mix", async () => {
		const { access_token } = await signIn(ALEX);
		expect((await get("/users?page[size]=100", access_token)).status).toBe(200);
		expect((await get("/users?page[size]=101", access_token)).status).toBe(400);
		expect((await get("/users?page[size]=10&per_page=10", access_token)).status).toBe(400);
		expect((await get("/users?page[size]=10&page[after]=nonsense", access_token)).status).toBe(400);
	});

	test("a path may end in .json", async () => {
		const { access_token } = await signIn(ALEX);
		expect(await read(get("/tickets/1042.json", access_token))).toMatchObject({ ticket: { id: 1042 } });
	});
});

describe("search", () => {
	const found = async (query: string, token: string) =>
		(
			await read<{ results: { id: number }[] }>(get(`/search?query=${encodeURIComponent(query)}`, token))
		).results.map(({ id }) => id);

	test("misses a new ticket until it's indexed", async () => {
		const { access_token } = await signIn(MINA);
		const input = { subject: "Zeppelin docked", text: "Hello", requester: { email: "new@x.example" } };
		const { id } = zendesk.createTicket(input);
		expect((await get(`/tickets/${id}`, access_token)).status).toBe(200);
		clock.advance(59_999);
		expect(await found("zeppelin", access_token)).toEqual([]);
		clock.advance(1);
		expect(await found("zeppelin", access_token)).toEqual([id]);
	});

	test("takes offsets only, and no more than a thousand results", async () => {
		const { access_token } = await signIn(MINA);
		expect((await get("/search?query=a&page[size]=10", access_token)).status).toBe(400);
		expect((await get("/search?query=a&per_page=100&page=10", access_token)).status).toBe(200);
		expect((await get("/search?query=a&per_page=100&page=11", access_token)).status).toBe(422);
	});

	test("knows its operators", async () => {
		const { access_token } = await signIn(MINA);
		const statuses = async (query: string) =>
			new Set((await found(query, access_token)).map((id) => zendesk.ticket(id)?.status));
		expect(await statuses("type:ticket status:hold status:pending")).toEqual(new Set(["hold", "pending"]));
		expect(await statuses("type:ticket status<pending")).toEqual(new Set(["new", "open"]));
		expect(await statuses("type:ticket -status:closed -status:solved status>=hold")).toEqual(
			new Set(["hold"]),
		);
		expect(await found('type:ticket subject:"wrong tax"', access_token)).toEqual([1042]);
		expect(await found("type:ticket requester:aya.mori@globex.example line osaka", access_token)).toContain(
			1042,
		);
		expect(await found("type:user aya", access_token)).toEqual([9001]);
		expect(await found("type:ticket assignee:me assignee:none group:none", access_token)).not.toHaveLength(0);
	});

	test("matches the beginnings of words, and phrases whole", async () => {
		const { access_token } = await signIn(MINA);
		expect(await found("type:ticket intermitt", access_token)).toContain(1020);
		expect(await found("type:ticket mittent", access_token)).toEqual([]);
		expect(await found('type:ticket "PO-5521"', access_token)).toEqual([1042]);
		expect(await found('type:ticket "PO-552"', access_token)).toEqual([]);
	});
});
