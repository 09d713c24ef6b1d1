import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { parseBody, personBody } from "../directory/input.ts";
import { createPerson, destroyPerson, findPerson, updatePerson } from "../directory/people.ts";
import { recordNotFound } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";
import { toUserJson } from "../serialize.ts";
import type { UserRecord } from "../state.ts";

export const peopleWriteRoutes = new Hono<ZendeskEnv>()
	.post("/users", needs("write", "users"), adminsOnly, async (c) => {
		const { user } = await parseBody(c, personBody);
		return toAnswer(c, createPerson(c.env.account, user, c.env.clock.now()), 201);
	})
	.post("/users/create_or_update", needs("write", "users"), adminsOnly, async (c) => {
		const { user } = await parseBody(c, personBody);
		const { account, clock } = c.env;
		const known = findPerson(account, user);
		account.directory.limits.takeUser(known?.id ?? null);
		if (!known) return toAnswer(c, createPerson(account, user, clock.now()), 201);
		updatePerson(account, known, user, clock.now());
		return toAnswer(c, known, 200);
	})
	.put("/users/:id{[0-9]+}", needs("write", "users"), adminsOnly, async (c) => {
		const known = requireUser(c);
		const { user } = await parseBody(c, personBody);
		c.env.account.directory.limits.takeUser(known.id);
		updatePerson(c.env.account, known, user, c.env.clock.now());
		return toAnswer(c, known, 200);
	})
	.delete("/users/:id{[0-9]+}", needs("write", "users"), adminsOnly, (c) => {
		const known = requireUser(c);
		destroyPerson(c.env.account, known.id, c.var.user);
		return c.json({ user: { ...toUserJson(c.env.account, known), active: false } });
	});

function requireUser(c: ZendeskContext): UserRecord {
	const user = c.env.account.users.get(Number(c.req.param("id")));
	if (!user) throw recordNotFound();
	return user;
}

function toAnswer(c: ZendeskContext, user: UserRecord, status: 200 | 201) {
	return c.json({ user: toUserJson(c.env.account, user) }, status);
}
