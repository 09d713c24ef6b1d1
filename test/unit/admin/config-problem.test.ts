import { describe, expect, it } from "vitest";
import { createApp } from "../../../src/app.ts";

const ask = (path: string, env: Record<string, string>) =>
	createApp().request(path, {}, env as unknown as Env);

describe("without a configuration", () => {
	it("/setup answers and names every secret with what is wrong with it", async () => {
		const answer = await ask("/setup", { SEAL_KEYS: "nonsense" });
		expect(answer.status).toBe(503);
		const text = await answer.text();
		expect(text).toMatch(/<code>SEAL_KEYS<\/code>: malformed/);
		expect(text).toMatch(/<code>SETUP_TOKEN<\/code>: missing/);
		expect(text).not.toContain("nonsense");
	});

	it.each(["/", "/admin", "/setup/manifest.json", "/link?t=x"])(
		"%s says that work is refused",
		async (path) => {
			expect((await ask(path, {})).status).toBe(503);
		},
	);
});
