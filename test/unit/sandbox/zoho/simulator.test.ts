import { beforeEach, describe, expect, it } from "vitest";
import { ZOHO_ACCOUNT } from "../../../../sandbox/seed/accounts.ts";
import { ZOHO_DEPARTMENTS } from "../../../../sandbox/seed/people.ts";
import { createAccount, type TestAccount } from "./account.ts";

let account: TestAccount;
let token: string;

beforeEach(async () => {
	account = createAccount();
	token = (await account.signIn()).accessToken;
});

async function refused(path: string, headers?: Record<string, string>) {
	const answer = await account.get(token, path, headers);
	const body = (await answer.json()) as { errorCode: string };
	return [answer.status, body.errorCode];
}

async function rows(path: string, as = token): Promise<{ id: string; ticketNumber: string }[]> {
	const answer = await account.get(as, path);
	if (answer.status === 204) return [];
	return ((await answer.json()) as { data: { id: string; ticketNumber: string }[] }).data;
}

describe("tokens", () => {
	it("refuses an access token after an hour", async () => {
		account.clock.advance(3_599_000);
		expect((await account.get(token, "/myinfo")).status).toBe(200);
		account.clock.advance(1_000);
		expect(await refused("/myinfo")).toEqual([401, "INVALID_OAUTH"]);
	});

	it("refuses a call without a token", async () => {
		expect(await refused("/myinfo", { authorization: "" })).toEqual([401, "UNAUTHORIZED"]);
	});

	it("knows a token in its own data centre only", async () => {
		const answer = await account.simulator.fetch(
			new Request("https://desk.zoho.com/api/v1/organizations", {
				headers: { authorization: `Zoho-oauthtoken ${token}` },
			}),
		);
		expect(answer.status).toBe(401);
	});

	it("refuses another organisation than the one chosen at consent", async () => {
		expect(await refused("/myinfo", { orgId: ZOHO_ACCOUNT.otherOrgId })).toEqual([403, "OAUTH_ORG_MISMATCH"]);
	});

	it("breaks on an organisation that is not a number, except on the list of organisations", async () => {
		expect(await refused("/myinfo", { orgId: "acme" })).toEqual([500, "INTERNAL_SERVER_ERROR"]);
		expect((await account.get(token, "/organizations", { orgId: "acme" })).status).toBe(200);
	});

	it("refuses a call whose scope was not granted", async () => {
		token = (await account.signIn({ scopes: ["Desk.tickets.READ"] })).accessToken;
		expect((await account.get(token, "/tickets")).status).toBe(200);
		expect(await refused("/tickets/search?ticketNumber=4702")).toEqual([403, "SCOPE_MISMATCH"]);
		expect(await refused("/departments")).toEqual([403, "SCOPE_MISMATCH"]);
	});
});

describe("paging and parameters", () => {
	it("answers 204 without a body where there is nothing", async () => {
		const answer = await account.get(token, "/tickets/search?ticketNumber=999999");
		expect([answer.status, await answer.text()]).toEqual([204, ""]);
		expect((await account.get(token, "/tickets?from=100000")).status).toBe(204);
	});

	it("refuses a query parameter it doesn't know", async () => {
		expect(await refused("/tickets?sortOrder=desc")).toEqual([422, "UNPROCESSABLE_ENTITY"]);
		expect(await refused("/tickets/search?assignee=Unassigned")).toEqual([422, "UNPROCESSABLE_ENTITY"]);
	});

	it("refuses a limit of 51 on tickets", async () => {
		expect(await refused("/tickets?limit=51")).toEqual([422, "INVALID_DATA"]);
		expect(await rows("/tickets?limit=50")).toHaveLength(50);
	});

	it("counts lists from 1", async () => {
		const all = await rows("/tickets?limit=5");
		expect(await rows("/tickets?limit=4&from=2")).toEqual(all.slice(1));
		expect(await rows("/tickets?limit=5&from=1")).toEqual(all);
	});

	it("counts search from 0, and says how many there are", async () => {
		const path = "/tickets/search?_all=invoice&sortBy=-modifiedTime";
		const all = await rows(`${path}&limit=5`);
		expect(await rows(`${path}&limit=5&from=0`)).toEqual(all);
		expect(await rows(`${path}&limit=4&from=1`)).toEqual(all.slice(1));
		const answer = await account.get(token, `${path}&limit=5`);
		expect(((await answer.json()) as { count: number }).count).toBeGreaterThan(20);
	});

	it("refuses a search that begins behind row 4999", async () => {
		expect(await refused("/tickets/search?_all=a&from=5000")).toEqual([422, "INVALID_DATA"]);
	});

	it("answers 404 for a path it doesn't know and 405 for another method", async () => {
		expect(await refused("/nonsense")).toEqual([404, "URL_NOT_FOUND"]);
		const answer = await account.simulator.fetch(
			new Request("https://desk.zoho.eu/api/v1/tickets/search", { method: "PUT" }),
		);
		expect(answer.status).toBe(405);
	});
});

describe("the search index", () => {
	it("misses a new ticket for five seconds, while lists have it", async () => {
		const created = account.simulator.createTicket({ subject: "Brand new", text: "Just now." });
		expect(await rows(`/tickets/search?ticketNumber=${created.number}`)).toEqual([]);
		expect((await rows("/tickets?limit=1&sortBy=-createdTime"))[0]?.id).toBe(created.id);
		account.clock.advance(5_000);
		expect(await rows(`/tickets/search?ticketNumber=${created.number}`)).toHaveLength(1);
	});
});

