import type { MiddlewareHandler } from "hono";
import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import {
	type PersonInput,
	parseBody,
	peopleBody,
	personBody,
	requireBatch,
	toList,
} from "../directory/input.ts";
import { createPerson, destroyPerson, findPerson, updatePerson } from "../directory/people.ts";
import { workThrough } from "../directory/work.ts";
import { ApiError, recordNotFound } from "../errors.ts";
import { adminsOnly, needs } from "../guard.ts";
import { answerJob } from "./organization-jobs.ts";

/** Closed until the account's owner asks the vendor. */
const throughGate: MiddlewareHandler<ZendeskEnv> = async (c, next) => {
	if (!c.env.account.directory.bulkImport) {
		throw new ApiError(403, {
			error: "Forbidden",
			description: "Bulk user import is not enabled for this account",
		});
	}
	await next();
};

export const peopleJobRoutes = new Hono<ZendeskEnv>()
	.post("/users/create_many", needs("write", "users"), adminsOnly, throughGate, async (c) => {
		const { account, clock } = c.env;
		const users = requireBatch((await parseBody(c, peopleBody)).users);
		return answerJob(c, "Bulk Create User", users.length, () =>
			workThrough(
				users,
				"User",
				(input) => ({ id: createPerson(account, input, clock.now()).id, action: "create" }),
				undefined,
				"create",
			),
		);
	})
	.post("/users/create_or_update_many", needs("write", "users"), adminsOnly, throughGate, async (c) => {
		const { account, clock } = c.env;
		const users = requireBatch((await parseBody(c, peopleBody)).users);
		return answerJob(c, "Bulk Create Or Update User", users.length, () =>
			workThrough(users, "User", (input) => {
				const known = findPerson(account, input);
				if (!known) return { id: createPerson(account, input, clock.now()).id, action: "create" };
				updatePerson(account, known, input, clock.now());
				return { id: known.id, action: "update" };
			}),
		);
	})
	.put("/users/update_many", needs("write", "users"), adminsOnly, async (c) => {
		const { account, clock } = c.env;
		const inputs = await toUpdates(c);
		return answerJob(c, "Bulk Update User", inputs.length, () =>
			workThrough(
				inputs,
				"User",
				(input) => {
					const known = findPerson(account, { id: input.id, external_id: input.external_id });
					if (!known) throw recordNotFound();
					updatePerson(account, known, input, clock.now());
					return { id: known.id, action: "update" };
				},
				({ id }) => id,
			),
		);
	})
	.delete("/users/destroy_many", needs("write", "users"), adminsOnly, (c) => {
		const { account } = c.env;
		const by = c.var.user;
		const ids = [
			...toList(c.req.query("ids")).map(Number),
			...toList(c.req.query("external_ids")).map(
				(one) => account.directory.lookup.userByExternalId(one) ?? 0,
			),
		];
		requireBatch(ids);
		return answerJob(c, "Bulk Delete User", ids.length, () =>
			workThrough(
				ids,
				"User",
				(id) => {
					destroyPerson(account, id, by);
					return { id, action: "delete" };
				},
				(id) => id,
				"delete",
			),
		);
	});

/** A list of different changes, or one change for `?ids=` or `?external_ids=`. */
async function toUpdates(c: ZendeskContext): Promise<readonly PersonInput[]> {
	const ids = toList(c.req.query("ids")).map(Number);
	const externalIds = toList(c.req.query("external_ids"));
	if (ids.length + externalIds.length === 0) return requireBatch((await parseBody(c, peopleBody)).users);
	const { user } = await parseBody(c, personBody);
	const { lookup } = c.env.account.directory;
	return requireBatch([
		...ids.map((id) => ({ ...user, id })),
		...externalIds.map((one) => ({ ...user, id: lookup.userByExternalId(one) ?? 0 })),
	]);
}
