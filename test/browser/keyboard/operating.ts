import { expect, it } from "vitest";
import { sha256Hex } from "../../../src/lib/crypto.ts";
import { handOf } from "../../support/hearing-story.ts";
import { linkAgent } from "../../support/sign-in.ts";
import { until } from "../../support/until.ts";
import type { Hands } from "./hands.ts";

/** What is done from day to day, and what ends something. */
export function testOperating(hands: () => Hands): void {
	it("signs in, and out", async () => {
		const { page, keyboard, open, button, link, read } = await hands().as(null);
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

	it("filters the problems, looks at one and sends it again", async () => {
		const { page, keyboard, open, button, link, read, sandbox, javaScriptEnabled } = await hands().as("zoho");
		const posts = () =>
			sandbox.slack
				.messages("T0ACME0001", "C0BILLING1", "U0MINA0001")
				.filter(({ metadata }) => JSON.stringify(metadata ?? {}).includes(ticketId));
		sandbox.faults.add({ vendor: "slack", match: "chat.postMessage", dropAnswer: true, times: 2 });
		const ticketId = handOf(sandbox, "zoho").create("Lost on the way", { department: "billing" });
		await until("nobody knows whether it is there", 20_000, () =>
			read("select id from deliveries where state = 'unknown' and destination = 'C0BILLING1'"),
		);
		sandbox.faults.clear();
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
		const { page, keyboard, open, button, link, read, sandbox } = await hands().as("zendesk");
		await linkAgent(sandbox, "alex", "zendesk");
		await open("/admin");
		await keyboard.press(link("Agents"));
		await keyboard.press(link("Unlink Alex Berg in Acme"));
		await keyboard.press(button("Unlink"));
		await page.getByText("Unlinked.").waitFor();
		expect(await read("select count(*) from agent_links where agent_name = 'Alex Berg'")).toBe(0);
	});

	it("pauses Slack and resumes it", async () => {
		const { keyboard, open, button, link, read } = await hands().as("zoho");
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
		const { page, keyboard, open, button, link, read, sandbox } = await hands().as("zoho");
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
		await sandbox.idle();
		expect(await read("select count(*) from workspaces where id = ?", id)).toBe(0);
	});

	it("ends the session of another browser", async () => {
		const { page, keyboard, open, signInElsewhere } = await hands().as("zendesk");
		const other = await signInElsewhere();
		await open("/admin/desk");
		await keyboard.press(page.locator('main a[href="/admin/sessions"]'));
		const cookies = await other.context().cookies();
		const token = cookies.find(({ name }) => name.endsWith("deskbridge_session"))?.value ?? "";
		const its = page.locator("form", { has: page.locator(`input[value="${await sha256Hex(token)}"]`) });
		await keyboard.press(its.getByRole("button", { name: "Sign out Mina Kato" }));
		await page.getByText("Signed out.").waitFor();
		await other.reload();
		expect(new URL(other.url()).pathname).toBe("/admin/sign-in");
	});
}
