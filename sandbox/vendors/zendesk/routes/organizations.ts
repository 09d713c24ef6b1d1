import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { organizationBody, parseBody, toList } from "../directory/input.ts";
import {
	createOrganization,
	destroyOrganization,
	findOrganization,
	updateOrganization,
} from "../directory/organizations.ts";
import { invalidAttribute, recordNotFound } from "../errors.ts";
import { adminsOnly, agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toOrganizationJson } from "../serialize.ts";
import { pick } from "../sideloads.ts";
import type { OrganizationRecord } from "../state.ts";

const MAX_IDS = 100;

export const organizationRoutes = new Hono<ZendeskEnv>()
	.get("/organizations", needs("read", "organizations"), agentsOnly, (c) =>
		toPage(c, [...c.env.account.organizations.values()]),
	)
	.post("/organizations", needs("write", "organizations"), adminsOnly, async (c) => {
		const { organization } = await parseBody(c, organizationBody);
		const { account, clock } = c.env;
		return toAnswer(c, createOrganization(account, organization, clock.now()), 201);
	})
	.post("/organizations/create_or_update", needs("write", "organizations"), adminsOnly, async (c) => {
		const { organization } = await parseBody(c, organizationBody);
		const { account, clock } = c.env;
		const known = findOrganization(account, organization);
		if (!known) return toAnswer(c, createOrganization(account, organization, clock.now()), 201);
		account.directory.limits.takeOrganization(known.id);
		updateOrganization(account, known, organization, clock.now());
		return toAnswer(c, known, 200);
	})
	.get("/organizations/show_many", needs("read", "organizations"), agentsOnly, (c) => {
		const { account } = c.env;
		const externalIds = toList(c.req.query("external_ids"));
		const ids = [
			...toList(c.req.query("ids")).map(Number),
			...externalIds.map((one) => account.directory.lookup.organizationByExternalId(one) ?? null),
		];
		if (ids.length === 0 || ids.length > MAX_IDS) throw invalidAttribute("between 1 and 100 ids");
		const found = pick(account.organizations, ids);
		return c.json({
			organizations: found.map((one) => toOrganizationJson(account, one)),
			next_page: null,
			previous_page: null,
			count: found.length,
		});
	})
	.get("/organizations/search", needs("read", "organizations"), agentsOnly, (c) => {
		const { lookup } = c.env.account.directory;
		const { name, external_id } = c.req.query();
		if ((name === undefined) === (external_id === undefined)) {
			throw invalidAttribute("either name or external_id");
		}
		const id =
			name !== undefined
				? lookup.organizationByName(name)
				: lookup.organizationByExternalId(external_id ?? "");
		return toPage(c, pick(c.env.account.organizations, [id ?? null]));
	})
	.get("/organizations/:id{[0-9]+}", needs("read", "organizations"), agentsOnly, (c) =>
		toAnswer(c, requireOrganization(c), 200),
	)
	.put("/organizations/:id{[0-9]+}", needs("write", "organizations"), adminsOnly, async (c) => {
		const organization = requireOrganization(c);
		const { organization: input } = await parseBody(c, organizationBody);
		c.env.account.directory.limits.takeOrganization(organization.id);
		updateOrganization(c.env.account, organization, input, c.env.clock.now());
		return toAnswer(c, organization, 200);
	})
	.delete("/organizations/:id{[0-9]+}", needs("write", "organizations"), adminsOnly, (c) => {
		destroyOrganization(c.env.account, requireOrganization(c).id);
		return c.body(null, 204);
	});

function requireOrganization(c: ZendeskContext): OrganizationRecord {
	const organization = c.env.account.organizations.get(Number(c.req.param("id")));
	if (!organization) throw recordNotFound();
	return organization;
}

function toAnswer(c: ZendeskContext, organization: OrganizationRecord, status: 200 | 201) {
	return c.json({ organization: toOrganizationJson(c.env.account, organization) }, status);
}

function toPage(c: ZendeskContext, organizations: readonly OrganizationRecord[]) {
	const { items, envelope } = paginate(c, organizations);
	return c.json({ organizations: items.map((one) => toOrganizationJson(c.env.account, one)), ...envelope });
}
