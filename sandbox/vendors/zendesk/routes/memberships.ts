import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import {
	type MembershipInput,
	membershipBody,
	membershipsBody,
	parseBody,
	requireBatch,
	toList,
} from "../directory/input.ts";
import { nextDefault } from "../directory/organizations.ts";
import { workThrough } from "../directory/work.ts";
import { recordInvalid, recordNotFound } from "../errors.ts";
import { adminsOnly, agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toTime } from "../serialize.ts";
import type { Account, MembershipRecord } from "../state.ts";
import { answerJob } from "./organization-jobs.ts";

export const membershipRoutes = new Hono<ZendeskEnv>()
	.get("/organization_memberships", needs("read", null), agentsOnly, (c) =>
		toPage(c, c.env.account.directory.memberships.all()),
	)
	.get("/users/:id{[0-9]+}/organization_memberships", needs("read", "users"), agentsOnly, (c) => {
		const user = c.env.account.users.get(Number(c.req.param("id")));
		if (!user) throw recordNotFound();
		const isDefault = (one: MembershipRecord) => Number(one.organizationId === user.organizationId);
		const own = c.env.account.directory.memberships.ofUser(user.id);
		return toPage(
			c,
			own.sort((a, b) => isDefault(b) - isDefault(a)),
		);
	})
	.get(
		"/organizations/:id{[0-9]+}/organization_memberships",
		needs("read", "organizations"),
		agentsOnly,
		(c) => toPage(c, c.env.account.directory.memberships.ofOrganization(Number(c.req.param("id")))),
	)
	.post("/organization_memberships", needs("write", "organizations"), adminsOnly, async (c) => {
		const { organization_membership } = await parseBody(c, membershipBody);
		const { account, clock } = c.env;
		const membership = addMembership(account, organization_membership, clock.now());
		return c.json({ organization_membership: toMembershipJson(account, membership) }, 201);
	})
	.post("/organization_memberships/create_many", needs("write", "organizations"), adminsOnly, async (c) => {
		const { account, clock } = c.env;
		const memberships = requireBatch((await parseBody(c, membershipsBody)).organization_memberships);
		return answerJob(c, "Bulk Create Organization Membership", memberships.length, () =>
			workThrough(
				memberships,
				"OrganizationMembership",
				(input) => ({ id: addMembership(account, input, clock.now()).id, action: "create" }),
				undefined,
				"create",
			),
		);
	})
	.delete("/organization_memberships/destroy_many", needs("write", "organizations"), adminsOnly, (c) => {
		const ids = requireBatch(toList(c.req.query("ids")).map(Number));
		// They end at once; what the job does is for the tickets.
		const results = workThrough(
			ids,
			"OrganizationMembership",
			(id) => {
				removeMembership(c.env.account, id);
				return { id, action: "delete" };
			},
			(id) => id,
			"delete",
		);
		return answerJob(c, "Bulk Delete Organization Membership", ids.length, () => results);
	})
	.delete("/organization_memberships/:id{[0-9]+}", needs("write", "organizations"), adminsOnly, (c) => {
		removeMembership(c.env.account, Number(c.req.param("id")));
		return c.body(null, 204);
	});

function addMembership(account: Account, input: MembershipInput, now: number): MembershipRecord {
	const user = account.users.get(input.user_id);
	if (!user) throw recordInvalid("user", "User: is invalid");
	if (!account.organizations.has(input.organization_id)) {
		throw recordInvalid("organization", "Organization: is invalid");
	}
	const { memberships, allowsSeveral } = account.directory;
	const own = memberships.ofUser(user.id);
	const isThere = own.some(({ organizationId }) => organizationId === input.organization_id);
	if (own.length > 0 && !allowsSeveral && !isThere) {
		throw recordInvalid("base", "Multiple organizations are not enabled for this account");
	}
	const membership = memberships.add(user.id, input.organization_id, now);
	if (!membership) throw recordInvalid("user_id", "User has already been taken", "DuplicateValue");
	user.organizationId ??= input.organization_id;
	return membership;
}

function removeMembership(account: Account, id: number): void {
	const membership = account.directory.memberships.remove(id);
	if (!membership) throw recordNotFound();
	const user = account.users.get(membership.userId);
	if (user?.organizationId === membership.organizationId) {
		user.organizationId = nextDefault(account, user.id);
	}
}

function toPage(c: ZendeskContext, memberships: readonly MembershipRecord[]) {
	const { items, envelope } = paginate(c, memberships);
	return c.json({
		organization_memberships: items.map((one) => toMembershipJson(c.env.account, one)),
		...envelope,
	});
}

function toMembershipJson(account: Account, membership: MembershipRecord) {
	const { id, userId, organizationId, createdAt } = membership;
	return {
		url: `https://${account.subdomain}.zendesk.com/api/v2/organization_memberships/${id}.json`,
		id,
		user_id: userId,
		organization_id: organizationId,
		organization_name: account.organizations.get(organizationId)?.name ?? "",
		default: account.users.get(userId)?.organizationId === organizationId ? true : null,
		view_tickets: true,
		created_at: toTime(createdAt),
		updated_at: toTime(createdAt),
	};
}
