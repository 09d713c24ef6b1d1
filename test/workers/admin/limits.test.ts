import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectDesk, createStage, emptyTables, ORIGIN, openSetup, rows, type Stage } from "./stage.ts";

const MORE_THAN_ANYBODY_NEEDS = 70;

let stage: Stage;
let deskId: string;

beforeEach(async () => {
	await emptyTables();
	stage = createStage();
	await openSetup(stage.browser);
	await connectDesk(stage.browser);
	deskId = String((await rows("desks"))[0]?.id);
});
afterEach(() => {
	vi.restoreAllMocks();
});

function begin(from: Stage, kind: "sign-in" | "agreement"): Promise<Response> {
	const body = new URLSearchParams({ intent: "session", agreed: "yes" });
	return from.ask(`/admin/desks/${deskId}/${kind}`, { method: "POST", headers: { origin: ORIGIN }, body });
}

describe.each(["sign-in", "agreement"] as const)("beginning a sign-in by %s", (kind) => {
	it("is refused to an address that begins far too many, without a row, and to no other", async () => {
		const answers: number[] = [];
		for (let start = 0; start < MORE_THAN_ANYBODY_NEEDS; start++)
			answers.push((await begin(stage, kind)).status);
		expect(answers.slice(0, 20)).toEqual(Array(20).fill(200));
		expect(answers.at(-1)).toBe(429);
		const before = await rows("oauth_flows");
		const refused = await begin(stage, kind);
		expect(refused.status).toBe(429);
		expect(await refused.text()).toContain("Wait a minute");
		expect(await rows("oauth_flows")).toEqual(before);

		// Who is signed in at that address goes on, and who is elsewhere begins.
		expect((await stage.browser.open(`${ORIGIN}/admin`)).status).toBe(200);
		vi.restoreAllMocks();
		const elsewhere = createStage();
		expect((await begin(elsewhere, kind)).status).toBe(200);
	});
});
