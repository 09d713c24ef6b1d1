import { expect, it } from "vitest";
import { installAs } from "../../support/admin-walk.ts";
import { until } from "../../support/until.ts";
import { ACME, KITA, PRIVATE, type World } from "./world.ts";

/** A2 to A4, and A12: workspaces come, are listed, and are authorized again. */
export function testConnecting(world: () => World): void {
	it("A2 enables the integration: Slack asks for workspace, permissions and channel, and the channel is told", async () => {
		const { page, open, removeSlack, inChannel, newTicket, expectTold } = world();
		await removeSlack();
		await open("/admin");
		await page.getByRole("link", { name: "Connect a Slack workspace" }).click();
		await page.getByLabel(/Mina Kato/).check();
		await page.getByRole("button", { name: "Continue" }).click();
		await page.getByRole("heading", { name: "Deskbridge asks to join Acme" }).waitFor();
		await page.getByText("chat:write", { exact: true }).waitFor();
		await page.getByLabel("Where should Deskbridge post?").selectOption({ label: "#support" });
		await page.getByRole("button", { name: "Allow" }).click();
		await page.getByRole("heading", { name: "Acme is connected" }).waitFor();
		await page.getByText("Notifications go to #support.").waitFor();
		const mina = inChannel(ACME.channel);
		expect(mina.sees().length).toBeGreaterThan(0);
		await expectTold(mina, newTicket("The first one"));
	});

	it("A2 stores nothing when it is cancelled in Slack", async () => {
		const { page, open, removeSlack, row } = world();
		await removeSlack();
		await open("/admin");
		await page.getByRole("link", { name: "Connect a Slack workspace" }).click();
		await page.getByLabel(/Mina Kato/).check();
		await page.getByRole("button", { name: "Continue" }).click();
		await page.getByRole("button", { name: "Cancel" }).click();
		await page.getByText("The install was cancelled in Slack.").waitFor();
		expect(await row("select count(*) as count from workspaces where state <> 'deleting'")).toEqual({
			count: 0,
		});
	});

	it("A3 lists the workspaces, each with its channels and how it is", async () => {
		const { page, open, sandbox } = world();
		await sandbox.slack.uninstall(KITA.team);
		await sandbox.idle();
		await open("/admin");
		const listed = (name: string) =>
			page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
		await listed(ACME.name).getByText("#support").waitFor();
		await listed(ACME.name).getByText("Working").waitFor();
		await listed(KITA.name).getByText("#サポート").waitFor();
		await listed(KITA.name).getByText("Needs attention").waitFor();
		await listed(KITA.name).getByRole("link", { name: KITA.name }).click();
		await page.getByText("The app was removed from this workspace in Slack.").waitFor();
	});

	it("A4 connects more workspaces, each with its own channel", async () => {
		const { page, open, removeSlack, inChannel, newTicket, expectTold } = world();
		await removeSlack();
		await open("/slack/install");
		await installAs(page, "Mina Kato", "#billing");
		await page.getByRole("heading", { name: "Acme is connected" }).waitFor();
		await open("/admin");
		await page.getByRole("link", { name: "Connect another workspace" }).click();
		await installAs(page, "森 ゆき", "#general");
		await page.getByRole("heading", { name: "北システム is connected" }).waitFor();
		const ticketId = newTicket("For both");
		await expectTold(inChannel("C0BILLING1"), ticketId);
		await expectTold(inChannel("C0KITAGEN1", "yuki"), ticketId);
	});

	it("A12 takes a new token for an older installation: private channels open, settings stay", async () => {
		const { page, openWorkspace, sandbox, row, inChannel, newTicket, expectTold } = world();
		const database = await sandbox.database();
		await database.batch([
			database
				.prepare("update slack_teams set scopes = 'commands,chat:write' where team_id = ?")
				.bind(ACME.team),
			database
				.prepare(`update workspaces set switches = '{"ticket.moved":false}' where team_id = ?`)
				.bind(ACME.team),
		]);
		await openWorkspace(ACME.team);
		await page.getByText("Permissions are missing:").waitFor();
		await page.getByRole("link", { name: "Reauthorize" }).click();
		await installAs(page, "Mina Kato", "escalations");
		await page.getByText("Notifications go to #escalations.").waitFor();
		expect(await page.getByText("Permissions are missing:").count()).toBe(0);
		const settings = "select mode, switches from workspaces where team_id = ?";
		expect(await row(settings, ACME.team)).toEqual({ mode: "all", switches: '{"ticket.moved":false}' });
		const ticketId = newTicket("Into the private one");
		await expectTold(inChannel(PRIVATE), ticketId);
		await until("the scopes are all there", 1_000, async () =>
			String((await row("select scopes from slack_teams where team_id = ?", ACME.team))?.scopes).includes(
				"im:write",
			),
		);
	});
}
