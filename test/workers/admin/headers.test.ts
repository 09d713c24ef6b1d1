import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
	await env.DB.prepare(
		`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, destination, state,
			happened_at, finished_at)
		values ('d1', ?1, 'T1', ?2, 'e', 'ticket.created', 'C1', 'dead', 1, 1)`,
	)
		.bind(world.deskId, world.workspaceId)
		.run();
});
afterAll(() => {
	vi.restoreAllMocks();
});

const INJECTED = "x\r\nx-evil: 1\r\nset-cookie: evil=1";

function ask(path: string, form?: Record<string, string>, origin = ORIGIN, language = ""): Promise<Response> {
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const cookie = cookies.map((pair) => pair.join("=")).join("; ");
	const headers = { cookie, origin, "accept-language": language };
	const init = form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers };
	return world.stage.ask(path, init);
}

const workspace = () => `/admin/workspaces/${world.workspaceId}`;

/** One of each kind of answer. */
const ANSWERS: readonly [kind: string, status: number, answer: () => Promise<Response>][] = [
	["a page", 200, () => ask("/admin")],
	["a page for everybody", 200, () => world.stage.ask("/admin/sign-in")],
	["a warning", 200, () => ask(`${workspace()}/delete`)],
	["a file", 200, () => ask("/admin/activity/deliveries.csv")],
	["a part of a page", 200, () => ask(`${workspace()}/channels`)],
	["a way on", 303, () => world.stage.ask("/admin")],
	["the way to Slack", 302, () => ask("/slack/install")],
	["a refused form", 422, () => ask(`${workspace()}/delete`, { name: "Another" })],
	["another site's form", 403, () => ask(`${workspace()}/delete`, { name: "Acme" }, "https://evil.example")],
	["a form that is too large", 413, () => ask(`${workspace()}/filters`, { tags: "x".repeat(40_000) })],
	["what isn't there", 404, () => ask("/admin/nowhere")],
	["a return that is none", 400, () => world.stage.ask("/oauth/zendesk/callback?state=unknown")],
];

describe("every kind of answer", () => {
	it.each(ANSWERS)(
		"%s is shown in no frame, taken for nothing else, and kept nowhere",
		async (_, status, get) => {
			const answer = await get();
			await answer.text();
			expect(answer.status).toBe(status);
			const policy = answer.headers.get("content-security-policy") ?? "";
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).toContain("default-src 'none'");
			expect(policy).not.toContain("unsafe");
			expect(answer.headers.get("x-frame-options")).toBe("DENY");
			expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
			expect(answer.headers.get("cache-control")).toBe("no-store");
		},
	);
});

describe("a line's end in what is sent", () => {
	const query = (name: string) => new URLSearchParams({ [name]: INJECTED }).toString();
	it.each<[string, () => Promise<Response>]>([
		["the language's switch", () => ask(`/admin?${query("lang")}`)],
		["the browser's languages", () => ask("/admin", undefined, ORIGIN, "en\tx-evil: 1")],
		[
			"a filter that a form leads back to",
			() => ask(`/admin/activity/deliveries/d1/ignore?${query("q")}`, { ignored: "yes", from: "list" }),
		],
		["a file's filter", () => ask(`/admin/activity/deliveries.csv?${query("q")}`)],
		["a search for an agent", () => ask(`/admin/agents?${query("q")}`)],
		["a channel's name", () => ask(`${workspace()}/where?${query("q")}`)],
		["where Slack sends back to", () => ask(`/slack/install?${query("redirect_uri")}`)],
		["what a vendor sends back", () => ask(`/oauth/zendesk/callback?${query("state")}&${query("error")}`)],
		["the setup token", () => ask("/setup/token", { token: INJECTED })],
		["a sign-in's link", () => ask(`/link?${query("t")}`)],
		["an address", () => ask(`/admin/workspaces/${encodeURIComponent(INJECTED)}`)],
	])("begins no header of its own: %s", async (_, get) => {
		const answer = await get();
		await answer.text();
		expect(answer.status).toBeLessThan(500);
		expect(answer.headers.has("x-evil")).toBe(false);
		expect(answer.headers.getSetCookie().join("\n")).not.toMatch(/^evil=/m);
		for (const [name, value] of answer.headers) expect(value, name).not.toMatch(/[\r\n]/);
	});
});
