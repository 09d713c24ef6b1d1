import type { Hono } from "hono";
import type { Sandbox } from "./sandbox.ts";

/** Acting in a simulated desk: as a customer, as an agent, and on its tokens. */
export function addDeskControl(app: Hono, sandbox: Sandbox): void {
	for (const name of ["zendesk", "zoho"] as const) {
		// Zendesk's ids are numbers, Zoho's are text.
		const toId = (text: string) => (name === "zendesk" ? Number(text) : text);
		const desk = sandbox[name];

		app.get(`/${name}/tickets`, (c) => c.json({ tickets: desk.tickets() }));
		app.post(`/${name}/tickets`, async (c) => c.json({ ticket: desk.createTicket(await c.req.json()) }));
		app.post(`/${name}/tickets/:id/customer`, async (c) => {
			const input = { ...(await c.req.json()), ticketId: toId(c.req.param("id")) };
			return c.json({ result: desk.actAsCustomer(input) ?? null });
		});
		app.post(`/${name}/tickets/:id/agent`, async (c) => {
			const input = { ...(await c.req.json()), ticketId: toId(c.req.param("id")) };
			return c.json({ result: desk.actAsAgent(input) ?? null });
		});
		app.post(`/${name}/tokens/expire`, (c) => {
			desk.expireAccessTokens();
			return c.json({ ok: true });
		});
		app.post(`/${name}/tokens/revoke`, async (c) => {
			const { agentId } = await c.req.json();
			desk.revokeAll(toId(String(agentId)) as never);
			return c.json({ ok: true });
		});
		app.get(`/${name}/tokens`, (c) => c.json({ refreshes: desk.refreshCount() }));
	}
}
