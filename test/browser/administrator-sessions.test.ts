import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { EACH_DESK_AND_MODE } from "../support/admin-desks.ts";
import { allowAs, save, signInInBrowser } from "../support/admin-walk.ts";
import { useChromium } from "../support/chromium.ts";
import { useSandbox } from "../support/sandbox.ts";
import { personOf } from "../support/sign-in.ts";
import { until } from "../support/until.ts";

const HOUR_MS = 60 * 60_000;
/** Where a page asks the desk for something while its reader waits. */
const DEPARTMENTS = { zendesk: "acme.zendesk.com/api/v2/groups", zoho: "/api/v1/departments" } as const;

const chromium = useChromium();

describe.each(EACH_DESK_AND_MODE)("sessions of $vendor, $mode", ({ desk, mode, javaScriptEnabled }) => {
	const sandbox = useSandbox(`browser-sessions-${desk.key}-${mode.replace(/\W/g, "-")}`);
	let pages: Page[];
	let mina: Page;
	/** In the seed Zendesk has one administrator only. */
	const second = personOf(desk.key === "zendesk" ? "alex" : "yuki");

	beforeEach(async () => {
		await sandbox().reset();
		await boot(sandbox());
		setRole(second.key, "admin");
		pages = [];
		mina = await signIn("Mina Kato");
	});
	afterEach(async () => {
		for (const page of pages) await page.context().close();
	});

	async function signIn(name: string): Promise<Page> {
		const page = await chromium.openPage({ javaScriptEnabled });
		pages.push(page);
		await signInInBrowser(page, sandbox().origin, desk, name);
		return page;
	}

	function setRole(key: string, role: "admin" | "agent"): void {
		const { zendesk, zoho } = personOf(key);
		if (desk.key === "zendesk") sandbox().zendesk.setRole(zendesk?.id ?? 0, role);
		else sandbox().zoho.setRole(zoho?.id ?? "", role);
	}

	async function read(sql: string): Promise<unknown> {
		const database = await sandbox().database();
		const row = await database
			.prepare(`${sql} and d.provider = ? limit 1`)
			.bind(desk.key)
			.first<Record<string, unknown>>();
		return row && Object.values(row)[0];
	}
	const OWN = "from workspaces w join desks d on d.id = w.desk_id where w.team_id = 'T0ACME0001'";
	const storedTags = async () => JSON.parse(String(await read(`select w.filters ${OWN}`))).tags ?? [];

	async function openSection(page: Page, section: string): Promise<void> {
		await page.goto(`${sandbox().origin}/admin/workspaces/${await read(`select w.id ${OWN}`)}/${section}`);
	}
	const pathOf = (page: Page) => new URL(page.url()).pathname;
	const isSignedIn = async (page: Page) => {
		await page.goto(`${sandbox().origin}/admin`);
		return pathOf(page) === "/admin";
	};

	it("tells the second of two editors what the first changed, keeps what was entered, and lets it replace that", async () => {
		const other = await signIn(second.name);
		await openSection(mina, "filters");
		await openSection(other, "filters");
		await mina.getByLabel("Tags").fill("vip");
		await save(mina);
		await other.getByLabel("Tags").fill("renewal");
		await other.getByRole("button", { name: "Save", exact: true }).click();
		const notice = other.getByRole("alert");
		await notice.getByText("Somebody else saved settings of this workspace").waitFor();
		await notice.getByText("Mina Kato").waitFor();
		await notice.getByText("vip").waitFor();
		expect(await other.getByLabel("Tags").inputValue()).toBe("renewal");
		expect(await storedTags()).toEqual(["vip"]);
		await save(other);
		expect(await storedTags()).toEqual(["renewal"]);
	});

	it("keeps settings that were sent after the session had ended, until they are looked at and saved", async () => {
		await openSection(mina, "filters");
		await mina.getByLabel("Urgent").check();
		await mina.getByLabel("Tags").fill("vip, 至急");
		const other = await signIn("Mina Kato");
		await other.goto(`${sandbox().origin}/admin/sessions`);
		await other.getByRole("button", { name: "Sign out all others" }).click();
		await other.getByText("Signed out.").waitFor();

		await mina.getByRole("button", { name: "Save", exact: true }).click();
		await mina.getByText("what you entered is shown again").waitFor();
		expect(await storedTags()).toEqual([]);
		await mina.getByRole("button", { name: `Sign in with ${desk.name}` }).click();
		await allowAs(mina, "Mina Kato");
		await mina.getByText("Not saved yet: your session had ended.").waitFor();
		expect(pathOf(mina)).toMatch(/\/filters$/);
		expect(await mina.getByLabel("Urgent").isChecked()).toBe(true);
		expect(await mina.getByLabel("Tags").inputValue()).toBe("vip, 至急");
		expect(await storedTags()).toEqual([]);
		await save(mina);
		expect(await storedTags()).toEqual(["vip", "至急"]);
		await openSection(mina, "filters");
		expect(await mina.getByText("Not saved yet: your session had ended.").count()).toBe(0);
	});

	it("begins again with what erases something, when the session had ended", async () => {
		await openSection(mina, "delete");
		await mina.getByLabel("Type Acme to confirm").fill("Acme");
		await mina.context().clearCookies({ name: /session/ });
		await mina.getByRole("button", { name: "Delete the workspace" }).click();
		await mina.getByText("so nothing was done").waitFor();
		await mina.getByRole("button", { name: `Sign in with ${desk.name}` }).click();
		await allowAs(mina, "Mina Kato");
		await mina.getByText("Signed in as Mina Kato.").waitFor();
		expect(await read(`select w.state ${OWN}`)).toBe("active");
	});

	it("has whoever is no administrator any more out after the hourly look, and nobody else", async () => {
		const other = await signIn(second.name);
		setRole(second.key, "agent");
		expect(await isSignedIn(other)).toBe(true);
		await sandbox().passTime(HOUR_MS + 60_000);
		await sandbox().cron();
		await until("they are out", 20_000, async () => !(await isSignedIn(other)));
		expect(await isSignedIn(mina)).toBe(true);
	});

	it("has whoever connected the desk out at once when it refuses by rights", async () => {
		setRole("mina", "agent");
		const match = DEPARTMENTS[desk.key];
		sandbox().faults.add({ vendor: desk.key, match, status: 403, times: 10 });
		await openSection(mina, "where");
		expect(pathOf(mina)).toBe("/admin/sign-in");
		await mina.getByText("Your session had ended").waitFor();
		expect(await isSignedIn(mina)).toBe(false);
		// Signing in again is no way back: the desk is asked.
		await mina.getByRole("button", { name: `Sign in with ${desk.name}` }).click();
		await allowAs(mina, "Mina Kato");
		await mina.getByText("Mina Kato isn't an administrator").waitFor();
	});

	it("has them out at once when it refuses the sign-in, and another administrator takes over", async () => {
		const other = await signIn(second.name);
		const { zendesk, zoho } = personOf("mina");
		if (desk.key === "zendesk") sandbox().zendesk.revokeAll(zendesk?.id ?? 0);
		else sandbox().zoho.revokeAll(zoho?.id ?? "");
		await openSection(mina, "where");
		expect(pathOf(mina)).toBe("/admin/sign-in");
		expect(await isSignedIn(other)).toBe(true);
		await other.getByText("Needs attention").first().waitFor();
		await other.getByRole("button", { name: "Take over the connection" }).click();
		await allowAs(other, second.name);
		await other.getByRole("button", { name: `Connect ${desk.portal}` }).click();
		await other.getByText(`Connected by ${second.name}`).waitFor();
	});
});
