import { expect, it } from "vitest";
import { save } from "../../support/admin-walk.ts";
import { ACME, KITA, PRIVATE, type World } from "./world.ts";

const JAPAN = "C0JAPAN001";
const BILLING = "C0BILLING1";

/** A5 to A7: which department goes to which channel, and what is told at all. */
export function testMapping(world: () => World): void {
	async function sendAllTo(channel: string): Promise<void> {
		const { page, openWorkspace } = world();
		await openWorkspace(ACME.team, "where");
		await page.getByRole("radio", { name: channel }).check();
		await save(page, "Send everything there");
	}

	it("A5 sends all departments to one channel, public or private", async () => {
		const { inChannel, newTicket, expectTold } = world();
		await sendAllTo("#billing");
		const first = newTicket("Into a public one", "support");
		const second = newTicket("Likewise", "billing");
		await expectTold(inChannel(BILLING), first);
		await expectTold(inChannel(BILLING), second);
		await sendAllTo("#escalations");
		const third = newTicket("Into a private one", "support");
		await expectTold(inChannel(PRIVATE), third);
		expect(
			inChannel(BILLING)
				.hears()
				.map(({ ticketId }) => ticketId),
		).not.toContain(third);
		expect(
			inChannel(ACME.channel)
				.hears()
				.map(({ ticketId }) => ticketId),
		).not.toContain(first);
	});

	it("A5 sends each department to its own channel, and those without one nowhere", async () => {
		const { desk, page, openWorkspace, inChannel, newTicket, expectTold, expectNotSent } = world();
		await openWorkspace(ACME.team, "where");
		await departmentField(desk.departments.support).fill("#japan");
		await departmentField(desk.departments.billing).fill("#billing");
		await save(page, "Save channels");
		await page.getByText("Each department to its own channel: 2 mapped").waitFor();
		const support = newTicket("For support", "support");
		const billing = newTicket("For billing", "billing");
		const japan = newTicket("For nobody", "japan");
		await expectTold(inChannel(JAPAN), support);
		await expectTold(inChannel(BILLING), billing);
		await expectNotSent(ACME.team, japan, "unmapped");
		expect(
			inChannel(JAPAN)
				.hears()
				.map(({ ticketId }) => ticketId),
		).not.toContain(billing);
		expect(
			inChannel(BILLING)
				.hears()
				.map(({ ticketId }) => ticketId),
		).not.toContain(support);
	});

	it("A6 lets departments share a channel, and never gives a department two", async () => {
		const { desk, page, openWorkspace, inChannel, newTicket, expectTold, row } = world();
		await openWorkspace(ACME.team, "where");
		await departmentField(desk.departments.support).fill("#billing");
		await departmentField(desk.departments.billing).fill("#billing");
		// A second choice for the same department, which the page never offers.
		const second = `<input type="hidden" name="department_${desk.departments.support}" value="#japan">`;
		await departmentField(desk.departments.support).evaluate(
			(field, html) => field.insertAdjacentHTML("beforebegin", html),
			second,
		);
		await save(page, "Save channels");
		const mapped = "select count(*) as count from mappings where team_id = ? and department_id = ?";
		expect(await row(mapped, ACME.team, desk.departments.support)).toEqual({ count: 1 });
		const [support, billing] = [newTicket("One", "support"), newTicket("Two", "billing")];
		await expectTold(inChannel(BILLING), support);
		await expectTold(inChannel(BILLING), billing);
		await expect(
			row(
				`insert into mappings
					(desk_id, team_id, department_id, channel_id, channel_name, channel_kind, state, department_name, updated_at)
				select desk_id, team_id, department_id, 'C0GENERAL1', 'general', channel_kind, state, department_name, 1
				from mappings where team_id = ? limit 1 returning channel_id`,
				ACME.team,
			),
		).rejects.toThrow(/UNIQUE/);
	});

	it("A7 switches an event off for one workspace and not for the other, and on again", async () => {
		const { page, openWorkspace, inChannel, newTicket, expectTold, expectNotSent } = world();
		await openWorkspace(ACME.team, "what");
		await page.getByLabel("New ticket", { exact: true }).uncheck();
		await save(page);
		const silent = newTicket("Not for Acme");
		await expectTold(inChannel(KITA.channel, "yuki"), silent);
		await expectNotSent(ACME.team, silent, "switched_off");
		await openWorkspace(ACME.team, "what");
		await page.getByLabel("New ticket", { exact: true }).check();
		await save(page);
		const ticketId = newTicket("For Acme again");
		await expectTold(inChannel(ACME.channel), ticketId);
		expect(
			inChannel(ACME.channel)
				.hears()
				.map((notice) => notice.ticketId),
		).not.toContain(silent);
	});

	function departmentField(id: string) {
		return world().page.locator(`[name="department_${id}"]`);
	}
}
