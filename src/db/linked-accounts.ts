import type { Statements } from "./client.ts";

export interface LinkedAccount {
	orgId: string;
	accountId: string;
}

/** Only owners' links can be looked up by the desk's ids. */
const QUERY = `
	select org_id as orgId, record_id as accountId from links
	where desk_id = ?1 and kind = 'organization' and desk_record_id = ?2 and role = 'owner'
	union all
	select org_id, case object when 'person_account' then record_id else account_id end from links
	where desk_id = ?1 and kind = 'person' and desk_record_id = ?3 and role = 'owner'
		and (object = 'person_account' or account_id is not null)`;

/** The accounts that a desk's organization and person are linked to, the organization's first. */
export async function findAccountsOf(
	statements: Statements,
	deskId: string,
	{ organizationId, personId }: { organizationId: string | null; personId: string | null },
): Promise<LinkedAccount[]> {
	if (organizationId === null && personId === null) return [];
	const { results } = await statements
		.prepare(QUERY)
		.bind(deskId, organizationId, personId)
		.all<LinkedAccount>();
	return results;
}
