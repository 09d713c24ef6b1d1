import { expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { ACME, KITA, type World } from "./world.ts";

/** A8 to A11: what stops for a while, and what goes for good. */
export function testStopping(world: () => World): void {
	it("A8 disables a workspace after a warning, keeps its settings from being edited, and enables it", async () => {
		const { page, openPage, openWorkspace, inChannel, newTicket, expectTold, expectNotSent, row, signIn } =
			world();
		const other = await openPage();
		await signIn(other);
		await openWorkspace(ACME.team, "what");
		await other.goto(page.url());
		await openWorkspace(ACME.team);
		await page.getByRole("link", { name: "Disable" }).click();
		await page.getByText("is never sent later").waitFor();
		await page.getByRole("button", { name: "Disable the workspace" }).click();
		await page.getByText("Disabled: nothing is delivered and commands are refused.").waitFor();

		const mina = inChannel(ACME.channel);
		const silent = newTicket("While disabled");
		await expectTold(inChannel(KITA.channel, "yuki"), silent);
		await expectNotSent(ACME.team, silent, "disabled");
		expect((await mina.type("1042")).says).toMatch(/有効/);
		await openWorkspace(ACME.team, "what");
		expect(await page.getByLabel("New ticket", { exact: true }).isDisabled()).toBe(true);
		expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
		// A page that was open before is no way around it.
		await other.getByLabel("New ticket", { exact: true }).uncheck();
		await other.getByRole("button", { name: "Save", exact: true }).click();
		await other.getByText("This workspace is disabled.").waitFor();
		const settings = "select switches from workspaces where team_id = ?";
		expect(await row(settings, ACME.team)).toEqual({ switches: "{}" });

		await openWorkspace(ACME.team);
		await page.getByRole("button", { name: "Enable" }).click();
		await page.getByText("Notifications go to #support.").waitFor();
		await expectTold(mina, newTicket("Enabled again"));
		expect(mina.hears().map(({ ticketId }) => ticketId)).not.toContain(silent);
		await other.context().close();
	});

	it("A9 deletes a workspace by its name: its rows are gone, the other one goes on", async () => {
		const { page, openWorkspace, sandbox, inChannel, newTicket, expectTold, row } = world();
		const workspace = await row("select id from workspaces where team_id = ?", KITA.team);
		await openWorkspace(KITA.team);
		await page.getByRole("link", { name: "Delete" }).click();
		await page.getByText("What is erased", { exact: true }).waitFor();
		await page.getByLabel("Type 北システム to confirm").fill("北");
		await page.getByRole("button", { name: "Delete the workspace" }).click();
		await page.getByText("That isn't the name. Nothing was erased.").waitFor();
		expect(await row("select state from workspaces where team_id = ?", KITA.team)).toEqual({
			state: "active",
		});
		await page.getByLabel("Type 北システム to confirm").fill("北システム");
		await page.getByRole("button", { name: "Delete the workspace" }).click();
		await page.getByText("The workspace was deleted.").waitFor();
		await sandbox.idle();
		for (const table of ["workspaces", "mappings", "agent_links", "slack_teams", "deliveries"]) {
			const count = await row(`select count(*) as count from ${table} where team_id = ?`, KITA.team);
			expect([table, count]).toEqual([table, { count: 0 }]);
		}
		const logged = "select action from audit_log where subject = ?";
		expect(await row(logged, `workspace:${String(workspace?.id)}`)).toEqual({ action: "workspace.deleted" });
		await expectTold(inChannel(ACME.channel), newTicket("For the one that is left"));
	});

	it("A10 pauses the whole integration after a warning, and resumes it; commands go on", async () => {
		const { desk, page, open, inChannel, newTicket, expectTold, expectNotSent } = world();
		await open("/admin/desk");
		await page.getByRole("link", { name: "Pause Slack" }).click();
		await page.getByText("is never sent later").waitFor();
		await page.getByRole("button", { name: "Pause", exact: true }).click();
		await page.getByText("Paused: nothing is told in Slack by itself.").first().waitFor();
		const mina = inChannel(ACME.channel);
		const silent = newTicket("While paused");
		await expectNotSent(ACME.team, silent, "paused");
		await expectNotSent(KITA.team, silent, "paused");
		expect((await mina.type(desk.ticket)).says).toContain(`#${desk.ticket}`);

		await open("/admin/desk");
		await page.getByRole("button", { name: "Resume" }).click();
		await page.getByRole("link", { name: "Pause Slack" }).waitFor();
		await expectTold(mina, newTicket("Resumed"));
		expect(mina.hears().map(({ ticketId }) => ticketId)).not.toContain(silent);
	});

	it("A11 removes the whole integration by its name: nothing of Slack is left, the desk stays connected", async () => {
		const { desk, page, open, sandbox, row } = world();
		await open("/admin/desk");
		await page.getByRole("link", { name: "Remove Slack" }).click();
		await page.getByRole("button", { name: "Remove Slack" }).click();
		await page.getByText("That isn't the name. Nothing was erased.").waitFor();
		await page.getByLabel(`Type ${desk.portal} to confirm`).fill(desk.portal);
		await page.getByRole("button", { name: "Remove Slack" }).click();
		await page.getByText("The Slack integration was removed.").waitFor();
		// One workspace after the other is cleared away.
		await sandbox.cron();
		for (const table of [
			"workspaces",
			"mappings",
			"agent_links",
			"slack_teams",
			"deliveries",
			"desk_webhooks",
		]) {
			expect([table, await row(`select count(*) as count from ${table}`)]).toEqual([table, { count: 0 }]);
		}
		const webhooks = desk.key === "zendesk" ? sandbox.zendesk.webhooks() : sandbox.zoho.webhooks();
		expect(webhooks).toEqual([]);
		expect(await row("select state from desks")).toEqual({ state: "connected" });
		await until("Slack has taken the app out", 5_000, () =>
			sandbox.slack.teams().every((team) => !team.installed),
		);
		await open("/admin");
		await page.getByRole("link", { name: "Connect a Slack workspace" }).waitFor();
	});
}