describe("rights", () => {
	it("shows two agents different tickets", async () => {
		const alex = (await account.signIn({ person: "alex@acme.example" })).accessToken;
		const priya = (await account.signIn({ person: "priya@acme.example" })).accessToken;
		const [ticket] = await rows("/tickets/search?ticketNumber=4702", alex);
		expect(ticket?.ticketNumber).toBe("4702");
		expect(await rows("/tickets/search?ticketNumber=4702", priya)).toEqual([]);
		expect((await account.get(alex, `/tickets/${ticket?.id}`)).status).toBe(200);
		expect((await account.get(priya, `/tickets/${ticket?.id}`)).status).toBe(404);
		expect((await account.get(priya, `/tickets/${ticket?.id}/conversations`)).status).toBe(404);
	});

	it("lists only the agent's departments, and all for an administrator", async () => {
		const priya = (await account.signIn({ person: "priya@acme.example" })).accessToken;
		expect((await rows("/departments", priya)).map(({ id }) => id)).toEqual([ZOHO_DEPARTMENTS.billing]);
		expect(await rows("/departments")).toHaveLength(3);
	});

	it("keeps organisations apart", async () => {
		const labs = await account.signIn({ organisation: ZOHO_ACCOUNT.otherOrgId });
		const answer = await account.get(labs.accessToken, "/tickets", { orgId: ZOHO_ACCOUNT.otherOrgId });
		expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(5);
	});

	it("lets a light agent write comments only", () => {
		const noor = account.simulator.people().find(({ role }) => role === "light");
		const act = { ticketId: "4702", agentId: noor?.id ?? "" };
		expect(() => account.simulator.actAsAgent({ ...act, status: "Closed" })).toThrow();
		expect(() => account.simulator.actAsAgent({ ...act, text: "To the customer" })).toThrow();
		account.simulator.actAsAgent({ ...act, text: "For colleagues", public: false });
		expect(account.simulator.ticket("4702").messages.at(-1)?.kind).toBe("comment");
	});
});

describe("limits", () => {
	it("refuses with THRESHOLD_EXCEEDED and Retry-After when the credits are gone", async () => {
		account.simulator.setCredits(3);
		const last = await account.get(token, "/tickets?limit=1");
		expect(last.headers.get("x-rate-limit-remaining-v3")).toBe("0");
		const answer = await account.get(token, "/myinfo");
		expect(answer.status).toBe(429);
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(((await answer.json()) as { errorCode: string }).errorCode).toBe("THRESHOLD_EXCEEDED");
	});

	it("refuses on demand, without Retry-After for too many calls at once", async () => {
		account.simulator.throttle({ kind: "concurrency", times: 1 });
		const answer = await account.get(token, "/myinfo");
		expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, null]);
		expect((await account.get(token, "/myinfo")).status).toBe(200);
		account.simulator.throttle({ kind: "credits", times: 1, retryAfterSeconds: 90 });
		expect((await account.get(token, "/myinfo")).headers.get("retry-after")).toBe("90");
	});
});

describe("the seed", () => {
	it("is the same after a reset at the same time", () => {
		const before = account.simulator.tickets();
		account.simulator.actAsCustomer({ ticketId: "4702", text: "Hello again" });
		expect(account.simulator.tickets()).not.toEqual(before);
		account.simulator.reset();
		expect(account.simulator.tickets()).toEqual(before);
	});

	it("has enough of everything", () => {
		const tickets = account.simulator.tickets().filter(({ orgId }) => orgId === ZOHO_ACCOUNT.orgId);
		expect(tickets.length).toBeGreaterThanOrEqual(160);
		expect(new Set(tickets.map(({ status }) => status))).toEqual(
			new Set(["Open", "On Hold", "Escalated", "Waiting on parts", "Closed"]),
		);
		for (const pick of ["priority", "assignee", "requester"] as const) {
			expect(tickets.some((ticket) => ticket[pick] === null)).toBe(true);
		}
		const lengths = tickets.map(({ id }) => account.simulator.ticket(id).messages.length);
		expect(lengths.filter((length) => length > 25).length).toBeGreaterThanOrEqual(3);
		expect(account.simulator.ticket("4702")).toMatchObject({
			department: "Support",
			assignee: "Mina Kato",
			requester: "Ivo Berg",
		});
		expect(account.simulator.ticket("1042").department).toBe("Support");
	});

	it("tells listeners about changes until they stop", () => {
		let told = 0;
		const stop = account.simulator.subscribe(() => {
			told += 1;
		});
		account.simulator.actAsCustomer({ ticketId: "1042", text: "One" });
		stop();
		account.simulator.actAsCustomer({ ticketId: "1042", text: "Two" });
		expect(told).toBe(1);
	});

	it("reopens a closed ticket when the customer answers", () => {
		const closed = account.simulator.tickets().find(({ status }) => status === "Closed");
		const after = account.simulator.actAsCustomer({ ticketId: closed?.id ?? "", text: "It's back." });
		expect(after.status).toBe("Open");
	});
});

describe("the address of a ticket", () => {
	const open = async (path: string) => {
		const answer = await account.simulator.fetch(new Request(`https://desk.zoho.eu${path}`));
		return { status: answer.status, text: await answer.text() };
	};

	it("leads to a page where the fragment chooses the ticket, without a script", async () => {
		const { id } = account.simulator.ticket("4702");
		const { text } = await open("/support/acmesupport/ShowHomePage.do");
		expect(text).toContain(`<article id="Cases/dv/${id}">`);
		expect(text).not.toContain("<script");
		expect((await open(`/agent/acmesupport/support/tickets/details/${id}`)).text).toContain("#4702");
	});

	it("leads nowhere for an unknown portal or another portal's ticket", async () => {
		const { id } = account.simulator.ticket("4702");
		expect((await open("/support/nobody/ShowHomePage.do")).status).toBe(404);
		expect((await open(`/agent/acmelabs/x/tickets/details/${id}`)).status).toBe(404);
	});
});
