import type { CallerLink } from "./callers.ts";

/** A Salesforce org of a desk, as it may be asked for what it knows of a customer. */
export interface CallerOrg {
	id: string;
	name: string;
	instanceUrl: string;
	/** As stored; null: nobody chose what is shown. */
	shownJson: string | null;
	/** What it was last refused for, though it still counts as connected. */
	trouble: string | null;
	credential: Omit<CallerLink["credential"], "state">;
}

/** More of a desk's orgs aren't asked: each costs calls of the one invocation that answers. */
export const MAX_ORGS = 5;

/** As one column of `d`'s row, so that a desk without orgs costs one look into an index and no row more. */
export const ORGS_OF_DESK = `
	(select json_group_array(json_array(id, name, instance_url, shown, trouble,
			credential_id, access_token_sealed, generation, access_expires_at))
		from (select o.id, o.name, o.instance_url, o.settings -> '$.shown' as shown, o.trouble,
				oc.id as credential_id, oc.access_token_sealed, oc.generation, oc.access_expires_at
			from orgs o join credentials oc on oc.id = o.credential_id and oc.state = 'active'
			where o.desk_id = d.id and o.state = 'connected' and o.instance_url is not null
			order by o.created_at limit ${MAX_ORGS}))`;

type OrgColumns = [
	id: string,
	name: string,
	instanceUrl: string,
	shown: string | object | null,
	trouble: string | null,
	credentialId: string,
	accessTokenSealed: string | null,
	generation: number,
	accessExpiresAt: number | null,
];

export function toCallerOrgs(json: string | null): CallerOrg[] {
	// Nearly every desk.
	if (json === null || json === "[]") return [];
	return (JSON.parse(json) as OrgColumns[]).map(
		([
			id,
			name,
			instanceUrl,
			shown,
			trouble,
			credentialId,
			accessTokenSealed,
			generation,
			accessExpiresAt,
		]) => ({
			id,
			name,
			instanceUrl,
			// Whether JSON within JSON stays JSON is for SQLite to decide.
			shownJson: shown === null || typeof shown === "string" ? shown : JSON.stringify(shown),
			trouble,
			credential: { id: credentialId, accessTokenSealed, generation, accessExpiresAt },
		}),
	);
}
