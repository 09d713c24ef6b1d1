import { beforeAll, describe, expect, test } from "vitest";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory, ZENDESK_CHANNEL, ZOHO_CHANNEL } from "../support/slack-story.ts";
import { DESKS } from "../support/story-desks.ts";

const sandbox = useSandbox("commands-blueprint", BOOTED);
const story = createStory(sandbox);

beforeAll(async () => {
	for (const { channel } of DESKS) await story.signIn(story.person("alex", channel));
});

/** An open ticket in the refund flow. */
function inRefundFlow() {
	const found = sandbox()
		.zoho.tickets()
		.find(({ blueprint, status }) => blueprint === "Refund flow" && status !== "Closed");
	if (!found) throw new Error("no ticket is in the refund flow");
	return found;
}

const callsTo = (part: string, from: number) =>
	sandbox()
		.traffic()
		.slice(from)
		.filter(({ url }) => url.includes(part));

describe("the card of a ticket in a blueprint", () => {
	const alex = story.person("alex", ZOHO_CHANNEL);

	test("says where it stands and what can be done next, for one more call", async () => {
		const before = sandbox().traffic().length;
		const { number, id } = inRefundFlow();
		const card = await alex.type(number);
		expect(card.says).toContain("Refund flow");
		expect(card.says).toContain("Under review");
		expect(card.says).toContain("Approve refund");
		expect(callsTo(`ticketNumber=${number}`, before)).toHaveLength(1);
		expect(callsTo(`/tickets/${id}/`, before)).toHaveLength(2);
	});

	test("comes without that line when the blueprint takes long", async () => {
		const { number } = inRefundFlow();
		sandbox().faults.add({ vendor: "zoho", match: "/blueprint", delayMs: 5_000 });
		const started = performance.now();
		const card = await alex.type(number);
		expect(performance.now() - started).toBeLessThan(2_000);
		expect(card.says).toContain(`#${number}`);
		expect(card.says).not.toContain("Refund flow");
	});

	test("comes without that line when the blueprint can't be read", async () => {
		sandbox().faults.add({ vendor: "zoho", match: "/blueprint", status: 500 });
		const card = await alex.type(inRefundFlow().number);
		expect(card.buttons).toContain("Reply to customer");
		expect(card.says).not.toContain("Refund flow");
	});
});

test("a desk without blueprints is not asked for one", async () => {
	const card = await story.person("alex", ZENDESK_CHANNEL).type("1042");
	expect(card.says).toContain("#1042");
	expect(callsTo("blueprint", 0).every(({ url }) => url.includes("desk.zoho.eu"))).toBe(true);
});
