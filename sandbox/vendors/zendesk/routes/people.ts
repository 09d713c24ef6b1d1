import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { noAccess, recordNotFound } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toGroupJson, toTime, toUserJson } from "../serialize.ts";
import { pick, toIdentities } from "../sideloads.ts";

export const peopleRoutes = new Hono<ZendeskEnv>()
	// Nobody's credential is answered 200 too, with a person who is nobody.
	.get("/users/me", async (c, next) => {
		if (c.req.header("authorization")) return next();
		return c.json({ user: ANONYMOUS });
	})
	.get("/users/me", needs("read", "users"), (c) =>
		c.json({ user: { ...toUserJson(c.env.account, c.var.user), authenticity_token: "simulated" } }),
	)
	.get("/users", needs("read", "users"), agentsOnly, (c) => {
		const roles = [...(c.req.queries("role[]") ?? []), ...(c.req.queries("role") ?? [])];
		const externalId = c.req.query("external_id");
		const known = externalId ? c.env.account.directory.lookup.userByExternalId(externalId) : undefined;
		const users = (
			externalId ? pick(c.env.account.users, [known ?? null]) : [...c.env.account.users.values()]
		)
			.filter(({ role }) => roles.length === 0 || roles.includes(role === "light" ? "agent" : role))
			.sort((a, b) => a.id - b.id);
		const { items, envelope } = paginate(c, users);
		return c.json({
			users: items.map((user) => toUserJson(c.env.account, user)),
			...toIdentities(c, items),
			...envelope,
		});
	})
	.get("/users/:id{[0-9]+}", needs("read", "users"), (c) => {
		const id = Number(c.req.param("id"));
		if (c.var.user.role === "end-user" && c.var.user.id !== id) throw noAccess();
		const user = c.env.account.users.get(id);
		if (!user) throw recordNotFound();
		return c.json({ user: toUserJson(c.env.account, user) });
	})
	.get("/groups", needs("read", null), agentsOnly, (c) => {
		const { items, envelope } = paginate(c, [...c.env.account.groups.values()]);
		return c.json({ groups: items.map((group) => toGroupJson(c.env.account, group)), ...envelope });
	})
	.get("/brands", needs("read", null), agentsOnly, (c) => {
		const { subdomain, name, groups } = c.env.account;
		const createdAt = toTime([...groups.values()][0]?.createdAt ?? c.env.clock.now());
		const brand = {
			url: `https://${subdomain}.zendesk.com/api/v2/brands/5.json`,
			id: 5,
			name,
			brand_url: `https://${subdomain}.zendesk.com`,
			subdomain,
			has_help_center: true,
			help_center_state: "enabled",
			active: true,
			default: true,
			is_deleted: false,
			ticket_form_ids: [12],
			created_at: createdAt,
			updated_at: createdAt,
		};
		const { items, envelope } = paginate(c, [brand]);
		return c.json({ brands: items, ...envelope });
	});

const ANONYMOUS = {
	id: null,
	name: "Anonymous user",
	email: "invalid@example.com",
	role: "end-user",
	locale: "en-US",
	time_zone: "UTC",
	active: true,
	verified: false,
	suspended: false,
	tags: [],
	user_fields: {},
	authenticity_token: "simulated",
};
