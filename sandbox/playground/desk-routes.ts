import { Hono } from "hono";
import * as v from "valibot";
import type { AgentAction, DeskPanel } from "./desk-panel.ts";
import { readBody } from "./read-body.ts";

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const text = v.pipe(v.string(), v.trim(), v.minLength(1, "Write something first."), v.maxLength(60_000));
const AsCustomer = v.object({ text });
const AsAgent = v.object({
	agentId: id,
	text: v.optional(text),
	public: v.optional(v.boolean()),
	status: v.optional(id),
	assigneeId: v.optional(v.nullable(id)),
	priority: v.optional(id),
});
const Happening = v.object({ happeningId: id, agentId: id });
const NewTicket = v.object({ subject: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)), text });
const Lost = v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)) });

/** One simulated desk as JSON, for the page. */
export function createDeskRoutes(desk: DeskPanel): Hono {
	const app = new Hono();

	app.get("/tickets", (c) =>
		c.json({ tickets: desk.tickets(), people: desk.people(), choices: desk.choices }),
	);

	app.get("/tickets/:id", (c) => {
		const ticket = desk.ticket(c.req.param("id"));
		return ticket ? c.json(ticket) : c.json({ error: "There is no such ticket." }, 404);
	});

	app.get("/tickets/:id/mails", (c) => c.json({ mails: desk.outbox?.(c.req.param("id")) ?? null }));

	app.post("/tickets/:id/customer", async (c) => {
		const body = await readBody(c, AsCustomer);
		if (body instanceof Response) return body;
		await desk.actAsCustomer({ ticketId: c.req.param("id"), text: body.text });
		return c.json({});
	});

	app.post("/tickets/:id/agent", async (c) => {
		const body = await readBody(c, AsAgent);
		if (body instanceof Response) return body;
		const given = Object.entries(body).filter(([, value]) => value !== undefined);
		const action = { ...Object.fromEntries(given), ticketId: c.req.param("id") } as AgentAction;
		await desk.actAsAgent(action);
		return c.json({});
	});

	app.post("/tickets/:id/happening", async (c) => {
		const body = await readBody(c, Happening);
		if (body instanceof Response) return body;
		await desk.happen({ ...body, ticketId: c.req.param("id") });
		return c.json({});
	});

	app.post("/tickets", async (c) => {
		const body = await readBody(c, NewTicket);
		return body instanceof Response ? body : c.json({ id: await desk.openTicket(body) });
	});

	app.post("/lost-webhooks", async (c) => {
		const body = await readBody(c, Lost);
		if (body instanceof Response) return body;
		desk.loseWebhooks(body.count);
		return c.json({});
	});

	app.onError((error, c) => c.json({ error: error.message }, 422));
	return app;
}
