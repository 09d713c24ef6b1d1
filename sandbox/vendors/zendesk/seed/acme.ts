import { ZENDESK_ACCOUNT } from "../../../seed/accounts.ts";
import { seedOrganizationFields, seedUserFields } from "./directory-fields.ts";
import { buildEveryday } from "./everyday.ts";
import { FEATURED } from "./featured.ts";
import { ACME_FIELDS, ACME_FORM, seedSystemFields } from "./fields.ts";
import { seedCustomers, seedGroups, seedOrganizations, seedStaff } from "./people.ts";
import { seedRatings } from "./ratings.ts";
import { type AccountSeed, byId, toTicketRecord } from "./seed.ts";

const NEWEST_ID = 1052;
const TICKETS = 188;

/** The account that the product is shown with: four weeks of a support team's work. */
export function seedAcme(now: number): AccountSeed {
	const users = [...seedStaff(now), ...seedCustomers(now)];
	const known = byId(users);
	const nameOf = (id: number) => known.get(id)?.name ?? "";
	const featured = new Map(FEATURED.map((draft) => [draft.id, draft]));
	const drafts = Array.from({ length: TICKETS }, (_, position) => {
		const id = NEWEST_ID - position;
		return featured.get(id) ?? buildEveryday(id, position, nameOf);
	});
	const tickets = drafts.reverse().map((draft) => toTicketRecord(draft, known, now));
	return {
		subdomain: ZENDESK_ACCOUNT.subdomain,
		name: "Acme Support",
		users,
		groups: seedGroups(now),
		organizations: seedOrganizations(now),
		organizationFields: seedOrganizationFields(),
		userFields: seedUserFields(),
		tickets,
		fields: [...seedSystemFields({ hasHold: true }), ...ACME_FIELDS],
		form: ACME_FORM,
		ratings: seedRatings(tickets),
	};
}
