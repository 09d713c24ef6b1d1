import { describe, expect, it } from "vitest";
import { createPlaygroundInfo } from "../../../../sandbox/playground/info.ts";
import { createPlayground } from "../../../../sandbox/playground/routes.ts";
import { createFakeDesk } from "./fake-desk.ts";
import { createFakeSlack, TEAM } from "./fake-slack.ts";

function open() {
	const slack = createFakeSlack();
	const desks = { zendesk: createFakeDesk(), zoho: createFakeDesk(1) };
	const app = createPlayground({ slack, desks, info: createPlaygroundInfo("http://localhost:8787") });
	const post = (path: string, body: unknown, headers = { "Content-Type": "application/json" }) =>
		app.request(`/playground/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
	const get = (path: string) => app.request(`/playground/api${path}`);
	return { app, slack, desks, post, get };
}

const ALEX = { teamId: TEAM, userId: "U0ALEX0001" };
const SUPPORT = { ...ALEX, channelId: "C0SUPPORT1" };

describe("the page", () => {
	it("loads only its own script and style, and both are there", async () => {
		const { app } = open();
		const page = await app.request("/");
		const html = await page.text();
		const assets = [...html.matchAll(/(?:src|href)="(\/playground\/[^"]+)"/g)].map(([, path]) => path ?? "");
		expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
		expect(assets).toHaveLength(2);
		for (const path of assets) {
			const asset = await app.request(path);
			expect(asset.status).toBe(200);
			expect((await asset.text()).length).toBeGreaterThan(1000);
		}
	});

	it("cannot be ended early by what it carries", async () => {
		const info = { ...createPlaygroundInfo("http://localhost:8787"), command: "</script><script>alert(1)" };
		const { slack, desks } = open();
		const html = await (await createPlayground({ slack, desks, info }).request("/")).text();
		expect(html).not.toContain("</script><script>alert");
	});
});

describe("Slack's state", () => {
	it("begins with the suggested person and channel", async () => {
		const state = await (await open().get("/slack/state")).json();
		expect(state).toMatchObject({ ...SUPPORT, messages: [] });
	});

	it("turns a place that is gone into one that exists", async () => {
		const state = await (await open().get("/slack/state?team=T0GONE&user=U0GONE&channel=C0GONE")).json();
		expect(state).toMatchObject({ ...SUPPORT });
	});

	it("shows an ephemeral message to its reader only", async () => {
		const { slack, get } = open();
		slack.post({ text: "psst", ephemeralFor: ALEX.userId });
		const texts = async (user: string) => {
			const state = (await (await get(`/slack/state?user=${user}`)).json()) as {
				messages: { text: string }[];
			};
			return state.messages.map(({ text }) => text);
		};
		expect(await texts(ALEX.userId)).toEqual(["psst"]);
		expect(await texts("U0MINA0001")).toEqual([]);
	});
});

describe("acting in Slack", () => {
	it("sends a command and answers what the app answered", async () => {
		const { slack, post } = open();
		const answer = await post("/slack/command", { ...SUPPORT, command: "/desk", text: "1042" });
		expect(await answer.json()).toEqual(slack.answer);
		expect(slack.calls).toEqual([{ what: "command", input: { ...SUPPORT, command: "/desk", text: "1042" } }]);
	});

	it("passes a click with the view's values", async () => {
		const { slack, post } = open();
		const input = {
			...ALEX,
			source: { kind: "view", viewId: "V1" },
			blockId: "b",
			actionId: "a",
			value: "7",
			state: { b: { a: { type: "static_select" } } },
		};
		expect((await post("/slack/act", input)).status).toBe(200);
		expect(slack.calls).toEqual([{ what: "act", input }]);
	});

	it("refuses a foreign page's form and a body that is none", async () => {
		const { slack, post } = open();
		const command = { ...SUPPORT, command: "/desk", text: "1042" };
		expect((await post("/slack/command", command, { "Content-Type": "text/plain" })).status).toBe(415);
		expect((await post("/slack/command", { text: "1042" })).status).toBe(400);
		expect((await post("/slack/act", { ...ALEX, source: { kind: "other" } })).status).toBe(400);
		expect(slack.calls).toEqual([]);
	});

	it("hands on in words what the simulator refuses", async () => {
		const { slack, post } = open();
		slack.inviteBot = async () => {
			throw new Error("the app is not installed in this workspace");
		};
		const answer = await post("/slack/invite", SUPPORT);
		expect(answer.status).toBe(422);
		expect(await answer.json()).toEqual({ error: "the app is not installed in this workspace" });
	});
});

describe("the desks", () => {
	it("list tickets with the people and what may be chosen", async () => {
		const lists = await (await open().get("/zendesk/tickets")).json();
		expect(lists).toMatchObject({ choices: { priorities: ["urgent", "high", "normal", "low"] } });
		expect(lists).toHaveProperty("tickets.length", 3);
	});

	it("keep to their own tickets", async () => {
		const { get } = open();
		expect((await get("/zendesk/tickets/1044")).status).toBe(200);
		expect((await get("/zoho/tickets/1044")).status).toBe(404);
	});

	it("let one write as the customer and as an agent", async () => {
		const { desks, post } = open();
		await post("/zendesk/tickets/1042/customer", { text: "Still broken" });
		await post("/zendesk/tickets/1042/agent", { agentId: "381204417", text: "A note", public: false });
		await post("/zendesk/tickets/1042/agent", { agentId: "381204417", assigneeId: null });
		expect(desks.zendesk.actions).toEqual([
			{ ticketId: "1042", text: "Still broken" },
			{ ticketId: "1042", agentId: "381204417", text: "A note", public: false },
			{ ticketId: "1042", agentId: "381204417", assigneeId: null },
		]);
	});

	it("say why they refuse", async () => {
		const { post } = open();
		const change = { agentId: "381204418", status: "solved" };
		const answer = await post("/zendesk/tickets/1042/agent", change);
		expect(answer.status).toBe(422);
		expect(await answer.json()).toEqual({ error: "Only an administrator may solve this ticket." });
		expect((await post("/zendesk/tickets/1042/customer", { text: "  " })).status).toBe(400);
	});
});

describe("the change stream", () => {
	it("names the vendor that changed", async () => {
		const { slack, desks, get } = open();
		const reader = (await get("/stream")).body?.getReader();
		const decoder = new TextDecoder();
		const next = async () => decoder.decode((await reader?.read())?.value);
		expect(await next()).toContain("event: ready");
		slack.post({ text: "hello" });
		expect(await next()).toContain("data: slack");
		await desks.zoho.actAsCustomer({ ticketId: "1042", text: "hello" });
		expect(await next()).toContain("data: zoho");
		await reader?.cancel();
	});
});
