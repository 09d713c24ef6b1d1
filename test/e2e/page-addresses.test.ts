import { beforeAll, describe, expect, it } from "vitest";
import { boot, signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { PEOPLE } from "../../sandbox/seed/people.ts";
import { appAddresses } from "../support/app-addresses.ts";
import { isScript, JUDGED, type Judgement } from "../support/judged-addresses.ts";
import { useSandbox } from "../support/sandbox.ts";
import { signInOf } from "../support/sign-in.ts";
import { everyRow } from "../support/stored-rows.ts";

const sandboxOf = useSandbox("page-addresses", { boot });

/** A sign-in that is begun, and a form that waits for one, live for minutes and open nothing. */
const PASSING = ["oauth_flows", "kept_forms"];

/** What Zendesk's desk has: another desk's administrator, and everybody else, asks for it. */
const ids = {
	org: "an-org-of-zendesks",
	desk: "",
	workspace: "",
	delivery: "",
	agent: "",
	session: "",
	name: "",
	team: "",
};
/** What the other administrator has themselves. */
const own = { desk: "", workspace: "" };

const visitors = {
	nobody: createBrowser(),
	/** Was refused at the desk's sign-in: no administrator. */
	agent: createBrowser(),
	/** Of the Zoho desk. */
	other: createBrowser(),
	expired: createBrowser(),
	revoked: createBrowser(),
};
type Visitor = keyof typeof visitors;
const STRANGERS: readonly Visitor[] = ["nobody", "agent", "expired", "revoked"];

async function one<T>(query: string, ...values: string[]): Promise<T> {
	const database = await sandboxOf().database();
	const row = await database
		.prepare(query)
		.bind(...values)
		.first<T>();
	if (!row) throw new Error(`no row: ${query}`);
	return row;
}

beforeAll(async () => {
	const sandbox = sandboxOf();
	const database = await sandbox.database();
	for (const visitor of ["expired", "revoked"] as const) {
		await signInToPages(visitors[visitor], sandbox, "Zendesk", signInOf("mina", "zendesk"));
	}
	await signInToPages(visitors.other, sandbox, "Zoho Desk", signInOf("yuki", "zoho"));
	await visitors.agent.open(`${sandbox.origin}/admin/sign-in`);
	await visitors.agent.submit("Sign in with Zendesk");
	expect((await visitors.agent.submit("allow", signInOf("alex", "zendesk"))).status).toBe(403);

	const desk = await one<{ id: string; name: string }>(
		"select id, name from desks where provider = 'zendesk'",
	);
	const workspace = await one<{ id: string; name: string }>(
		"select w.id, t.name from workspaces w join slack_teams t using (team_id) where desk_id = ?",
		desk.id,
	);
	const agent = await one<{ id: string }>("select id from agent_links where desk_id = ?", desk.id);
	const zoho = await one<{ id: string }>("select id from desks where provider = 'zoho'");
	const sessions = await database
		.prepare("select token_hash as hash from sessions where desk_id = ? order by created_at")
		.bind(desk.id)
		.all<{ hash: string }>();
	const [first, expiring, revoking] = sessions.results.map(({ hash }) => hash);
	Object.assign(ids, { desk: desk.id, name: desk.name, workspace: workspace.id, team: workspace.name });
	Object.assign(ids, { agent: agent.id, delivery: "a-dead-one", session: first ?? "" });
	own.desk = zoho.id;
	own.workspace = (await one<{ id: string }>("select id from workspaces where desk_id = ?", zoho.id)).id;
	await database.batch([
		database
			.prepare(
				`insert into deliveries (id, desk_id, team_id, workspace_id, event_id, event_type, destination, state,
					happened_at, finished_at)
				values (?, ?, 'T0ACME0001', ?, 'e', 'ticket.created', 'C0SUPPORT1', 'dead', 1, ?)`,
			)
			.bind(ids.delivery, ids.desk, ids.workspace, Date.now()),
		database
			.prepare(
				`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, created_at,
					updated_at)
				values (?, ?, 'Acme', 'production', 'login.salesforce.com', '3MVG9', 'sealed', 'connected', 1, 1)`,
			)
			.bind(ids.org, ids.desk),
		database.prepare("update sessions set expires_at = 1 where token_hash = ?").bind(expiring ?? ""),
		database.prepare("delete from sessions where token_hash = ?").bind(revoking ?? ""),
	]);
	await sandbox.idle();
});

/** The address with what the Zendesk desk has in it. */
function fill(path: string): string {
	return path
		.replace("/webhooks/zoho/:desk", `/webhooks/zoho/${own.desk}`)
		.replace("/workspaces/:id", `/workspaces/${ids.workspace}`)
		.replace("/deliveries/:id", `/deliveries/${ids.delivery}`)
		.replace("/agents/:id", `/agents/${ids.agent}`)
		.replace(":org", ids.org)
		.replace(":object", "account")
		.replace(":issue", "an-issue")
		.replace(":record", "001000000000001AAA")
		.replace(":desk", ids.desk)
		.replace(":provider", "zendesk")
		.replace(":pending", "p".repeat(43));
}

/** What the address's own form would send. */
function bodyOf(path: string): Record<string, string> {
	const isDesk = path.startsWith("/admin/desk/");
	const bodies: Record<string, Record<string, string>> = {
		"/setup/token": { token: "a guess" },
		"/setup/origin": { origin: "https://evil.example" },
		"/setup/slack": {
			app_id: "A0EVIL00",
			client_id: "1.2",
			client_secret: "s",
			signing_secret: "s".repeat(32),
		},
		"/setup/desks/new/:provider": { address: "evil", client_id: "evil", client_secret: "evil" },
		"/setup/desks/:desk": { client_id: "evil", client_secret: "evil" },
		"/admin/desks/:desk/agreement": { agreed: "yes", intent: "connect" },
		"/admin/desks/:desk/sign-in": { intent: "session" },
		"/link": { t: "t".repeat(43) },
		"/admin/activity/deliveries/:id/ignore": { ignored: "yes" },
		"/admin/activity/problems/ignore": { ignored: "yes", until: String(Date.now()) },
		"/admin/workspaces/:id/where/all": { version: "1", channel: "C0SUPPORT1" },
		"/admin/workspaces/:id/where/each": { version: "1", department_360001: "C0SUPPORT1" },
		"/admin/workspaces/:id/what": { version: "1" },
		"/admin/workspaces/:id/filters": { version: "1", tags: "evil" },
		"/admin/workspaces/:id/when": { version: "1", timezone: "UTC" },
		"/admin/workspaces/:id/look": { version: "1", layout: "flat", locale: "en" },
		"/admin/workspaces/:id/deliveries": { delivery: ids.delivery },
		"/admin/workspaces/:id/state": { state: "disabled" },
		"/admin/workspaces/:id/delete": { name: ids.team },
		"/admin/salesforce/new": {
			...{ name: "Evil", environment: "production", host: "", client_id: "3MVG9", client_secret: "s" },
			...{ terms: "yes", session: "yes" },
		},
		"/admin/salesforce/:org/rename": { name: "Evil" },
		"/admin/salesforce/:org/features": { accounts: "yes", people: "yes" },
		"/admin/salesforce/:org/runs/start": { kind: "dry_run" },
		"/admin/salesforce/:org/sign-in": {
			client_id: "3MVG9",
			client_secret: "s",
			terms: "yes",
			session: "yes",
		},
		"/admin/sessions": { session: ids.session },
	};
	// Zoho's look at an address that it doesn't know yet has no body, and no signature.
	if (path.startsWith("/webhooks/")) return { ticket: "1" };
	return bodies[path] ?? (isDesk ? { name: ids.name } : {});
}

function cookiesOf(browser: Browser): string {
	const { host } = new URL(sandboxOf().origin);
	return [...browser.cookies(host)].map(([name, value]) => `${name}=${value}`).join("; ");
}

interface Answer {
	status: number;
	location: string;
	text: string;
}

async function ask(visitor: Visitor, method: string, path: string, body: Record<string, string>) {
	const headers = {
		cookie: cookiesOf(visitors[visitor]),
		"sec-fetch-site": "same-origin",
		origin: sandboxOf().origin,
	};
	const init = method === "GET" ? { headers } : { method, headers, body: new URLSearchParams(body) };
	const answer = await sandboxOf().fetch(path, init);
	// The switch of the language repeats the address that was asked for.
	const text = (await answer.text()).replaceAll(path, "");
	return { status: answer.status, location: answer.headers.get("location") ?? "", text };
}

/** What each address answers to whom, where nothing of theirs is behind it. */
function expectRefusal(judgement: Judgement, method: string, path: string, answer: Answer, visitor: Visitor) {
	const { status, location, text } = answer;
	const where = `${visitor}: ${method} ${path}`;
	switch (judgement) {
		case "open":
			expect([200, 302, 404], where).toContain(status);
			break;
		case "signed":
			expect([where, status]).toEqual([where, 401]);
			break;
		case "setup":
			expect([where, status, location]).toEqual([where, 303, "/setup"]);
			break;
		case "token":
			expect([where, status]).toEqual([where, 403]);
			break;
		case "sign-in":
			expect([where, status]).toEqual([where, 200]);
			break;
		case "begun":
			expect(path.startsWith("/link/cancel/") ? [200] : [400, 410], where).toContain(status);
			break;
		case "session":
			if (visitor !== "other")
				expect([where, status, location]).toEqual([
					where,
					303,
					expect.stringMatching(/^\/admin\/sign-in(\?ended=\w+)?$/),
				]);
			else if (path.includes("/:")) expect([where, status]).toEqual([where, 404]);
			break;
		case "sign-out":
			expect([where, status, location]).toEqual([where, 303, "/"]);
			break;
	}
	for (const secret of [ids.session, ids.agent, ids.delivery, ids.org])
		expect(text.includes(secret), where).toBe(false);
}

/** Of addresses without an id, those that would change what the other administrator has themselves. */
const actsOnOwn = (line: string) =>
	JUDGED[line] === "session" &&
	line.startsWith("POST ") &&
	!line.includes("/:") &&
	line !== "POST /admin/sessions";

describe("every address", () => {
	it("is judged, and none that isn't there", () => {
		const lines = appAddresses()
			.map(({ method, path }) => `${method} ${path}`)
			.filter((line) => !isScript(line));
		expect(lines.sort()).toEqual(Object.keys(JUDGED).sort());
	});

	it.each(STRANGERS)("refuses %s as is right for it, and nothing changes", async (visitor) => {
		const before = await everyRow(sandboxOf(), PASSING);
		for (const [line, judgement] of Object.entries(JUDGED)) {
			// What is left of a session that has ended goes with it.
			if (judgement === "sign-out") continue;
			const [method = "", path = ""] = line.split(" ");
			const answer = await ask(visitor, method, fill(path), bodyOf(path));
			expectRefusal(judgement, method, path, answer, visitor);
		}
		await sandboxOf().idle();
		expect(await everyRow(sandboxOf(), PASSING)).toEqual(before);
		const out = await ask(visitor, "POST", "/admin/sign-out", {});
		expectRefusal("sign-out", "POST", "/admin/sign-out", out, visitor);
	});

	it("has nothing of another desk for its administrator, by whichever id", async () => {
		const before = await everyRow(sandboxOf(), PASSING);
		for (const [line, judgement] of Object.entries(JUDGED)) {
			if (actsOnOwn(line) || judgement === "sign-out") continue;
			const [method = "", path = ""] = line.split(" ");
			const answer = await ask("other", method, fill(path), bodyOf(path));
			expectRefusal(judgement, method, path, answer, "other");
			if (judgement !== "session") continue;
			for (const id of [ids.desk, ids.workspace]) expect(answer.text.includes(id), line).toBe(false);
		}
		const foreign: [method: string, path: string, body: Record<string, string>, status: number][] = [
			["GET", `/admin/activity?workspace=${ids.workspace}`, {}, 404],
			["GET", `/admin/activity/problems?workspace=${ids.workspace}`, {}, 404],
			["GET", `/admin/activity/deliveries.csv?workspace=${ids.workspace}`, {}, 404],
			[
				"POST",
				`/admin/activity/problems/ignore?workspace=${ids.workspace}`,
				{ ignored: "yes", until: "9e15" },
				404,
			],
			["POST", `/admin/workspaces/${own.workspace}/deliveries`, { delivery: ids.delivery }, 404],
		];
		for (const [method, path, body, status] of foreign) {
			const answer = await ask("other", method, path, body);
			expect([path, answer.status]).toEqual([path, status]);
		}
		await sandboxOf().idle();
		expect(await everyRow(sandboxOf(), PASSING)).toEqual(before);
	});

	it("changes nothing by being looked at, by its own administrator too", async () => {
		const mina = createBrowser();
		await signInToPages(mina, sandboxOf(), "Zendesk", signInOf("mina", "zendesk"));
		await sandboxOf().idle();
		const before = await everyRow(sandboxOf(), PASSING);
		const headers = { cookie: cookiesOf(mina) };
		for (const line of Object.keys(JUDGED)) {
			const [method = "", path = ""] = line.split(" ");
			// A form's address is no action when it is only opened.
			const looked = await sandboxOf().fetch(fill(path), { headers });
			await looked.text();
			await sandboxOf().fetch(fill(path), { headers, method: "HEAD" });
			if (method === "GET" && JUDGED[line] === "session") expect([200, 302], line).toContain(looked.status);
		}
		await sandboxOf().idle();
		expect(await everyRow(sandboxOf(), PASSING)).toEqual(before);
	});

	it("takes no form of another site from anybody", async () => {
		const administrator = createBrowser();
		await signInToPages(administrator, sandboxOf(), "Zendesk", signInOf("mina", "zendesk"));
		const before = await everyRow(sandboxOf());
		const cookie = cookiesOf(administrator);
		const form = "application/x-www-form-urlencoded";
		const sites: Record<string, string>[] = [
			{ origin: "https://evil.example", "sec-fetch-site": "cross-site", "content-type": form },
			{ origin: "https://evil.example", "content-type": form },
			{ origin: "null", "sec-fetch-site": "cross-site", "content-type": form },
			{ origin: "http://127.0.0.1", "sec-fetch-site": "same-site", "content-type": form },
			{ "content-type": form },
			// Which a browser sends from another site without asking first, either.
			{ origin: "https://evil.example", "content-type": "text/plain" },
			{ origin: "https://evil.example", "content-type": "multipart/form-data; boundary=x" },
		];
		for (const [line, judgement] of Object.entries(JUDGED)) {
			const [method = "", path = ""] = line.split(" ");
			if (method !== "POST" || judgement === "signed") continue;
			for (const site of sites) {
				const body = new URLSearchParams(bodyOf(path)).toString();
				const answer = await sandboxOf().fetch(fill(path), { method, headers: { ...site, cookie }, body });
				await answer.text();
				const asked = `${line} ${JSON.stringify(site)}`;
				expect([asked, answer.status]).toEqual([asked, 403]);
			}
		}
		await sandboxOf().idle();
		expect(await everyRow(sandboxOf())).toEqual(before);
	});
});

it("knows whom it asks as", () => {
	expect(PEOPLE.find(({ key }) => key === "alex")?.zendesk?.role).toBe("agent");
	expect(PEOPLE.find(({ key }) => key === "yuki")?.zoho?.role).toBe("admin");
});
