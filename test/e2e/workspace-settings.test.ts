import { beforeAll, describe, expect, test } from "vitest";
import { signInToPages } from "../../sandbox/runtime/boot.ts";
import { type Browser, createBrowser } from "../../sandbox/runtime/browser-walk.ts";
import { ZENDESK_GROUPS } from "../../sandbox/seed/people.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { placeOf, type } from "../support/sign-in.ts";

const sandbox = useSandbox("workspace-settings", BOOTED);

let browser: Browser;

beforeAll(async () => {
	browser = createBrowser();
	await signInToPages(browser, sandbox(), "Zendesk", { person: "381204417" });
	await browser.follow("/admin/workspaces/");
});

const text = () => browser.page.text;

/** From the workspace's page to one of its settings. */
async function openSection(name: string): Promise<void> {
	await browser.open(`${sandbox().origin}/admin`);
	await browser.follow("/admin/workspaces/");
	await browser.follow(name);
}

describe("an administrator sets a workspace up", () => {
	test("finds a channel, sends everything there, and is told of readers from outside", async () => {
		await openSection("Where notifications go");
		await browser.submit("Search", { q: "globex" });
		expect(text()).toContain("#ext-globex (shared with another company)");
		await browser.submit("Send everything there", { channel: "C0GLOBEX01" });
		expect(text()).toContain("People of another company also read #ext-globex");
		expect(text()).toContain("All departments to #ext-globex");
	});

	test("is told beside the field what is wrong with a channel, and keeps what was entered", async () => {
		await openSection("Where notifications go");
		await browser.submit("Send everything there", { channel: "", channel_id: "C0LAUNCH24" });
		expect(browser.page.status).toBe(422);
		expect(text()).toContain("This channel is archived");
		expect(browser.page.root.querySelector("#channel_id")?.getAttribute("value")).toBe("C0LAUNCH24");
		await browser.submit("Send everything there", { channel: "", channel_id: "" });
		expect(browser.page.status).toBe(422);
		expect(text()).toContain("This is needed.");
	});

	test("gives departments their own channels; the rest is not sent anywhere", async () => {
		await openSection("Where notifications go");
		const fields = browser.page.root.querySelectorAll('input[list="channel-options"]');
		expect(fields.map((field) => field.getAttribute("placeholder"))).toContain("Not sent anywhere");
		await browser.submit("Save channels", {
			[`department_${ZENDESK_GROUPS.support}`]: "#support",
			[`department_${ZENDESK_GROUPS.billing}`]: "https://acme.slack.com/archives/C0BILLING1",
		});
		expect(text()).toContain("Each department to its own channel: 2 mapped");
		await openSection("Where notifications go");
		await browser.submit("Send everything there", { channel: "C0SUPPORT1", channel_id: "" });
		expect(text()).toContain("All departments to #support");
	});

	test("chooses events with an example of each, none that Zendesk never tells of", async () => {
		await openSection("What is told");
		expect(text()).toMatch(/Example: .*#1042/);
		expect(browser.page.root.querySelector('input[name="ticket.escalated"]')).toBeNull();
		await browser.submit("Save", { "ticket.moved": "" });
		expect(text()).toContain("Saved.");
		expect(text()).toContain("11 of 12 events");
	});

	test("filters, keeps hours quiet and orders a digest", async () => {
		await openSection("Which tickets");
		await browser.submit("Save", { priority_urgent: "yes", tags: "vip, 至急" });
		expect(text()).toContain("Only some tickets");
		await openSection("When");
		await browser.submit("Save", { quiet_from: "22:00", quiet_to: "" });
		expect(browser.page.status).toBe(422);
		expect(text()).toContain("Enter both times");
		await browser.submit("Save", { quiet_from: "22:00", quiet_to: "07:30", digest: "09:00" });
		expect(text()).toContain("Quiet hours: 22:00–07:30. Daily digest: 09:00.");
		await openSection("How it looks");
		await browser.submit("Save", { layout: "flat", locale: "en" });
		expect(text()).toContain("One message per event");
	});

	test("is told when somebody else saved meanwhile, keeps what was entered, and may replace it", async () => {
		const other = createBrowser();
		await signInToPages(other, sandbox(), "Zendesk", { person: "381204417" });
		await other.follow("/admin/workspaces/");
		await other.follow("Which tickets");
		await openSection("Which tickets");
		await browser.submit("Save", { tags: "first" });
		await other.submit("Save", { tags: "second" });
		expect(other.page.status).toBe(409);
		expect(other.page.text).toContain("Somebody else saved settings");
		expect(other.page.root.querySelector("#tags")?.getAttribute("value")).toBe("second");
		await other.submit("Save");
		expect(other.page.text).toContain("Saved.");
	});

	test("sees what wasn't delivered and why, and is told when it can't be sent again", async () => {
		const database = await sandbox().database();
		await database
			.prepare(
				`insert into deliveries select 'gone-1', w.desk_id, w.team_id, w.id, 'event-1', 'ticket.closed', '1042',
					'1042', 'C0SUPPORT1', 'dead', 'channel', null, ?1, ?1, null
				from workspaces w join desks d on d.id = w.desk_id where d.provider = 'zendesk'`,
			)
			.bind(Date.now())
			.run();
		await openSection("Deliveries");
		expect(text()).toMatch(/Closed #1042 #support Given up nothing could be posted/);
		await browser.submit("Send again");
		expect(text()).toContain("can't be sent again");
	});

	test("reads all of it in Japanese", async () => {
		await openSection("How it looks");
		const { pathname } = browser.page.url;
		for (const path of ["where", "what", "filters", "when", "look", "deliveries", "disable", "delete"]) {
			const page = await browser.open(pathname.replace(/look$/, `${path}?lang=ja`));
			expect([path, page.status, page.url.pathname]).toEqual([path, 200, pathname.replace(/look$/, path)]);
			expect(page.root.querySelector("h1")?.text).toMatch(/[ぁ-んァ-ヶ一-龠]/);
		}
		for (const path of ["pause", "remove-slack", "erase"]) {
			const page = await browser.open(`/admin/desk/${path}`);
			expect([path, page.status, page.url.pathname]).toEqual([path, 200, `/admin/desk/${path}`]);
			expect(page.root.querySelector("h1")?.text).toMatch(/[ぁ-んァ-ヶ一-龠]/);
		}
		await browser.open("/admin?lang=en");
	});
});

describe("an administrator stops and removes", () => {
	test("disables a workspace after a warning: settings can be read, not changed", async () => {
		await openSection("Disable");
		expect(text()).toContain("never sent later");
		await browser.submit("Disable the workspace");
		await openSection("What is told");
		expect(text()).toContain("This workspace is disabled.");
		expect(browser.page.root.querySelector("fieldset[disabled]")).not.toBeNull();
		expect(browser.page.root.querySelectorAll('form[action$="/what"] button')).toEqual([]);
		await browser.open(`${sandbox().origin}/admin`);
		await browser.follow("/admin/workspaces/");
		await browser.submit("Enable");
	});

	test("pauses and resumes Slack while commands go on", async () => {
		await browser.open(`${sandbox().origin}/admin/desk`);
		await browser.follow("Pause Slack");
		await browser.submit("Pause");
		expect(text()).toContain("Paused: nothing is told in Slack by itself.");
		const { body } = await type(sandbox(), placeOf("mina", "zendesk"), "1042");
		expect(body).toContain("/agent/tickets/1042");
		await browser.submit("Resume");
		expect(text()).not.toContain("nothing is told");
	});

	test("deletes a workspace only by its name, and the other desk there goes on", async () => {
		await openSection("Delete");
		expect(text()).toContain("an ID that says nothing else");
		await browser.submit("Delete the workspace", { name: "acme?" });
		expect(browser.page.status).toBe(422);
		expect(text()).toContain("That isn't the name");
		const name = /Type (.+) to confirm/.exec(text())?.[1] ?? "";
		await browser.submit("Delete the workspace", { name });
		expect(text()).toContain("The workspace was deleted.");
		const { body } = await type(sandbox(), placeOf("mina", "zoho"), "4702");
		expect(body).toContain("4702");
	});

	test("erases the help desk only by its name, and is signed out", async () => {
		await browser.open(`${sandbox().origin}/admin/desk`);
		await browser.follow("Erase this help desk");
		const name = /Type (.+) to confirm/.exec(text())?.[1] ?? "";
		await browser.submit("Erase the help desk", { name });
		expect(text()).toContain("The help desk was erased");
		await browser.open(`${sandbox().origin}/admin`);
		expect(browser.page.url.pathname).toBe("/admin/sign-in");
		expect(text()).not.toContain("Sign in with Zendesk");
	});
});
