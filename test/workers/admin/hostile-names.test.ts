import { env } from "cloudflare:workers";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sealIssue } from "../../../src/services/sync/issue-details.ts";
import { JUDGED } from "../../support/judged-addresses.ts";
import { createWorld, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

/** Each tries another way out of where a name stands: text, an attribute, a style, a script, an address. */
const NAMES = [
	`"><script>evil()</script>`,
	`'><img src=x onerror=evil()>`,
	`" onmouseover="evil()" x="`,
	`</style><svg onload=evil()>`,
	`</title><iframe srcdoc=evil>`,
	"javascript:evil()",
	"=evil()\r\nX-Evil: 1",
];
/** All of them in one: what a page does to one name it does to each. */
const NAME = NAMES.join(" ");

/** Every column that holds somebody else's words. */
const COLUMNS: Record<string, readonly string[]> = {
	desks: ["name", "portal_url", "connected_by_name", "edition"],
	slack_teams: ["name", "trouble"],
	mappings: ["channel_name", "department_name", "trouble"],
	agent_links: ["agent_name"],
	sessions: ["agent_name"],
	desk_webhooks: ["reason"],
	orgs: ["name", "trouble", "organization_name", "edition", "instance_url", "username", "connected_by_name"],
	deliveries: ["event_type", "ticket_number", "destination", "reason"],
	webhook_intake: ["ticket_id"],
	audit_log: ["actor_name", "action", "subject", "details"],
};

let world: World;
let agent: string;

beforeAll(async () => {
	world = await createWorld();
	const { deskId, workspaceId } = world;
	world.stage.zendesk.addGroup(NAME.slice(0, 100));
	agent = String((await env.DB.prepare("select id from agent_links").first<{ id: string }>())?.id);
	const words = {
		name: NAME,
		answer: NAME,
		field: NAME,
		value: NAME,
		candidates: [{ id: NAME, name: NAME }],
	};
	const sealed = await sealIssue(world.ctx, deskId, "issue", words);
	await env.DB.batch([
		env.DB.prepare(
			`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, destination, state,
				happened_at, finished_at)
			values ('one', ?1, 'T0ACME0001', ?2, 'e', 'ticket.created', 'C1', 'dead', 1, ?3)`,
		).bind(deskId, workspaceId, Date.now()),
		env.DB.prepare(
			`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at,
				updated_at)
			values ('org', ?1, 'Acme', 'production', 'login.salesforce.com', '3MVG9', 'sealed', 'connected', 1, 1),
				('gone', ?1, 'Labs', 'production', 'login.salesforce.com', '3MVG9', 'sealed', 'disconnected', 1, 1)`,
		).bind(deskId),
		env.DB.prepare(
			`insert into sync_issues (id, org_id, desk_id, object, record_id, kind, reason, details_sealed, state,
				attempts, first_at, last_at)
			values ('issue', 'org', ?1, 'contact', '003000000000001AAA', 'person', 'ambiguous', ?2, 'open', 1, 1, ?3)`,
		).bind(deskId, sealed, Date.now()),
		env.DB.prepare("insert into webhook_intake values ('h', ?1, '1', 'dead', 0, 0, ?2)").bind(
			deskId,
			Date.now(),
		),
		...Object.entries(COLUMNS).flatMap(([table, columns]) =>
			columns.map((column) => env.DB.prepare(`update ${table} set ${column} = ?`).bind(NAME)),
		),
		env.DB.prepare("update audit_log set details = ? where rowid % 2 = 0").bind(
			JSON.stringify({ [NAME]: NAME, channel: NAME, "state.from": NAME, "state.to": `${NAME}2` }),
		),
	]);
});
afterAll(() => {
	vi.restoreAllMocks();
});

const PAGES = Object.entries(JUDGED)
	.filter(([line, judgement]) => judgement === "session" && line.startsWith("GET /admin"))
	.map(([line]) => line.slice(4));

function fill(path: string): string {
	return path
		.replace("/workspaces/:id", `/workspaces/${world.workspaceId}`)
		.replace("/deliveries/:id", "/deliveries/one")
		.replace(":org/remove", "gone/remove")
		.replace(":org", "org")
		.replace(":issue", "issue")
		.replace(":object", "account")
		.replace(":record", "003000000000001AAA")
		.replace("/agents/:id", `/agents/${agent}`);
}

async function ask(path: string, language: "en" | "ja"): Promise<Response> {
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const cookie = cookies.map((pair) => pair.join("=")).join("; ");
	return world.stage.ask(path, { headers: { cookie, "accept-language": language } });
}

/** What a browser would make of it that isn't ours. */
function strangersIn(html: string): string[] {
	return parse(html)
		.querySelectorAll("*")
		.flatMap((element) => {
			const { tagName, attributes } = element;
			const names = Object.keys(attributes);
			const isForeign = ["IMG", "IFRAME", "OBJECT", "EMBED", "BASE"].includes(tagName);
			const isScript = tagName === "SCRIPT" && !/^\/assets\/[\w.-]+$/.test(attributes.src ?? "");
			const handlers = names.filter((name) => /^on/i.test(name) || /evil/.test(name));
			const addresses = ["href", "src", "action", "formaction"]
				.map((name) => attributes[name] ?? "")
				.filter((address) => address !== "" && !/^(\/(?!\/)|#|\?|data:image\/)/.test(address));
			return [...(isForeign || isScript ? [tagName] : []), ...handlers, ...addresses];
		});
}

describe.each(["en", "ja"] as const)("a name that tries to be more, in %s", (language) => {
	it.each(PAGES)("is a name on %s", async (path) => {
		const answer = await ask(fill(path), language);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("x-evil")).toBeNull();
		const text = await answer.text();
		if (path.endsWith(".csv")) {
			// No cell begins as what a spreadsheet would reckon.
			for (const cell of text.split(/\r\n|,(?=")/)) expect(cell).not.toMatch(/^"?[=+@\t]/);
			return;
		}
		if (answer.headers.get("content-type")?.includes("json")) return;
		expect(strangersIn(text)).toEqual([]);
		expect(text).not.toMatch(/<script>evil|<img src=x|<svg onload|<iframe srcdoc/);
	});
});

it("reaches the pages at all: what it is looked for in shows it", async () => {
	const shown = await Promise.all(
		[
			"/admin",
			"/admin/agents",
			"/admin/activity",
			"/admin/activity/audit",
			"/admin/desk",
			"/admin/sessions",
			"/admin/salesforce/org/issues",
			"/admin/salesforce/org/issues/issue",
			"/admin/salesforce/gone/remove",
		].map(async (path) => (await ask(path, "en")).text()),
	);
	for (const text of shown) expect(text).toContain("&lt;script&gt;evil()");
});
