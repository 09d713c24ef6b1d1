import { expect, it } from "vitest";
import { ZENDESK_GROUPS } from "../../../sandbox/seed/people.ts";
import type { Hands } from "./hands.ts";

const IS_OWN = "'/admin/workspaces/' || w.id = ?";
const OWN = (column: string) => `select w.${column} from workspaces w where ${IS_OWN}`;
const MAPPED = `select group_concat(m.department_id || m.channel_id)
	from mappings m join workspaces w on w.desk_id = m.desk_id and w.team_id = m.team_id where ${IS_OWN}`;

/** What a workspace is set up with. */
export function testSettings(hands: () => Hands): void {
	it("skips the bar: the first stop leads into the content", async () => {
		const { page, keyboard, open } = await hands().as("zendesk");
		await open("/admin");
		await page.keyboard.press("Tab");
		expect(await keyboard.stop()).toMatchObject({ isVisible: true, isInView: true });
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
	});

	it("connects a workspace", async () => {
		const { page, keyboard, open, button, link, read } = await hands().as("zendesk");
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
		const { page, keyboard, open, button, link, read, path } = await hands().as("zendesk");
		await open(path);
		await keyboard.press(link("Where notifications go"));
		await keyboard.write(page.getByLabel("Find a channel"), "jap");
		await page.keyboard.press("Enter");
		await page.getByText("Found: 1.").waitFor();
		await keyboard.choose(page.getByRole("radio", { name: "#japan" }));
		await keyboard.press(button("Send everything there"));
		await page.getByText("Saved.").waitFor();
		expect(await read(MAPPED, path)).toBe("*C0JAPAN001");
		await keyboard.press(link("Where notifications go"));
		await keyboard.write(page.getByLabel("Billing", { exact: true }), "#billing");
		await keyboard.press(button("Save channels"));
		await page.getByText("Saved.").waitFor();
		expect(await read(MAPPED, path)).toBe(`${ZENDESK_GROUPS.billing}C0BILLING1`);
	});

	it("sets switches, filters and quiet hours", async () => {
		const { page, keyboard, open, button, link, read, path } = await hands().as("zendesk");
		await open(path);
		await keyboard.press(link("What is told"));
		await keyboard.tick(page.getByLabel("Internal comment", { exact: true }));
		await keyboard.press(button("Save"));
		await page.getByText("Saved.").waitFor();
		expect(JSON.parse(String(await read(OWN("switches"), path)))).toEqual({ "comment.added": false });
		await keyboard.press(link("Which tickets"));
		await keyboard.tick(page.getByLabel("Urgent"));
		await keyboard.write(page.getByLabel("Tags"), "vip");
		await keyboard.press(button("Save"));
		await page.getByText("Saved.").waitFor();
		expect(JSON.parse(String(await read(OWN("filters"), path)))).toMatchObject({
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
		const { page, keyboard, open, button, sandbox, path } = await hands().as("zendesk");
		await open(path);
		await keyboard.press(button("Send a test message"));
		await page.getByText("The test message is in the channel.").waitFor();
		expect(JSON.stringify(sandbox.traffic().at(-1)?.requestBody)).toContain("Test+message");
	});

	it("is taken to what was refused, whatever the form", async () => {
		const { page, keyboard, open, button, sandbox, path } = await hands().as("zendesk");
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
		await other.goto(`${sandbox.origin}${path}/look`);
		await other.getByLabel("Messages").selectOption("flat");
		await other.getByRole("button", { name: "Save" }).click();
		await other.getByText("Saved.").waitFor();
		await keyboard.select(page.getByLabel("Language in the channels"), "English");
		await keyboard.press(button("Save"));
		await page.locator(".notice.danger").waitFor();
		expect(await page.evaluate(() => document.activeElement?.matches(".notice.danger"))).toBe(true);
		expect(await keyboard.stop()).toMatchObject({ isVisible: true, isInView: true });
	});
}
