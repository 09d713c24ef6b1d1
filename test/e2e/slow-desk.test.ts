import { beforeAll, describe, expect, it } from "vitest";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { owedResponseUrls } from "../support/sealed.ts";
import { appDm, type DeskKind, linkAgent, type Place, placeOf, shown, type } from "../support/sign-in.ts";
import { owedCommands } from "../support/token-traffic.ts";
import { until } from "../support/until.ts";

const sandboxOf = useSandbox("slow-desk", BOOTED);
const SLOW_MS = 10_000;
/** Longer than anything here waits. */
const NEVER_MS = 90_000;
const MINUTE_MS = 60_000;

/** Where a desk's ticket calls go, as faults match them; `number` narrows Zendesk's to one ticket. */
const TICKET_CALLS: Readonly<Record<DeskKind, (number: string) => string>> = {
	zendesk: (number) => `acme.zendesk.com/api/v2/tickets/${number}`,
	zoho: () => "desk.zoho.eu/api/v1/tickets",
};

beforeAll(async () => {
	const sandbox = sandboxOf();
	await linkAgent(sandbox, "alex", "zendesk");
	await linkAgent(sandbox, "alex", "zoho");
	// Cold: a new isolate that has met nobody.
	await sandbox.kill();
	await sandbox.revive();
	await (await sandbox.database()).prepare("delete from slack_users").run();
});

function delay(desk: DeskKind, number: string, delayMs: number): void {
	sandboxOf().faults.add({ vendor: desk, match: TICKET_CALLS[desk](number), delayMs, times: 50 });
}

/** Types the number and expects that Slack, and so the person, hears of it in time. */
async function askSlowly(place: Place, number: string, working: string): Promise<{ elapsed: () => number }> {
	const typedAt = performance.now();
	const { status, body, error, durationMs } = await type(sandboxOf(), place, number);
	expect({ status, error }).toEqual({ status: 200, error: null });
	expect(body).toContain(working);
	expect(durationMs).toBeLessThan(3_000);
	return { elapsed: () => performance.now() - typedAt };
}

const EN_WORKING = "Working on it.";
const JA_WORKING = "確認しています。";

function cardsOf(place: Place, number: string) {
	return shown(sandboxOf(), place).filter(({ text }) => text.startsWith(`#${number} `));
}

/** How often each owed command has been taken up. */
async function attempts(): Promise<number[]> {
	const database = await sandboxOf().database();
	const { results } = await database.prepare("select attempts from commands").all<{ attempts: number }>();
	return results.map((row) => row.attempts);
}

/** How often the desk was asked for this ticket by number. */
function ticketCalls(number: string): number {
	const call = `acme.zendesk.com/api/v2/tickets/${number}?`;
	return sandboxOf()
		.traffic()
		.filter(({ url }) => url.includes(call)).length;
}

/** Different tickets, so that they can be waited for side by side. */
describe.concurrent("a desk that takes ten seconds", () => {
	it.each([
		["zendesk", "1042"],
		["zoho", "4702"],
	] as const)("%s: Slack hears at once, and the card comes by response_url", async (desk, number) => {
		const place = placeOf("alex", desk);
		delay(desk, number, SLOW_MS);
		const { elapsed } = await askSlowly(place, number, EN_WORKING);
		await until("the card", MINUTE_MS, () => cardsOf(place, number).length > 0);
		expect(elapsed()).toBeLessThan(MINUTE_MS);
		expect(cardsOf(place, number)).toMatchObject([{ ephemeralFor: place.userId }]);
		expect(cardsOf(appDm(place), number)).toEqual([]);
	});

	it("answers once, when Cron sweeps while the queue is at it", async () => {
		const sandbox = sandboxOf();
		const place = placeOf("alex", "zendesk");
		delay("zendesk", "1003", SLOW_MS);
		await askSlowly(place, "1003", EN_WORKING);
		await until("the card", MINUTE_MS, async () => {
			await Promise.all([sandbox.cron(), sandbox.cron()]);
			return cardsOf(place, "1003").length > 0;
		});
		await sandbox.cron();
		expect(cardsOf(place, "1003")).toHaveLength(1);
		// The first attempt, which was given up after two seconds, and one from the queue.
		expect(ticketCalls("1003")).toBe(2);
	});

	it("answers by direct message when Slack's address for the answer is used up", async () => {
		const sandbox = sandboxOf();
		const place = placeOf("mina", "zendesk");
		delay("zendesk", "1004", SLOW_MS);
		await askSlowly(place, "1004", JA_WORKING);
		const [url = ""] = await owedResponseUrls(sandbox, place.userId);
		for (let use = 0; use < 5; use++) {
			const body = JSON.stringify({ text: "Something else was said." });
			const answer = await sandbox.slack.fetch(new Request(url, { method: "POST", body }));
			expect(answer.status).toBe(200);
		}
		await until("the card", MINUTE_MS, () => cardsOf(appDm(place), "1004").length > 0);
		expect(cardsOf(appDm(place), "1004")).toHaveLength(1);
		expect(cardsOf(place, "1004")).toEqual([]);
	});
});

