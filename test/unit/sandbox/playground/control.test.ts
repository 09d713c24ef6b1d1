import { describe, expect, it } from "vitest";
import { buildFault, readFault } from "../../../../sandbox/playground/client/control/faults.ts";
import { createPlaygroundInfo } from "../../../../sandbox/playground/info.ts";
import { createPlayground } from "../../../../sandbox/playground/routes.ts";
import { createFaults } from "../../../../sandbox/runtime/faults.ts";
import { toZendeskPanel } from "../../../../sandbox/runtime/zendesk-panel.ts";
import { toZohoPanel } from "../../../../sandbox/runtime/zoho-panel.ts";
import { createClock } from "../../../../sandbox/vendor.ts";
import { createZendesk } from "../../../../sandbox/vendors/zendesk/simulator.ts";
import { createZoho } from "../../../../sandbox/vendors/zoho/zoho.ts";
import { createFakeSlack, TEAM } from "./fake-slack.ts";

const PRIYA_ZOHO = "520000000099003";

function open() {
	const clock = createClock();
	const zendesk = toZendeskPanel(createZendesk({ clock }));
	const zoho = toZohoPanel(createZoho({ clock }), clock);
	const slack = createFakeSlack();
	const info = createPlaygroundInfo("http://localhost:8787");
	const app = createPlayground({ slack, desks: { zendesk, zoho }, info });
	const post = (path: string, body: unknown) => {
		const headers = { "Content-Type": "application/json" };
		return app.request(`/playground/api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
	};
	return { slack, zendesk, zoho, post };
}

describe("what happens to a ticket", () => {
	it("is offered as the ticket stands: overdue while open, rated once solved", async () => {
		const { zendesk, post } = open();
		const kinds = () => zendesk.ticket("1042")?.happenings.map(({ kind }) => kind);
		expect(kinds()).toEqual(["overdue"]);
		await zendesk.actAsAgent({ ticketId: "1042", agentId: "381204417", status: "solved" });
		expect(kinds()).toEqual(["rated_good", "rated_bad"]);
		const body = { happeningId: "good", agentId: "381204417" };
		expect((await post("/zendesk/tickets/1042/happening", body)).status).toBe(200);
	});

	it("moves a ticket along its blueprint, and offers what is open from there", async () => {
		const { zoho, post } = open();
		const ids = zoho.tickets().map(({ id }) => id);
		const movesOf = (id: string) =>
			zoho.ticket(id)?.happenings.flatMap(({ kind, name }) => (kind === "transition" ? [name] : [])) ?? [];
		const id = ids.find((one) => movesOf(one).includes("Approve refund")) ?? "";
		const approve = zoho.ticket(id)?.happenings.find(({ name }) => name === "Approve refund");
		const body = { happeningId: approve?.id, agentId: PRIYA_ZOHO };
		expect((await post(`/zoho/tickets/${id}/happening`, body)).status).toBe(200);
		expect(movesOf(id)).toEqual(["Pay out", "Ask again"]);
	});

	it("is refused with a sentence when there is no such thing", async () => {
		const answer = await open().post("/zendesk/tickets/1042/happening", { happeningId: "x", agentId: "1" });
		expect(answer.status).toBe(422);
		expect(await answer.json()).toEqual({ error: "nothing called x happens to this ticket" });
	});

	it.each(["zendesk", "zoho"] as const)("begins with a customer who writes to %s", async (desk) => {
		const desks = open();
		const answer = await desks.post(`/${desk}/tickets`, { subject: "Hello", text: "Is anybody there?" });
		const { id } = (await answer.json()) as { id: string };
		expect(desks[desk].ticket(id)).toMatchObject({
			subject: "Hello",
			messages: [{ kind: "incoming", text: "Is anybody there?" }],
		});
		expect((await desks.post(`/${desk}/tickets`, { subject: " ", text: "x" })).status).toBe(400);
	});
});

describe("a channel", () => {
	it("is archived, and loses the bot, by whoever looks at it", async () => {
		const { slack, post } = open();
		const here = { teamId: TEAM, userId: "U0ALEX0001", channelId: "C0SUPPORT1" };
		await post("/slack/archive", { ...here, archived: true });
		await post("/slack/remove-bot", here);
		expect(slack.calls).toEqual([
			{ what: "archive", input: { ...here, archived: true } },
			{ what: "removeBot", input: here },
		]);
		expect((await post("/slack/archive", here)).status).toBe(400);
	});
});

describe("a chosen fault", () => {
	const choice = { vendor: "slack", kind: "answerLost", part: "writes", times: 2 } as const;

	it("meets the calls it names and no others, as often as chosen", () => {
		const faults = createFaults();
		faults.add(buildFault(choice));
		const call = (method: string) =>
			faults.take("slack", new Request(`https://slack.com/api/${method}`, { method: "POST" }));
		expect(call("users.info")).toBeNull();
		expect(call("chat.postMessage")).toMatchObject({ dropAnswer: true });
		expect(call("chat.update")).toMatchObject({ dropAnswer: true });
		expect(call("chat.update")).toBeNull();
	});

	it("is recognised among those that wait", () => {
		const faults = createFaults();
		faults.add(buildFault(choice));
		faults.add({ vendor: "salesforce", drop: true });
		expect(faults.pending().map(readFault)).toEqual([choice, null]);
	});
});
