import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/runtime/faults.ts";
import { WRITES } from "../support/left-desk.ts";
import { createSafetyForms } from "../support/safety-forms.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { createStory } from "../support/slack-story.ts";
import { DESKS, zohoId } from "../support/story-desks.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("acting-safety-changes", BOOTED);
const story = createStory(sandbox);

/** Longer than an attempt's hold on its row. */
const AFTER_THE_HOLD_MS = 40_000;

describe.each(DESKS)("a change at $name", (desk) => {
	const alex = story.person("alex", desk.channel);
	const forms = createSafetyForms(sandbox, alex, desk.channel);

	beforeAll(() => story.signIn(alex));

	afterEach(async () => {
		sandbox().faults.clear();
		await forms.closeAll();
	});

	function fail(fault: Fault): void {
		sandbox().faults.add({ vendor: desk.vendor, match: WRITES[desk.vendor].update, ...fault });
	}

	const ticket = () =>
		desk.vendor === "zendesk"
			? sandbox().zendesk.ticket(1042)
			: sandbox().zoho.ticket(zohoId(sandbox(), desk.number));
	const statuses = { zendesk: ["pending", "open"], zoho: ["On Hold", "Open"] } as const;

	async function change(status: string): Promise<void> {
		const card = await alex.type(desk.number);
		await alex.press(card, "Status");
		await forms.until("status");
		expect(await forms.submit({ status })).toMatchObject({ error: null });
	}

	it("is made again after a kill, and ends right", async () => {
		const [status] = statuses[desk.vendor];
		fail({ delayMs: 1_500 });
		await change(status);
		await until("the call", 10_000, () => sandbox().faults.pending().length === 0);
		await sandbox().kill();
		await sandbox().revive();
		await sandbox().passTime(AFTER_THE_HOLD_MS);
		await Promise.all([sandbox().cron(), sandbox().cron()]);
		expect((await forms.until("done")).says).toContain("is now");
		expect(ticket()?.status).toBe(status);
	});

	it("is never said to have failed after it was made", async () => {
		const [, status] = statuses[desk.vendor];
		fail({ dropAnswer: true });
		await change(status);
		await until("an outcome", 20_000, () => forms.top()?.name !== "sending");
		await sandbox().passTime(AFTER_THE_HOLD_MS);
		await Promise.all([sandbox().cron(), sandbox().cron()]);
		expect(ticket()?.status).toBe(status);
		expect(forms.top()?.says).not.toContain("Nothing was changed");
	});
});
