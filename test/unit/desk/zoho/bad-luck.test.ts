import { beforeEach, describe, expect, it } from "vitest";
import type { DeskFeed } from "../../../../src/desk/desk-feed.ts";
import { zoho } from "../../../../src/desk/zoho/provider.ts";
import {
	createAccount,
	createTokens,
	DESK,
	failureOf,
	START,
	type TestAccount,
} from "../../sandbox/zoho/account.ts";

type Answer = (url: URL) => Response | null;

let account: TestAccount;
let feed: DeskFeed;
/** What answers instead of the simulated desk; null lets the request through. */
let instead: Answer;

beforeEach(async () => {
	account = createAccount();
	instead = () => null;
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const request = new Request(input as RequestInfo, init as RequestInit);
		return instead(new URL(request.url)) ?? account.call.fetch(request);
	};
	const call = { ...account.call, fetch };
	const grant = await account.signIn({ role: "admin" });
	feed = zoho.openFeed(DESK, createTokens(grant, call), call);
});

const idOf = (number: string) => account.simulator.ticket(number).id;
const failing = (part: string, status: number, body = "<html>bad gateway</html>"): Answer => {
	return ({ pathname }) => (pathname.includes(part) ? new Response(body, { status }) : null);
};
const codeBody = (errorCode: string) => JSON.stringify({ errorCode, message: "secret words of a customer" });

const WAYS: [string, () => Promise<unknown>][] = [
	["observe", () => feed.observe(idOf("4702"), START)],
	["changes", () => feed.changes(null, START)],
	["ratings", () => feed.ratings(null, START)],
	["overdue", () => feed.overdue(null, START)],
	["ensureWebhook", () => feed.ensureWebhook({ address: "https://a.example/w", name: "Desk" }, null)],
];

describe.each(WAYS)("%s", (_name, run) => {
	it.each([
		[429, codeBody("TOO_MANY_REQUESTS"), "rate_limited"],
		[429, codeBody("THRESHOLD_EXCEEDED"), "rate_limited"],
		[500, codeBody("INTERNAL_SERVER_ERROR"), "unavailable"],
		[502, "<html>bad gateway</html>", "unavailable"],
		[503, "", "unavailable"],
		[403, codeBody("SCOPE_MISMATCH"), "missing_scope"],
		[403, codeBody("OAUTH_ORG_MISMATCH"), "forbidden"],
	])("fails with a %i as what it is: %s", async (status, body, kind) => {
		instead = ({ pathname }) => (pathname.startsWith("/api/") ? new Response(body, { status }) : null);
		const failure = await failureOf(run());
		expect(failure).toMatchObject({ vendor: "zoho", kind });
		expect(JSON.stringify(failure)).not.toContain("secret words");
	});

	it("renews a token that ended, once, and goes on", async () => {
		account.simulator.expireAccessTokens();
		// No address answers in these tests: making a webhook ends there, with the new token.
		expect(await failureOf(run())).toBeNull();
		expect(account.simulator.refreshCount()).toBe(1);
	});

	it("says that somebody has to sign in again when the grant is over", async () => {
		account.simulator.revokeAll("520000000099001");
		expect(await failureOf(run())).toMatchObject({ kind: "auth" });
	});

	it("counts what was spent also when it failed", async () => {
		instead = failing("/api/", 500);
		await failureOf(run());
		expect(feed.spent()).toBeGreaterThan(0);
	});
});

describe("one part of a look", () => {
	it.each([
		["the conversation", "/conversations", 502],
		["the history", "/History", 502],
		["the history", "/History", 429],
		["the tags", "/tags", 429],
		["the tags", "/tags", 502],
	])("fails it when it may be there the next time: %s", async (_part, path, status) => {
		instead = failing(path, status);
		expect(await failureOf(feed.observe(idOf("4702"), START))).toMatchObject({ vendor: "zoho" });
	});

	it("fails ratings whose tickets can't be looked for now", async () => {
		const ratedTime = new Date(START + 60_000).toISOString();
		instead = ({ pathname }) => {
			if (pathname.endsWith("/customerHappiness")) {
				return Response.json({ data: [{ id: "2", rating: "good", ratedTime }] });
			}
			return pathname.endsWith("/tickets/search") ? new Response("<html>", { status: 502 }) : null;
		};
		expect(await failureOf(feed.ratings(null, START))).toMatchObject({ kind: "unavailable" });
	});

	it.each([
		["the history may not be read", "/History", 403, codeBody("FORBIDDEN")],
		["the history is an HTML page", "/History", 200, "<html>login</html>"],
		["the tags are an HTML page", "/tags", 200, "<html>login</html>"],
		["the history is empty", "/History", 204, null],
	])("is left out when %s", async (_why, path, status, body) => {
		instead = ({ pathname }) => (pathname.includes(path) ? new Response(body, { status }) : null);
		const seen = await feed.observe(idOf("4702"), START);
		expect(seen).toMatchObject({ ticket: { number: "4702" }, tags: [] });
	});

	it("claims nothing of what was before without a history", async () => {
		instead = failing("/History", 403, codeBody("FORBIDDEN"));
		expect(await feed.observe(idOf("4702"), START)).toMatchObject({ changes: {}, earlier: {} });
	});

	it("shows the snippet when the whole text can't be had", async () => {
		account.clock.advance(60_000);
		account.simulator.actAsCustomer({ ticketId: "4702", text: `${"word ".repeat(100)}end` });
		instead = failing("/threads/", 500);
		const seen = await feed.observe(idOf("4702"), START);
		expect(seen?.messages[0]?.text).toMatch(/^(?:word ?){20}$/);
	});
});