describe("a desk that never answers", () => {
	it("gets the person a sentence within the minute, with the reference that the log has once", async () => {
		const sandbox = sandboxOf();
		const place = placeOf("alex", "zendesk");
		delay("zendesk", "1005", NEVER_MS);
		const { elapsed } = await askSlowly(place, "1005", EN_WORKING);
		const sentence = await until("a sentence", MINUTE_MS, () => {
			return shown(sandbox, place).find(({ text }) => text.includes("Zendesk is not answering."));
		});
		expect(elapsed()).toBeLessThan(MINUTE_MS);
		const reference = /Reference ([A-Z0-9]{6})/.exec(sentence.text)?.[1] ?? "none";
		const lines = sandbox.logs().filter(({ message }) => message.includes(reference));
		expect(lines).toHaveLength(1);
		expect(lines[0]?.message).toContain("command.failed");
	});
});

describe("a late answer", () => {
	it("comes by direct message when Slack's address for it has expired", async () => {
		const sandbox = sandboxOf();
		const place = placeOf("alex", "zendesk");
		delay("zendesk", "1006", SLOW_MS);
		await askSlowly(place, "1006", EN_WORKING);
		sandbox.clock.advance(31 * MINUTE_MS);
		await until("the card", MINUTE_MS, () => cardsOf(appDm(place), "1006").length > 0);
		expect(cardsOf(place, "1006")).toEqual([]);
	});

	it("comes within the minute though workerd is killed right after the first answer", async () => {
		const sandbox = sandboxOf();
		const place = placeOf("alex", "zendesk");
		for (const number of ["1007", "1008"]) delay("zendesk", number, SLOW_MS);
		// One is killed while the queue's attempt holds its row, the other as soon as the person was promised an answer.
		const held = await askSlowly(place, "1007", EN_WORKING);
		await until("the queue's attempt", 5_000, async () => (await attempts()).includes(1));
		const promised = await askSlowly(place, "1008", EN_WORKING);
		await sandbox.kill();
		await sandbox.revive();

		const sweepUntilCard = (number: string) => async () => {
			await sandbox.cron();
			return cardsOf(place, number).length > 0;
		};
		await until("the promised card", MINUTE_MS, sweepUntilCard("1008"), 3_000);
		expect(promised.elapsed()).toBeLessThan(MINUTE_MS);
		await until("the held card", MINUTE_MS, sweepUntilCard("1007"), 3_000);
		expect(held.elapsed()).toBeLessThan(MINUTE_MS);
		expect(cardsOf(place, "1007")).toHaveLength(1);
		expect(cardsOf(place, "1008")).toHaveLength(1);
	}, 90_000);

	it("leaves nothing owed to anybody", async () => {
		const sandbox = sandboxOf();
		await until("no rows", 10_000, async () => (await owedCommands(sandbox)).length === 0);
	});
});
