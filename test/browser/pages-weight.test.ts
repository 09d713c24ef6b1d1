import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { PAGES, type PageCase } from "../pages/page-list.ts";
import { SCENES, type SceneName } from "../pages/scenes.ts";
import { LOCALES, openVisits, type Visits } from "../pages/visits.ts";
import { useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";

/** HTML, style and scripts together. */
const MAX_GZIP_BYTES = 60_000;

const POLICY: Readonly<Record<string, RegExp>> = {
	"default-src": /^'none'$/,
	"style-src": /^'nonce-[\w+/=-]{16,}'$/,
	"script-src": /^'nonce-[\w+/=-]{16,}'$/,
	"connect-src": /^'self'$/,
	"img-src": /^'self' data:$/,
	"form-action": /^'self'$/,
	"base-uri": /^'none'$/,
	"frame-ancestors": /^'none'$/,
};

describe.each(Object.keys(SCENES) as SceneName[])("the pages, %s", (scene) => {
	const sandbox = useSandbox(`pages-weight-${scene}`);
	const { browser } = useChromium();
	const pages = PAGES.filter((page) => page.scene === scene);
	let visits: Visits;
	let answers: { response: Response; body: Promise<Buffer | null> }[] = [];
	let complaints: string[] = [];

	function watch(page: Page): void {
		page.on("response", (response) => {
			// At once: a page that sends the browser on would take its answer along.
			answers.push({ response, body: response.body().catch(() => null) });
		});
		page.on("pageerror", (error) => complaints.push(error.message));
		page.on("console", (message) => {
			if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text());
		});
	}

	beforeAll(async () => {
		const world = await SCENES[scene](sandbox());
		const visitors = [...pages.map(({ visitor }) => visitor), "zendesk" as const];
		visits = await openVisits(browser(), world, {
			visitors: scene === "fresh" ? ["nobody", "setup"] : visitors,
			watch,
		});
	});
	afterEach(() => {
		answers = [];
		complaints = [];
	});

	/** Opens a page and answers what it took. */
	async function weigh(shown: PageCase, locale: (typeof LOCALES)[number]) {
		const page = await visits.open(shown, locale);
		await page.waitForLoadState("load");
		const address = page.url().replace(/#.*/, "");
		const html = await page.content();
		const own = answers.slice(answers.findLastIndex(({ response }) => response.url() === address));
		const bodies = await Promise.all(own.map(({ body }) => body));
		const sizes = bodies.map((body) => gzipSync(body ?? Buffer.from(html)).length);
		const hosts = new Set(own.map(({ response }) => new URL(response.url()).host));
		return {
			html,
			hosts: [...hosts],
			headers: own[0]?.response.headers() ?? {},
			bytes: sizes.reduce((sum, size) => sum + size, 0),
		};
	}

	describe.each(LOCALES)("in %s", (locale) => {
		it.each(pages.map((page) => [page.name, page] as const))(
			"%s is light, asks only its own site, and keeps to a strict content policy",
			async (_name, shown) => {
				const { hosts, headers, bytes } = await weigh(shown, locale);
				expect(bytes).toBeLessThanOrEqual(MAX_GZIP_BYTES);
				expect(hosts).toEqual([new URL(sandbox().origin).host]);
				const policy = toDirectives(headers["content-security-policy"] ?? "");
				expect(Object.keys(policy).sort()).toEqual(Object.keys(POLICY).sort());
				for (const [name, wanted] of Object.entries(POLICY)) expect(policy[name], name).toMatch(wanted);
				expect(headers).toMatchObject({
					"x-content-type-options": "nosniff",
					"referrer-policy": "same-origin",
					"x-frame-options": "DENY",
					"cache-control": "no-store",
				});
				expect(complaints).toEqual([]);
			},
		);
	});

	if (scene !== "working") return;

	it("stays light with 200 departments", async () => {
		const groups = Array.from({ length: 200 }, (_, index) => ({
			id: 370_000 + index,
			name: `Department ${index} of quite some length, 部門 ${index}`,
			deleted: false,
		}));
		const body = JSON.stringify({ groups, meta: { has_more: false } });
		sandbox().faults.add({ vendor: "zendesk", match: "/api/v2/groups", status: 200, body, times: 10 });
		const database = await sandbox().database();
		const row = await database
			.prepare("select w.id from workspaces w join desks d on d.id = w.desk_id where d.provider = 'zendesk'")
			.first<{ id: string }>();
		const address = `/admin/workspaces/${row?.id}/where`;
		const shown: PageCase = { name: "where", scene, visitor: "zendesk", address, step: null };
		const { bytes, html } = await weigh(shown, "ja");
		expect(html).toContain("Department 199 of quite some length");
		expect(bytes).toBeLessThanOrEqual(MAX_GZIP_BYTES);
	});
});

function toDirectives(policy: string): Record<string, string> {
	const directives = policy.split(";").map((one) => one.trim());
	return Object.fromEntries(
		directives.filter(Boolean).map((one) => {
			const [name = "", ...sources] = one.split(/\s+/);
			return [name, sources.join(" ")];
		}),
	);
}