describe("fields that are null or missing", () => {
	it("make a ticket all the same", async () => {
		const id = idOf("4702");
		instead = ({ pathname }) => {
			if (pathname.endsWith("/tags")) return Response.json({ tags: null });
			if (pathname.endsWith("/History")) {
				return Response.json({
					data: [
						{ eventName: null, eventTime: null, actor: null, eventInfo: null },
						{
							eventName: "TicketUpdated",
							eventTime: "2026-09-10T06:30:00.000Z",
							actor: { id: null, name: null, type: "System" },
							eventInfo: [{ propertyName: null }, { propertyName: " STATUS ", propertyValue: null }],
						},
					],
				});
			}
			if (pathname.endsWith("/conversations")) {
				return Response.json({
					data: [{ id: "1", type: "thread", author: null, summary: null, createdTime: null }],
				});
			}
			if (!pathname.endsWith(`/tickets/${id}`)) return null;
			return Response.json({
				id,
				ticketNumber: "4702",
				subject: null,
				status: null,
				contact: null,
				assignee: null,
				department: null,
				isEscalated: null,
				isOverDue: null,
			});
		};
		expect(await feed.observe(id, START)).toEqual({
			ticket: expect.objectContaining({ number: "4702", subject: "", assignee: null, department: null }),
			tags: [],
			escalated: false,
			overdue: false,
			messages: [],
			changes: { status: { at: START + 1_800_000, actor: null } },
			earlier: { priority: null, assignee: null, department: null },
		});
	});

	it("make a rating all the same; one with an unknown word is none", async () => {
		instead = ({ pathname }) => {
			if (!pathname.endsWith("/customerHappiness")) return null;
			const ratedTime = "2026-09-10T06:30:00.000Z";
			return Response.json({
				data: [
					{ id: "3", rating: "SUPERB", ratedTime },
					{
						id: "2",
						rating: "good",
						ratedTime: String(START + 60_000),
						ticket: { id: "52001" },
						feedback: " 良い ",
					},
					{ id: "1", rating: null, ratedTime: null },
				],
			});
		};
		expect((await feed.ratings(null, START)).items).toEqual([
			{ id: "2", ticketId: "52001", score: "good", comment: "良い", ratedAt: START + 60_000 },
		]);
	});

	it("reads ratings that come oldest first against our wish to their end", async () => {
		const all = Array.from({ length: 120 }, (_, index) => ({
			id: String(1000 + index),
			rating: "OK",
			ratedTime: new Date(START + index * 1_000).toISOString(),
			ticketId: "52001",
		}));
		instead = ({ pathname, searchParams }) => {
			if (!pathname.endsWith("/customerHappiness")) return null;
			const from = Number(searchParams.get("from"));
			const data = all.slice(from, from + 50);
			return data.length > 0 ? Response.json({ data }) : new Response(null, { status: 204 });
		};
		const since = START + 90_400;
		let page = await feed.ratings(null, since);
		const items = [...page.items];
		while (page.more) {
			page = await feed.ratings(page.cursor, since);
			items.push(...page.items);
		}
		expect(items.map(({ id }) => Number(id))).toEqual(Array.from({ length: 30 }, (_, index) => 1090 + index));
		all.push({
			id: "2000",
			rating: "OK",
			ratedTime: new Date(START + 200_000).toISOString(),
			ticketId: "52001",
		});
		expect((await feed.ratings(page.cursor, since)).items.map(({ id }) => id)).toEqual(["2000"]);
	});
});

describe("dailyBudget", () => {
	it.each([
		["FREE", 5_000],
		["EXPRESS", 25_000],
		["STANDARD", 50_000],
		["PROFESSIONAL", 75_000],
		["ENTERPRISE", 100_000],
		["Zoho One", 100_000],
		["SOMETHING_NEW", 5_000],
		[null, 5_000],
		["constructor", 5_000],
	])("of %s is %i", (edition, credits) => {
		expect(zoho.dailyBudget(edition)).toBe(credits);
	});
});
