import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { toList } from "../directory/input.ts";
import { searchPeople } from "../directory/search.ts";
import { badPagination, invalidAttribute, recordNotFound } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { visibleTickets } from "../rights.ts";
import { parseSearchQuery } from "../search-query.ts";
import { toOrganizationJson, toTicketJson, toUserJson } from "../serialize.ts";
import { parseInclude, pick, toIdentities, toTicketSideloads } from "../sideloads.ts";
import type { TicketRecord, UserRecord } from "../state.ts";

const MAX_IDS = 100;

/** Finding people and organizations, and the tickets of one. */
export const customerRoutes = new Hono<ZendeskEnv>()
	.get("/users/search", needs("read", "users"), agentsOnly, (c) => {
		if (c.req.query("page[size]") !== undefined) throw badPagination("users/search takes offsets only");
		const { account, clock } = c.env;
		const { query, external_id } = c.req.query();
		if (!query?.trim() && !external_id) throw invalidAttribute("query is required");
		const terms = parseSearchQuery(
			query ?? "",
			account.directory.userFields.map(({ key }) => key),
		);
		const known = external_id ? account.directory.lookup.userByExternalId(external_id) : undefined;
		const found = external_id
			? pick(account.users, [known ?? null])
			: searchPeople(account, terms, clock.now());
		const { items, envelope } = paginate(c, found);
		return c.json({
			users: toUsers(c, items),
			...toOrganizations(c, items),
			...toIdentities(c, items),
			...envelope,
		});
	})
	.get("/users/show_many", needs("read", "users"), agentsOnly, (c) => {
		const { lookup } = c.env.account.directory;
		const ids = [
			...toList(c.req.query("ids")).map(Number),
			...toList(c.req.query("external_ids")).map((one) => lookup.userByExternalId(one) ?? null),
		];
		if (ids.length === 0 || ids.length > MAX_IDS) throw invalidAttribute("ids: between 1 and 100");
		const users = pick(c.env.account.users, ids);
		return c.json({ users: toUsers(c, users), next_page: null, previous_page: null, count: users.length });
	})
	.get("/groups/:id{[0-9]+}/users", needs("read", "users"), agentsOnly, (c) => {
		const groupId = Number(c.req.param("id"));
		if (!c.env.account.groups.has(groupId)) throw recordNotFound();
		const members = [...c.env.account.users.values()].filter(({ groups }) => groups.includes(groupId));
		const { items, envelope } = paginate(c, members);
		return c.json({ users: toUsers(c, items), ...envelope });
	})
	.get("/organizations/autocomplete", needs("read", "organizations"), agentsOnly, (c) => {
		const name = c.req.query("name")?.trim().toLowerCase();
		if (!name) throw invalidAttribute("name is required");
		const found = [...c.env.account.organizations.values()].filter((one) =>
			one.name.toLowerCase().startsWith(name),
		);
		const { items, envelope } = paginate(c, found);
		return c.json({
			organizations: items.map((organization) => toOrganizationJson(c.env.account, organization)),
			...envelope,
		});
	})
	.get("/users/:id{[0-9]+}/tickets/requested", needs("read", "tickets"), agentsOnly, (c) => {
		const id = Number(c.req.param("id"));
		if (!c.env.account.users.has(id)) throw recordNotFound();
		return toTickets(c, ({ requesterId }) => requesterId === id);
	})
	.get("/organizations/:id{[0-9]+}/tickets", needs("read", "tickets"), agentsOnly, (c) => {
		const id = Number(c.req.param("id"));
		if (!c.env.account.organizations.has(id)) throw recordNotFound();
		return toTickets(c, ({ organizationId }) => organizationId === id);
	});

function toUsers(c: ZendeskContext, users: readonly UserRecord[]) {
	return users.map((user) => toUserJson(c.env.account, user));
}

function toOrganizations(c: ZendeskContext, users: readonly UserRecord[]) {
	if (!parseInclude(c.req.query("include")).includes("organizations")) return {};
	const { account } = c.env;
	const found = pick(
		account.organizations,
		users.map(({ organizationId }) => organizationId),
	);
	return { organizations: found.map((organization) => toOrganizationJson(account, organization)) };
}

/** Sorted by `sort` under cursor paging: by id unless told otherwise. */
function toTickets(c: ZendeskContext, isWanted: (ticket: TicketRecord) => boolean) {
	const { account } = c.env;
	const sort = c.req.query("sort") ?? "id";
	const key = /^-?(id|updated_at|status)$/.exec(sort)?.[1];
	if (!key) throw badPagination("sort is not valid");
	const direction = sort.startsWith("-") ? -1 : 1;
	const tickets = visibleTickets(account, c.var.user)
		.filter(isWanted)
		.sort((a, b) => direction * ((key === "updated_at" ? a.updatedAt - b.updatedAt : 0) || a.id - b.id));
	const { items, envelope } = paginate(c, tickets);
	return c.json({
		tickets: items.map((ticket) => toTicketJson(account, ticket)),
		...toTicketSideloads(account, items, parseInclude(c.req.query("include"))),
		...envelope,
	});
}
