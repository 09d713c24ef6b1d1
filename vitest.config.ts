import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** For CI: the counts of a run as JSON beside what people read. */
const report = process.env.TEST_REPORT;

export default defineConfig(async () => ({
	test: {
		...(report ? { reporters: ["default", "json"], outputFile: { json: report } } : {}),
		projects: [
			{
				test: {
					name: "unit",
					include: ["test/unit/**/*.test.ts"],
					environment: "node",
					// Properties try hundreds of examples, on a busy machine too.
					testTimeout: 30_000,
				},
			},
			{
				plugins: [
					cloudflareTest({
						verbose: false,
						wrangler: { configPath: "./wrangler.toml" },
						miniflare: {
							bindings: {
								TEST_MIGRATIONS: await readD1Migrations("./migrations"),
								SEAL_KEYS: "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
								SETUP_TOKEN: "test-setup-token-0123456789",
							},
							outboundService: () => new Response("no network in tests", { status: 599 }),
						},
					}),
				],
				test: {
					name: "workers",
					include: ["test/workers/**/*.test.ts"],
					setupFiles: ["test/workers/setup.ts"],
				},
			},
			{
				test: {
					name: "e2e",
					include: ["test/e2e/**/*.test.ts"],
					environment: "node",
					globalSetup: ["test/support/build.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "browser",
					include: ["test/browser/**/*.test.ts"],
					environment: "node",
					globalSetup: ["test/support/build.ts"],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
		],
	},
}));
