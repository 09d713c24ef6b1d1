import type { Hono } from "hono";
import type { Sandbox } from "./sandbox.ts";

/** Acting in a simulated desk: as a customer, as an agent, and on its tokens. The bodies are the simulators' own. */
export function addDeskControl(app: Hono, { zendesk, zoho }: Sandbox): void {
	app.get("/zendesk/tickets", (c) => c.json({ tickets: zendesk.tickets() }));
	app.get("/zendesk/tickets/:id", (c) => c.json({ ticket: zendesk.ticket(Number(c.req.param("id"))) }));
	app.post("/zendesk/tickets", async (c) => c.json({ ticket: zendesk.createTicket(await c.req.json()) }));
	app.post("/zendesk/tickets/:id/customer", async (c) => {
		const input = await c.req.json();
		return c.json({ ticket: zendesk.actAsCustomer({ ...input, ticketId: Number(c.req.param("id")) }) });
	});
	app.post("/zendesk/tickets/:id/agent", async (c) => {
		const input = await c.req.json();
		return c.json({ ticket: zendesk.actAsAgent({ ...input, ticketId: Number(c.req.param("id")) }) });
	});

	app.get("/zoho/tickets", (c) => c.json({ tickets: zoho.tickets() }));
	app.get("/zoho/tickets/:id", (c) => c.json({ ticket: zoho.ticket(c.req.param("id")) }));
	app.post("/zoho/tickets", async (c) => c.json({ ticket: zoho.createTicket(await c.req.json()) }));
	app.post("/zoho/tickets/:id/customer", async (c) => {
		const input = await c.req.json();
		return c.json({ ticket: zoho.actAsCustomer({ ...input, ticketId: c.req.param("id") }) });
	});
	app.post("/zoho/tickets/:id/agent", async (c) => {
		const input = await c.req.json();
		return c.json({ ticket: zoho.actAsAgent({ ...input, ticketId: c.req.param("id") }) });
	});

	for (const [name, desk] of Object.entries({ zendesk, zoho })) {
		app.get(`/${name}/tokens`, (c) => c.json({ refreshes: desk.refreshCount() }));
		app.post(`/${name}/tokens/expire`, (c) => {
			desk.expireAccessTokens();
			return c.json({ ok: true });
		});
	}
	app.post("/zendesk/tokens/revoke", async (c) => {
		zendesk.revokeAll(Number((await c.req.json()).agentId));
		return c.json({ ok: true });
	});
	app.post("/zoho/tokens/revoke", async (c) => {
		zoho.revokeAll(String((await c.req.json()).agentId));
		return c.json({ ok: true });
	});
}
