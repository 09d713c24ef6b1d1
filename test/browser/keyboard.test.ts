import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import { sha256Hex } from "../../src/lib/crypto.ts";
import { ADMIN_DESKS, MODES } from "../support/admin-desks.ts";
import { signInInBrowser } from "../support/admin-walk.ts";
import { useChromium } from "../support/chromium.ts";
import { handOf, untilSubscribed } from "../support/hearing-story.ts";
import { createKeyboard, type Keyboard } from "../support/keyboard.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { linkAgent } from "../support/sign-in.ts";
import { until } from "../support/until.ts";

const chromium = useChromium();
const [ZENDESK, ZOHO] = ADMIN_DESKS;
if (!ZENDESK || !ZOHO) throw new Error("there are two desks");

describe.each(MODES)("an administrator without a mouse, $mode", ({ mode, javaScriptEnabled }) => {
	const sandbox = useSandbox(`browser-keyboard-${mode.replace(/\W/g, "-")}`, BOOTED);
	const signedIn = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
	let page: Page;
	let keyboard: Keyboard;
	let path: string;

	beforeAll(async () => {
		await untilSubscribed(sandbox());
		for (const desk of [ZENDESK, ZOHO]) {
			const first = await chromium.openPage();
			await signInInBrowser(first, sandbox().origin, desk);
			signedIn.set(desk.key, await first.context().storageState());
			await first.context().close();
		}
		path = `/admin/workspaces/${await read("select w.id from workspaces w join desks d on d.id = w.desk_id where d.provider = 'zendesk' and w.team_id = 'T0ACME0001'")}`;
	});
	beforeEach(() => use("zendesk"));
	afterEach(() => page.context().close());

	async function use(desk: "zendesk" | "zoho" | null): Promise<void> {
		const storageState = desk ? signedIn.get(desk) : undefined;
		page = await chromium.openPage({ javaScriptEnabled, ...(storageState ? { storageState } : {}) });
		keyboard = createKeyboard(page);
	}
	const open = (address: string) => page.goto(sandbox().origin + address);
	const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
	const link = (name: string | RegExp) => page.getByRole("link", { name, exact: true });
	async function read(sql: string, ...values: unknown[]): Promise<unknown> {
		const database = await sandbox().database();
		const row = await database
			.prepare(sql)
			.bind(...values)
			.first<Record<string, unknown>>();
		return row && Object.values(row)[0];
	}
	const ofZendesk = (column: string) =>
		read(`select w.${column} from workspaces w where '/admin/workspaces/' || w.id = ?`, path);

	it("skips the bar: the first stop leads into the content", async () => {
		await open("/admin");
		await page.keyboard.press("Tab");
		expect(await keyboard.stop()).toMatchObject({ isVisible: true, isInView: true });
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
	});

	it("signs in, and out", async () => {
		await page.context().close();
		await use(null);
		const count = () => read("select count(*) from sessions");
		const before = Number(await count());
		await open("/");
		await keyboard.press(link("Sign in as administrator"));
		await keyboard.press(button("Sign in with Zendesk"));
		await keyboard.choose(page.getByLabel(/Alex Berg/));
		await keyboard.choose(page.getByLabel(/Mina Kato/));
		await keyboard.press(button("Allow"));
		await page.getByText("Signed in as Mina Kato.").waitFor();
		expect(await count()).toBe(before + 1);
		await keyboard.press(button("Sign out"));
		await link("Sign in as administrator").waitFor();
		expect(await count()).toBe(before);
	});

	it("connects a workspace", async () => {
		await open("/admin");
		await keyboard.press(link("Connect another workspace"));
		await keyboard.choose(page.getByLabel(/森 ゆき/));
		await keyboard.press(button("Continue"));
		await keyboard.select(page.getByLabel("Where should Deskbridge post?"), "#general");
		await keyboard.press(button("Allow"));
		await page.getByRole("heading", { name: "北システム is connected" }).waitFor();
		expect(
			await read(
				"select m.channel_id from mappings m join desks d on d.id = m.desk_id where d.provider = 'zendesk' and m.team_id = 'T0KITA0001'",
			),
		).toBe("C0KITAGEN1");
	});

	it("chooses where notifications go: one channel, found by searching, or one for each department", async () => {
		await open(path);
		await keyboard.press(link("Where notifications go"));
		await keyboard.write(page.getByLabel("Find a channel"), "jap");
		await page.keyboard.press("Enter");
		await page.getByText("Found: 1.").waitFor();
		await keyboard.choose(page.getByRole("radio", { name: "#japan" }));
		await keyboard.press(button("Send everything there"));
		await page.getByText("Saved.").waitFor();
		const mapped =
			"select group_concat(m.department_id || m.channel_id) from mappings m join workspaces w on w.desk_id = m.desk_id and w.team_id = m.team_id where '/admin/workspaces/' || w.id = ?";
		expect(await read(mapped, path)).toBe("*C0JAPAN001");
		await keyboard.press(link("Where notifications go"));
		await keyboard.write(page.getByLabel("Billing", { exact: true }), "#billing");
		await keyboard.press(button("Save channels"));
		await page.getByText("Saved.").waitFor();
		expect(await read(mapped, path)).toBe(`${ZENDESK_GROUPS.billing}C0BILLING1`);
	});

	it("sets switches, filters and quiet hours", async () => {
		await open(path);
		await keyboard.press(link("What is told"));
		await keyboard.tick(page.getByLabel("Internal comment", { exact: true }));
		await keyboard.press(button("Save"));
		await page.getByText("Saved.").waitFor();
		expect(JSON.parse(String(await ofZendesk("switches")))).toEqual({ "comment.added": false });
		await keyboard.press(link("Which tickets"));
		await keyboard.tick(page.getByLabel("Urgent"));
		await keyboard.write(page.getByLabel("Tags"), "vip");
		await keyboard.press(button("Save"));
		await page.getByText("Saved.").waitFor();
		expect(JSON.parse(String(await ofZendesk("filters")))).toMatchObject({
			priorities: ["urgent"],
			tags: ["vip"],
		});
		await keyboard.press(link("When"));
		await keyboard.writeTime(page.getByLabel("From", { exact: true }), "1000PM");
		await keyboard.writeTime(page.getByLabel("To", { exact: true }), "0730AM");
		await keyboard.press(button("Save"));
		await page.getByText("Quiet hours: 22:00–07:30.").waitFor();
	});

	it("sends a test message", async () => {
		await open(path);
		await keyboard.press(button("Send a test message"));
		await page.getByText("The test message is in the channel.").waitFor();
		expect(JSON.stringify(sandbox().traffic().at(-1)?.requestBody)).toContain("Test+message");
	});

	it("filters the problems, looks at one and sends it again", async () => {
		await page.context().close();
		await use("zoho");
		const posts = () =>
			sandbox()
				.slack.messages("T0ACME0001", "C0BILLING1", "U0MINA0001")
				.filter(({ metadata }) => JSON.stringify(metadata ?? {}).includes(ticketId));
		sandbox().faults.add({ vendor: "slack", match: "chat.postMessage", dropAnswer: true, times: 2 });
		const ticketId = handOf(sandbox(), "zoho").create("Lost on the way", { department: "billing" });
		await until("nobody knows whether it is there", 20_000, () =>
			read("select id from deliveries where state = 'unknown' and destination = 'C0BILLING1'"),
		);
		const before = posts().length;
		await open("/admin");
		await keyboard.press(link("Activity"));
		await keyboard.press(link("Problems"));
		await keyboard.press(page.locator("summary"));
		await keyboard.select(page.getByLabel("State", { exact: true }), "Not known");
		if (!javaScriptEnabled) await keyboard.press(button("Filter"));
		await page.waitForURL(/state=unknown/);
		await keyboard.press(page.locator("main tbody tr", { hasText: "#billing" }).locator("a").first());
		await page.getByRole("heading", { name: "A delivery" }).waitFor();
		await keyboard.press(button("Send again"));
		await page.getByText("It is on its way again.").waitFor();
		await until("it is there once more", 20_000, () => posts().length > before);
	});

	it("unlinks an agent", async () => {
		await linkAgent(sandbox(), "alex", "zendesk");
		await open("/admin");
		await keyboard.press(link("Agents"));
		await keyboard.press(link("Unlink Alex Berg in Acme"));
		await keyboard.press(button("Unlink"));
		await page.getByText("Unlinked.").waitFor();
		expect(await read("select count(*) from agent_links where agent_name = 'Alex Berg'")).toBe(0);
	});

	it("pauses Slack and resumes it", async () => {
		await page.context().close();
		await use("zoho");
		const pausedAt = () => read("select paused_at from desks where provider = 'zoho'");
		await open("/admin");
		await keyboard.press(link("Help desk"));
		await keyboard.press(link("Pause Slack"));
		await keyboard.press(button("Pause"));
		await button("Resume").waitFor();
		expect(await pausedAt()).not.toBeNull();
		await keyboard.press(button("Resume"));
		await link("Pause Slack").waitFor();
		expect(await pausedAt()).toBeNull();
	});

	it("deletes a workspace by its name; a wrong name leaves the keyboard in the field", async () => {
		await page.context().close();
		await use("zoho");
		const id = String(
			await read(
				"select w.id from workspaces w join desks d on d.id = w.desk_id where d.provider = 'zoho' and w.team_id = 'T0KITA0001'",
			),
		);
		await open(`/admin/workspaces/${id}`);
		await keyboard.press(link("Delete"));
		await keyboard.write(page.getByLabel("Type 北システム to confirm"), "Acme");
		await page.keyboard.press("Enter");
		await page.getByText("That isn't the name. Nothing was erased.").waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("name");
		expect(await keyboard.stop()).toMatchObject({ isVisible: true, isInView: true });
		await keyboard.write(page.getByLabel("Type 北システム to confirm"), "北システム");
		await keyboard.press(button("Delete the workspace"));
		await page.getByText("The workspace was deleted.").waitFor();
		await sandbox().idle();
		expect(await read("select count(*) from workspaces where id = ?", id)).toBe(0);
	});

	it("ends the session of another browser", async () => {
		const other = await chromium.openPage();
		await signInInBrowser(other, sandbox().origin, ZENDESK);
		await open("/admin/desk");
		await keyboard.press(page.locator('main a[href="/admin/sessions"]'));
		const cookies = await other.context().cookies();
		const token = cookies.find(({ name }) => name.endsWith("deskbridge_session"))?.value ?? "";
		const its = page.locator("form", { has: page.locator(`input[value="${await sha256Hex(token)}"]`) });
		await keyboard.press(its.getByRole("button", { name: "Sign out Mina Kato" }));
		await page.getByText("Signed out.").waitFor();
		await other.reload();
		expect(new URL(other.url()).pathname).toBe("/admin/sign-in");
		await other.context().close();
	});

	it("is taken to what was refused, whatever the form", async () => {
		await open(`${path}/when`);
		await keyboard.writeTime(page.getByLabel("From", { exact: true }), "1000PM");
		await keyboard.writeTime(page.getByLabel("To", { exact: true }), "1000PM");
		await keyboard.press(button("Save"));
		await page.getByText("Enter two different times.").waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("quiet_to");

		await open(`${path}/where`);
		await keyboard.write(page.getByLabel("Or its name, link or ID"), "C0LAUNCH24");
		await keyboard.press(button("Send everything there"));
		await page.getByText("This channel is archived.").first().waitFor();
		expect(
			await page.evaluate(() => document.activeElement?.matches(".notice.danger, [aria-invalid=true]")),
		).toBe(true);

		await open(`${path}/look`);
		const other = await page.context().newPage();
		await other.goto(`${sandbox().origin}${path}/look`);
		await other.getByLabel("Messages").selectOption("flat");
		await other.getByRole("button", { name: "Save" }).click();
		await other.getByText("Saved.").waitFor();
		await keyboard.select(page.getByLabel("Language in the channels"), "English");
		await keyboard.press(button("Save"));
		await page.locator(".notice.danger").waitFor();
		expect(await page.evaluate(() => document.activeElement?.matches(".notice.danger"))).toBe(true);
		expect(await keyboard.stop()).toMatchObject({ isVisible: true, isInView: true });
	});
});
