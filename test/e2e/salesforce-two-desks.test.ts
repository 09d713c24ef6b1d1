import { describe, expect, it } from "vitest";
import { SYNC_DESKS } from "../support/salesforce-desks.ts";
import { openSyncStory, type SyncStory } from "../support/salesforce-sync.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";

describe("one org on two desks", () => {
	const sandboxOf = useSandbox("salesforce-two-desks", BOOTED);

	it("A2 is kept in step with each, and neither sees the other's", async () => {
		const sandbox = sandboxOf();
		const stories: SyncStory[] = [];
		for (const desk of SYNC_DESKS) stories.push(await openSyncStory(sandbox, desk));
		for (const { browser, orgId } of stories) {
			const [other] = stories.filter((one) => one.orgId !== orgId);
			expect((await browser.open(other?.page ?? "")).status).toBe(404);
		}
		const [first, second] = stories;
		if (!first || !second) throw new Error("not two desks");
		for (const story of stories) await story.run();
		const id = first.made("Account", { Name: "A2 Ltd" });
		for (const story of stories) {
			await story.run();
			expect(await story.linked(id)).toBe(story.organization("A2 Ltd")?.id);
		}
		expect(await first.linked(id)).not.toBe(await second.linked(id));
	});
});
