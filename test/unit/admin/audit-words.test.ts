import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../../src/locales/pages/en.ts";

const SRC = join(import.meta.dirname, "../../../src");

/** Every `noun.verb` that a file which writes the log names, other than in a line for the Worker's own log. */
function recordedActions(): string[] {
	const files = globSync("**/*.{ts,tsx}", { cwd: SRC });
	const found = files.flatMap((file) => {
		const text = readFileSync(join(SRC, file), "utf8");
		if (
			file.startsWith("locales/") ||
			!/recordChange|editWorkspace\(|writeEdit\(|saveOrgSettings\(|WORKSPACE_DELETED =|ORG_REMOVED =/.test(
				text,
			)
		)
			return [];
		const told = text.replaceAll(/log\s*\.(info|warn|error)\(\s*"[^"]*"/g, "");
		return [...told.matchAll(/"([a-z_]+\.(?!from|to)[a-z_]+)"/g)].map((match) => match[1] ?? "");
	});
	return [...new Set(found)].sort();
}

describe("the audit log's words", () => {
	it("are there for every action that is recorded, and for no other", () => {
		expect(Object.keys(en.audit.actions).sort()).toEqual(recordedActions());
	});
});
