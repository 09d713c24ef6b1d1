import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../src");

interface Import {
	from: string;
	to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));

/** Every import between our own files, as paths below src. */
const imports: Import[] = files.flatMap((from) => {
	const text = readFileSync(join(SRC, from), "utf8");
	const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(
		(match) => match[1] ?? "",
	);
	return targets.map((target) => ({ from, to: relative(SRC, join(SRC, dirname(from), target)) }));
});

const inside = (folder: string) => (path: string) => path.startsWith(`${folder}/`);

/** Imports out of `folder` that lead anywhere but to what it may know. */
function strays(folder: string, allowed: readonly string[]): string[] {
	return imports
		.filter(
			({ from, to }) => inside(folder)(from) && ![folder, ...allowed].some((place) => to.startsWith(place)),
		)
		.map(({ from, to }) => `${from} → ${to}`);
}

describe("who may know whom", () => {
	it("sees the imports it judges", () => {
		expect(imports.length).toBeGreaterThan(100);
		expect(imports).toContainEqual({ from: "index.ts", to: "app.ts" });
	});

	it.each([
		["core", []],
		["lib", []],
		["desk/zendesk", ["core/", "lib/", "desk/help-desk.ts", "desk/desk-feed.ts", "desk/desk-directory.ts"]],
		["desk/zoho", ["core/", "lib/", "desk/help-desk.ts", "desk/desk-feed.ts", "desk/desk-directory.ts"]],
		["salesforce", ["core/", "lib/"]],
		["webhooks", ["app-env.ts", "desk/help-desk.ts", "services/hearing/"]],
		["locales", ["core/", "lib/errors.ts", "desk/help-desk.ts", "slack/mrkdwn.ts"]],
		["slack/views", ["core/", "lib/", "locales/", "desk/help-desk.ts", "slack/"]],
		["db", ["core/", "lib/", "desk/help-desk.ts", "context.ts"]],
		[
			"services",
			[
				"core/",
				"lib/",
				"db/",
				"desk/help-desk.ts",
				"desk/desk-feed.ts",
				"desk/desk-directory.ts",
				"salesforce/crm.ts",
				"context.ts",
				"slack/client.ts",
				"slack/oauth.ts",
			],
		],
	])("%s imports only what it may", (folder, allowed) => {
		expect(strays(folder, allowed)).toEqual([]);
	});

	it("lets only context.ts build adapters", () => {
		const builders = imports.filter(({ to }) => /^(desk\/(zendesk|zoho)|salesforce)\/provider\.ts$/.test(to));
		expect(new Set(builders.map(({ from }) => from))).toEqual(new Set(["context.ts"]));
	});

	it("lets nobody import index.ts", () => {
		expect(imports.filter(({ to }) => to === "index.ts")).toEqual([]);
	});

	it("lets only config.ts read values from the environment", () => {
		const readers = files.filter((file) =>
			/\.(SEAL_KEYS|SETUP_TOKEN|\w+_PER_DAY)\b/.test(readFileSync(join(SRC, file), "utf8")),
		);
		expect(readers).toEqual(["config.ts"]);
	});

	it("knows nothing of the sandbox", () => {
		const mentions = files.filter((file) =>
			/sandbox\/|127\.0\.0\.1/.test(readFileSync(join(SRC, file), "utf8")),
		);
		expect(mentions).toEqual([]);
	});

	it("keeps every file below 300 lines", () => {
		const long = files.filter((file) => readFileSync(join(SRC, file), "utf8").split("\n").length > 300);
		expect(long).toEqual([]);
	});
});

describe("migrations", () => {
	it("only add: a rebuild would delete child rows on D1", () => {
		const folder = join(SRC, "../migrations");
		for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql"))) {
			expect(readFileSync(join(folder, file), "utf8")).not.toMatch(/DROP TABLE|__new_/i);
		}
	});
});
