import { beforeEach, describe, expect, it } from "vitest";
import { boot, signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser, type Page } from "../../sandbox/runtime/browser-walk.ts";
import { PEOPLE } from "../../sandbox/seed/people.ts";
import { NAMES, type Vendor } from "../support/hearing-story.ts";
import { useSandbox } from "../support/sandbox.ts";
import { signInOf } from "../support/sign-in.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const sandboxOf = useSandbox("page-downgrade");

/** In Zendesk Alex becomes an administrator first: of the seed there is only one. */
const SECOND = { zendesk: "alex", zoho: "yuki" } as const;
const DEPARTMENTS = { zendesk: "acme.zendesk.com/api/v2/groups", zoho: "/api/v1/departments" } as const;

function setRole(vendor: Vendor, key: string, role: "admin" | "agent"): void {
	const person = PEOPLE.find((one) => one.key === key);
	if (vendor === "zendesk") sandboxOf().zendesk.setRole(person?.zendesk?.id ?? 0, role);
	else sandboxOf().zoho.setRole(person?.zoho?.id ?? "", role);
}

function revoke(vendor: Vendor, key: string): void {
	const person = PEOPLE.find((one) => one.key === key);
	if (vendor === "zendesk") sandboxOf().zendesk.revokeAll(person?.zendesk?.id ?? 0);
	else sandboxOf().zoho.revokeAll(person?.zoho?.id ?? "");
}

async function signIn(vendor: Vendor, key: string): Promise<Browser> {
	const browser = createBrowser();
	await signInToPages(browser, sandboxOf(), NAMES[vendor], signInOf(key, vendor));
	return browser;
}

const open = (browser: Browser, path = "/admin"): Promise<Page> =>
	browser.open(`${sandboxOf().origin}${path}`);

async function expectOut(browser: Browser): Promise<void> {
	expect((await open(browser)).url.pathname).toBe("/admin/sign-in");
}

async function expectIn(browser: Browser): Promise<void> {
	expect((await open(browser)).url.pathname).toBe("/admin");
}

/** The page that asks the desk for its departments. */
async function whereOf(vendor: Vendor): Promise<string> {
	const database = await sandboxOf().database();
	const row = await database
		.prepare(
			"select w.id from workspaces w join desks d on d.id = w.desk_id where d.provider = ? order by w.created_at",
		)
		.bind(vendor)
		.first<{ id: string }>();
	return `/admin/workspaces/${row?.id}/where`;
}

async function logged(action: string): Promise<number> {
	const database = await sandboxOf().database();
	const query = "select count(*) as count from audit_log where action = ? and actor_kind = 'system'";
	return (await database.prepare(query).bind(action).first<{ count: number }>())?.count ?? 0;
}

const WHO_AM_I = { zendesk: "/api/v2/users/me", zoho: "/api/v1/myinfo" } as const;

/** The hourly look, until so many people's roles were read. */
async function passHour(vendor: Vendor, people: number): Promise<void> {
	await sandboxOf().passTime(HOUR_MS + MINUTE_MS);
	const before = sandboxOf().traffic().length;
	await sandboxOf().cron();
	await until(`${people} roles are read`, 30_000, () => {
		const since = sandboxOf().traffic().slice(before);
		return since.filter(({ url }) => url.includes(WHO_AM_I[vendor])).length >= people;
	});
	await sandboxOf().idle();
}

async function untilLogged(event: string): Promise<void> {
	await until(event, 30_000, () =>
		sandboxOf()
			.logs()
			.some(({ message }) => message.includes(event)),
	);
}

describe.each(["zendesk", "zoho"] as const)("an administrator of %s", (vendor) => {
	beforeEach(async () => {
		await sandboxOf().reset();
		await boot(sandboxOf());
		setRole(vendor, SECOND[vendor], "admin");
	});

	it("who connected the desk and is none any more is out after the hourly look, in every browser", async () => {
		const browsers = [await signIn(vendor, "mina"), await signIn(vendor, "mina")];
		const other = await signIn(vendor, SECOND[vendor]);
		setRole(vendor, "mina", "agent");
		for (const browser of browsers) await expectIn(browser);
		await passHour(vendor, 2);
		for (const browser of browsers) await expectOut(browser);
		await expectIn(other);
		expect(other.page.text).toContain("Take over the connection");
		expect(await logged("admin.role_lost")).toBe(1);
	});

	it("who only signed in to the pages and is none any more is out then too, and the desk works on", async () => {
		const other = await signIn(vendor, SECOND[vendor]);
		const mina = await signIn(vendor, "mina");
		await passHour(vendor, 2);
		await expectIn(other);
		setRole(vendor, SECOND[vendor], "agent");
		await passHour(vendor, 2);
		await expectOut(other);
		await expectIn(mina);
		expect(mina.page.text).not.toContain("Needs attention");
		expect(await logged("admin.role_lost")).toBe(1);
		const refused = createBrowser();
		await open(refused, "/admin/sign-in");
		await refused.submit(`Sign in with ${NAMES[vendor]}`);
		expect((await refused.submit("allow", signInOf(SECOND[vendor], vendor))).status).toBe(403);
	});

	it("whose sign-in the desk ended is out with the page that met it", async () => {
		const mina = await signIn(vendor, "mina");
		const where = await whereOf(vendor);
		expect((await open(mina, where)).url.pathname).toBe(where);
		revoke(vendor, "mina");
		expect((await open(mina, where)).url.pathname).toBe("/admin/sign-in");
		await expectOut(mina);
		expect(await logged("admin.sign_in_refused")).toBe(1);
	});

	it("whom the desk refuses a call by rights is out with that page when the role is gone", async () => {
		const mina = await signIn(vendor, "mina");
		const where = await whereOf(vendor);
		const fault = { vendor, match: DEPARTMENTS[vendor], status: 403, times: 1 };
		sandboxOf().faults.add(fault);
		expect((await open(mina, where)).url.pathname).toBe(where);
		setRole(vendor, "mina", "agent");
		sandboxOf().faults.add(fault);
		expect((await open(mina, where)).url.pathname).toBe("/admin/sign-in");
		expect(await logged("admin.role_lost")).toBe(1);
	});

	it("who signed in otherwise and whose sign-in the desk ended is out after the hourly look", async () => {
		const other = await signIn(vendor, SECOND[vendor]);
		revoke(vendor, SECOND[vendor]);
		await sandboxOf().passTime(HOUR_MS + MINUTE_MS);
		await sandboxOf().cron();
		await untilLogged("sessions.ended");
		await expectOut(other);
		expect(await logged("admin.sign_in_refused")).toBe(1);
	});

	it("stays while the desk doesn't answer", async () => {
		const other = await signIn(vendor, SECOND[vendor]);
		const mina = await signIn(vendor, "mina");
		sandboxOf().faults.decideBy((name) => (name === vendor ? { status: 503 } : null));
		await sandboxOf().passTime(HOUR_MS + MINUTE_MS);
		await sandboxOf().cron();
		await untilLogged("desk.administrator_unknown");
		await untilLogged("session.role_unknown");
		await expectIn(other);
		await expectIn(mina);
		sandboxOf().faults.clear();
	});
});
