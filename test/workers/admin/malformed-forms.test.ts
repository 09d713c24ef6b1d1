import { env } from "cloudflare:workers";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWorld, dump, type World } from "../settings-world.ts";
import { ORIGIN } from "./stage.ts";

const LONG = "x".repeat(10_000);
const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\u0000\u202e`;

let world: World;
beforeAll(async () => {
	world = await createWorld();
	await env.DB.prepare(
		`insert into orgs (id, desk_id, name, environment, host, client_id, client_secret_sealed, state, features,
			created_at, updated_at)
		values ('o1', ?1, 'Acme', 'sandbox', 'test.salesforce.com', '3MVG9', 'sealed', 'connected', '{}', 1, 1)`,
	)
		.bind(world.deskId)
		.run();
});
afterAll(() => {
	vi.restoreAllMocks();
});

interface Form {
	/** `{workspace}` and `{desk}` are the world's; `{version}` is what its settings are at. */
	path: string;
	/** What would be taken. */
	right: Record<string, string>;
	/** By field: what is refused there, beside it. */
	wrong: Record<string, readonly string[]>;
}

const OWN = "/admin/workspaces/{workspace}";
const WHEN = { version: "{version}", quiet_from: "22:00", quiet_to: "07:00", digest: "", timezone: "UTC" };
const SLACK = { app_id: "A0NEW", client_id: "1.2", client_secret: "s", signing_secret: "f".repeat(32) };
const ZENDESK = { address: "globex", client_id: "one", client_secret: "two" };

const ORG = "/admin/salesforce/o1";
const SALESFORCE = {
	host: "acme--uat.sandbox.my.salesforce.com",
	client_id: "3MVG9",
	client_secret: "s",
	...{ session: "yes", terms: "yes" },
};
const HOSTS = [LONG, HOSTILE, "evil.example", "https://evil.example/my.salesforce.com", "acme@evil.example"];
const TICKS = ["", "no", HOSTILE];

const FORMS: readonly Form[] = [
	{
		path: "/setup/origin",
		right: { origin: "https://desk.example" },
		wrong: { origin: ["", LONG, HOSTILE, "javascript:alert(1)", "https://a@b.example", "//evil.example"] },
	},
	{
		path: "/setup/slack",
		right: SLACK,
		wrong: {
			app_id: ["", LONG, HOSTILE, "a0lower"],
			client_id: ["", LONG, HOSTILE, "1,2"],
			client_secret: [LONG],
			signing_secret: [LONG, HOSTILE, "short"],
		},
	},
	{
		path: "/setup/desks/new/zendesk",
		right: ZENDESK,
		wrong: {
			address: ["", LONG, HOSTILE, "evil.example", "acme\nX-Evil: 1"],
			client_id: ["", LONG],
			client_secret: ["", LONG],
		},
	},
	{
		path: "/setup/desks/new/zoho",
		right: { ...ZENDESK, address: "eu" },
		wrong: { address: ["", LONG, HOSTILE, "zz", "__proto__"] },
	},
	{
		path: "/setup/desks/{desk}",
		right: { client_id: "one", client_secret: "two" },
		wrong: { client_id: ["", LONG], client_secret: [LONG] },
	},
	{ path: "/admin/desks/{desk}/agreement", right: { agreed: "yes" }, wrong: { agreed: ["", "no", HOSTILE] } },
	{
		path: `${OWN}/where/all`,
		right: { version: "{version}", channel: "C0SUPPORT1", channel_id: "" },
		wrong: { channel: ["", LONG, HOSTILE, "https://evil.example/"] },
	},
	{
		path: `${OWN}/where/each`,
		right: { version: "{version}", department_360001: "C0SUPPORT1" },
		wrong: { department_360001: [LONG, HOSTILE] },
	},
	{
		path: `${OWN}/filters`,
		right: { version: "{version}", tags: "vip" },
		wrong: {
			tags: [
				LONG,
				Array(60)
					.fill("tag")
					.map((tag, index) => tag + index)
					.join(","),
			],
		},
	},
	{
		path: `${OWN}/when`,
		right: WHEN,
		wrong: {
			quiet_from: ["25:00", "noon", LONG, HOSTILE],
			quiet_to: ["", "22:00", "7", HOSTILE],
			digest: ["24:00", LONG, HOSTILE],
			timezone: ["", LONG, HOSTILE, "Mars/Olympus", "__proto__"],
		},
	},
	{
		path: `${OWN}/look`,
		right: { version: "{version}", layout: "flat", locale: "en" },
		wrong: { layout: ["", LONG, HOSTILE, "toString"], locale: ["", "fr", HOSTILE] },
	},
	{ path: `${OWN}/delete`, right: { name: "Acme" }, wrong: { name: ["", "acme", LONG, HOSTILE] } },
	{ path: "/admin/desk/remove-slack", right: { name: "Acme" }, wrong: { name: ["", "acme", LONG, HOSTILE] } },
	{ path: "/admin/desk/erase", right: { name: "Acme" }, wrong: { name: ["", "acme", LONG, HOSTILE] } },
	{
		path: "/admin/salesforce/new",
		right: { ...SALESFORCE, name: "UAT", environment: "sandbox" },
		wrong: {
			name: ["", LONG, HOSTILE, "a/b", "<b>"],
			environment: ["", "scratch", HOSTILE, "__proto__"],
			host: HOSTS,
			client_id: ["", LONG],
			client_secret: ["", LONG],
			session: TICKS,
			terms: TICKS,
		},
	},
	{
		path: `${ORG}/sign-in`,
		right: SALESFORCE,
		wrong: { host: HOSTS, client_id: ["", LONG], client_secret: [LONG], session: TICKS, terms: TICKS },
	},
	{ path: `${ORG}/rename`, right: { name: "UAT" }, wrong: { name: ["", LONG, HOSTILE, "a/b"] } },
	{
		path: `${ORG}/objects/memberships`,
		right: { version: "0", interval: "30" },
		wrong: { interval: ["", "0", "1441", "-1", "1e3", LONG, HOSTILE] },
	},
	{
		path: `${ORG}/objects/account`,
		right: { version: "0", deletes: "tag", deleted_tag: "gone" },
		wrong: { deletes: ["", "erase", HOSTILE, "__proto__"], deleted_tag: ["two words", LONG, HOSTILE] },
	},
	...["issues/sync", "records"].map((path) => ({
		path: `${ORG}/${path}`,
		right: { record: "001000000000001AAA" },
		wrong: { record: ["", LONG, HOSTILE] },
	})),
];

/** Forms without a field to fill in: what they send is never a person's, and nothing else is there. */
const BUTTONS: readonly { path: string; wrong: readonly Record<string, string>[] }[] = [
	{ path: `${OWN}/state`, wrong: [{}, { state: "deleting" }, { state: HOSTILE }] },
	{
		path: `${OWN}/deliveries`,
		wrong: [{}, { delivery: "unknown" }, { delivery: HOSTILE }, { delivery: LONG }],
	},
	{ path: "/admin/activity/deliveries/unknown/again", wrong: [{}] },
	{ path: "/admin/activity/deliveries/unknown/ignore", wrong: [{ ignored: "yes" }] },
	{ path: "/admin/activity/problems/ignore", wrong: [{}, { ignored: "yes", until: HOSTILE }] },
	{ path: "/admin/sessions", wrong: [{}, { session: "unknown" }, { session: HOSTILE }] },
	{ path: "/admin/desks/{desk}/sign-in", wrong: [{ intent: "admin" }, { intent: HOSTILE }] },
	{ path: "/admin/desks/unknown/sign-in", wrong: [{ intent: "session" }] },
	{ path: `${ORG}/features`, wrong: [{ accounts: "no" }, { people: HOSTILE }] },
	{ path: `${ORG}/restore`, wrong: [{}] },
	{ path: `${ORG}/runs/start`, wrong: [{}, { kind: "reconcile" }, { kind: HOSTILE }, { kind: LONG }] },
	{ path: "/link", wrong: [{}, { t: "unknown" }, { t: LONG }, { t: HOSTILE }] },
];

async function fill(text: string): Promise<string> {
	const { settings_version: version } = await world.workspace();
	return text
		.replace("{workspace}", world.workspaceId)
		.replace("{desk}", world.deskId)
		.replace("{version}", String(version));
}

async function post(path: string, fields: Record<string, string>, edit?: (body: URLSearchParams) => void) {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) body.set(name, await fill(value));
	edit?.(body);
	const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
	const headers = { origin: ORIGIN, cookie: cookies.map((pair) => pair.join("=")).join("; ") };
	const answer = await world.stage.ask(await fill(path), { method: "POST", headers, body });
	return { status: answer.status, html: await answer.text() };
}

/** Only what the form is about: looking at a vendor may renew or note something of its own. */
async function stored(): Promise<string[]> {
	await env.DB.exec("delete from oauth_flows");
	return dump();
}

/** What is said beside a field, or beside the group that it is one of: by what the field itself says describes it. */
function errorBeside(html: string, name: string): string {
	const root = parse(html);
	const error = root.querySelector(`[id="${name}-error"].error`);
	const described = root
		.querySelectorAll("[aria-describedby]")
		.some((one) => one.getAttribute("aria-describedby")?.split(" ").includes(`${name}-error`));
	return described ? (error?.text ?? "") : "";
}

const CASES = FORMS.flatMap((form) =>
	Object.entries(form.wrong).flatMap(([field, values]) =>
		values.map((value) => ({ form, field, value, said: value.slice(0, 30) || "nothing" })),
	),
);

describe("a form with something wrong in it", () => {
	it.each(CASES)("$form.path: says beside $field that “$said” won't do", async ({ form, field, value }) => {
		const before = await stored();
		const { status, html } = await post(form.path, { ...form.right, [field]: value });
		expect(status).toBe(422);
		expect(errorBeside(html, field)).toMatch(/\S/);
		for (const [name, kept] of Object.entries(form.right)) {
			if (name === field || name === "version" || /secret|agreed/.test(name) || kept === "") continue;
			const root = parse(html);
			const other = root.querySelector(`input[name="${name}"]:not([type=radio])`)?.getAttribute("value");
			const chosen = root
				.querySelector(`[name="${name}"] option[selected], [name="${name}"][checked]`)
				?.getAttribute("value");
			expect(other ?? chosen, name).toBe(kept);
		}
		expect(html).not.toMatch(/<script>alert|<img src=x|onerror=alert\(1\)>/);
		expect(await stored()).toEqual(before);
	});

	it.each(FORMS)("$path: takes no list for a word", async ({ path, right, wrong }) => {
		const before = await stored();
		for (const field of Object.keys(wrong).filter((name) => wrong[name]?.includes(""))) {
			const { status } = await post(path, right, (body) => {
				const value = body.get(field) ?? "";
				body.delete(field);
				for (const list of ["[]", "[0]", "[__proto__]", ".length"]) body.append(field + list, value);
			});
			expect([field, status]).toEqual([field, 422]);
		}
		expect(await stored()).toEqual(before);
	});
});

describe("a button's form with something else in it", () => {
	it.each(BUTTONS)("$path: has nothing there, and does nothing", async ({ path, wrong }) => {
		const before = await stored();
		for (const fields of wrong) {
			const { status, html } = await post(path, fields);
			expect([404, 410]).toContain(status);
			expect(html).not.toContain("<script>alert");
		}
		expect(await stored()).toEqual(before);
	});
});

describe("a body", () => {
	it.each(FORMS)(
		"$path: is not read when it is huge, and does no harm when it is no form",
		async ({ path, right }) => {
			const before = await stored();
			const cookies = [...world.stage.browser.cookies(new URL(ORIGIN).host)];
			const headers = { origin: ORIGIN, cookie: cookies.map((pair) => pair.join("=")).join("; ") };
			const [field = "x"] = Object.keys(right);
			const huge = new URLSearchParams({ ...right, [field]: "x".repeat(100_000) });
			const answer = await world.stage.ask(await fill(path), { method: "POST", headers, body: huge });
			expect(answer.status).toBe(413);
			for (const [type, body] of [
				["application/json", JSON.stringify(right)],
				["multipart/form-data; boundary=x", "--x\r\nno such thing"],
				["multipart/form-data", "no boundary"],
				["application/x-www-form-urlencoded", "%E0%A4%A&=&&=%00"],
			] as const) {
				const init = { method: "POST", headers: { ...headers, "content-type": type }, body };
				const { status } = await world.stage.ask(await fill(path), init);
				expect([type, status >= 400 && status < 500]).toEqual([type, true]);
			}
			expect(await stored()).toEqual(before);
		},
	);
});
