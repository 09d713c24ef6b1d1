import type { ZendeskContext } from "./app-env.ts";
import { toGroupJson, toIdentitiesJson, toOrganizationJson, toUserJson } from "./serialize.ts";
import type { Account, TicketRecord, UserRecord } from "./state.ts";

/** The records that tickets refer to, for the names asked for (`users`, `groups`, `organizations`). */
export function toTicketSideloads(
	account: Account,
	tickets: readonly TicketRecord[],
	names: readonly string[],
) {
	const sideloads: Record<string, unknown[]> = {};
	if (names.includes("users")) {
		const ids = tickets.flatMap(({ requesterId, assigneeId }) => [requesterId, assigneeId]);
		sideloads.users = pick(account.users, ids).map((user) => toUserJson(account, user));
	}
	if (names.includes("groups")) {
		const ids = tickets.map(({ groupId }) => groupId);
		sideloads.groups = pick(account.groups, ids).map((group) => toGroupJson(account, group));
	}
	if (names.includes("organizations")) {
		const ids = tickets.map(({ organizationId }) => organizationId);
		sideloads.organizations = pick(account.organizations, ids).map((organization) =>
			toOrganizationJson(account, organization),
		);
	}
	return sideloads;
}

/** People's addresses and numbers, where they were asked for. */
export function toIdentities(c: ZendeskContext, users: readonly UserRecord[]) {
	if (!parseInclude(c.req.query("include")).includes("identities")) return {};
	return { identities: users.flatMap((user) => toIdentitiesJson(c.env.account, user)) };
}

/** `users,groups` */
export function parseInclude(include: string | undefined): string[] {
	return include?.split(",").map((name) => name.trim()) ?? [];
}

/** `tickets(users,groups)`, the form that search uses. */
export function parseSearchInclude(include: string | undefined): string[] {
	return parseInclude(/^tickets\(([\w,]*)\)$/.exec(include ?? "")?.[1]);
}

export function pick<T>(records: ReadonlyMap<number, T>, ids: readonly (number | null)[]): T[] {
	return [...new Set(ids)].flatMap((id) => {
		const record = id === null ? undefined : records.get(id);
		return record ? [record] : [];
	});
}
