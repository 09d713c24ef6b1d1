import { Hono } from "hono";
import * as v from "valibot";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import {
	type OrganizationInput,
	organizationBody,
	organizationsBody,
	parseBody,
	requireBatch,
	toList,
} from "../directory/input.ts";
import type { JobResult } from "../directory/job-book.ts";
import {
	createOrganization,
	destroyOrganization,
	findOrganization,
	updateOrganization,
} from "../directory/organizations.ts";
import { toJobJson, workThrough } from "../directory/work.ts";
import { invalidAttribute, recordNotFound } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";

export const organizationJobRoutes = new Hono<ZendeskEnv>()
	.post("/organizations/create_many", needs("write", "organizations"), adminsOnly, async (c) => {
		const { account, clock } = c.env;
		const organizations = requireBatch((await parseBody(c, organizationsBody)).organizations);
		return answerJob(c, "Bulk Create Organization", organizations.length, () =>
			workThrough(
				organizations,
				"Organization",
				(input) => ({ id: createOrganization(account, input, clock.now()).id, action: "create" }),
				undefined,
				"create",
			),
		);
	})
	.put("/organizations/update_many", needs("write", "organizations"), adminsOnly, async (c) => {
		const { account, clock } = c.env;
		const inputs = await toUpdates(c);
		return answerJob(c, "Bulk Update Organization", inputs.length, () =>
			workThrough(
				inputs,
				"Organization",
				(input) => {
					const organization = findOrganization(account, input);
					if (!organization) throw recordNotFound();
					updateOrganization(account, organization, input, clock.now());
					return { id: organization.id, action: "update" };
				},
				({ id }) => id,
			),
		);
	})
	.delete("/organizations/destroy_many", needs("write", "organizations"), adminsOnly, (c) => {
		const { account } = c.env;
		const { lookup } = account.directory;
		const ids = [
			...toList(c.req.query("ids")).map(Number),
			...toList(c.req.query("external_ids")).map((one) => lookup.organizationByExternalId(one) ?? 0),
		];
		requireBatch(ids);
		return answerJob(c, "Bulk Delete Organization", ids.length, () =>
			workThrough(
				ids,
				"Organization",
				(id) => {
					destroyOrganization(account, id);
					return { id, action: "delete" };
				},
				(id) => id,
				"delete",
			),
		);
	});

/** A list of different changes, or one change for `?ids=` or `?external_ids=`. */
async function toUpdates(c: ZendeskContext): Promise<readonly OrganizationInput[]> {
	const ids = toList(c.req.query("ids")).map(Number);
	const externalIds = toList(c.req.query("external_ids"));
	if (ids.length + externalIds.length === 0) {
		return requireBatch((await parseBody(c, organizationsBody)).organizations);
	}
	const { organization } = await parseBody(c, organizationBody);
	const { lookup } = c.env.account.directory;
	return requireBatch([
		...ids.map((id) => ({ ...organization, id })),
		...externalIds.map((one) => ({ ...organization, id: lookup.organizationByExternalId(one) ?? 0 })),
	]);
}

export function answerJob(c: ZendeskContext, type: string, total: number, work: () => JobResult[]) {
	const { account } = c.env;
	const job = account.directory.jobs.submit(type, total, work);
	return c.json({ job_status: toJobJson(account.subdomain, job, false) });
}

const jobIds = v.pipe(v.string(), v.minLength(1));

export const jobRoutes = new Hono<ZendeskEnv>()
	.get("/job_statuses/show_many", needs("read", null), (c) => {
		const parsed = v.safeParse(jobIds, c.req.query("ids"));
		if (!parsed.success) throw invalidAttribute("ids is required");
		const { account } = c.env;
		const jobs = toList(parsed.output).flatMap((id) => account.directory.jobs.find(id) ?? []);
		return c.json({
			job_statuses: jobs.map((job) =>
				toJobJson(account.subdomain, job, account.directory.jobs.isWorking(job)),
			),
		});
	})
	.get("/job_statuses/:id{[0-9a-f]+}", needs("read", null), (c) => {
		const { account } = c.env;
		const job = account.directory.jobs.find(c.req.param("id"));
		if (!job) throw recordNotFound();
		return c.json({ job_status: toJobJson(account.subdomain, job, account.directory.jobs.isWorking(job)) });
	});
