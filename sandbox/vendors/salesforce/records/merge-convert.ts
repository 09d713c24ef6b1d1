import type { Org } from "../org.ts";
import { toFullName } from "../schema/people.ts";
import type { SimRecord } from "../store/record.ts";
import { toTime } from "../time.ts";
import { changeRecord, childrenOf, deleteRecord, insertRecord } from "./change.ts";

/** The losers go to the recycle bin and name the winner; what hung on them hangs on the winner. */
export function mergeRecords(org: Org, winner: SimRecord, losers: readonly SimRecord[], by: string): void {
	for (const loser of losers) {
		if (loser.object !== winner.object || loser === winner) {
			throw new RangeError("only records of one object can be merged");
		}
		for (const child of childrenOf(org, loser, "any")) {
			const moved = [...(org.schema.get(child.object)?.fields.values() ?? [])].filter(
				({ name, type }) => type === "reference" && child.values[name] === loser.id,
			);
			changeRecord(org, child, Object.fromEntries(moved.map(({ name }) => [name, winner.id])), by);
		}
		deleteRecord(org, loser, by, winner.id);
	}
	changeRecord(org, winner, {}, by);
}

export interface Conversion {
	accountId: string;
	contactId: string;
	opportunityId: string | null;
}

/** A lead becomes a contact of a new or a given account. */
export function convertLead(
	org: Org,
	lead: SimRecord,
	by: string,
	into: { accountId?: string; contactId?: string; withOpportunity?: boolean } = {},
): Conversion {
	if (lead.object !== "Lead" || lead.values.IsConverted === true) {
		throw new RangeError("only a lead that is not converted can be converted");
	}
	const { Company, FirstName, LastName, Email, Phone, Title, Website, Industry, OwnerId } = lead.values;
	const owner = typeof OwnerId === "string" && OwnerId.startsWith("005") ? OwnerId : by;
	const value = <T>(one: T | undefined) => one ?? null;
	const accountId =
		into.accountId ??
		insertRecord(
			org,
			"Account",
			{ Name: value(Company), Website: value(Website), Industry: value(Industry), OwnerId: owner },
			by,
		).id;
	const contactId =
		into.contactId ??
		insertRecord(
			org,
			"Contact",
			{
				FirstName: value(FirstName),
				LastName: value(LastName),
				Email: value(Email),
				Phone: value(Phone),
				Title: value(Title),
				AccountId: accountId,
				OwnerId: owner,
			},
			by,
		).id;
	const closeDate = toTime(org.clock.now() + 30 * 86_400_000).slice(0, 10);
	const opportunityId = into.withOpportunity
		? insertRecord(
				org,
				"Opportunity",
				{
					Name: `${String(Company ?? "")} ${toFullName(lead, false)}`.trim(),
					StageName: "Prospecting",
					CloseDate: closeDate,
					AccountId: accountId,
					ContactId: contactId,
					OwnerId: owner,
				},
				by,
			).id
		: null;
	changeRecord(
		org,
		lead,
		{
			IsConverted: true,
			Status: "Closed - Converted",
			ConvertedDate: toTime(org.clock.now()).slice(0, 10),
			ConvertedAccountId: accountId,
			ConvertedContactId: contactId,
			ConvertedOpportunityId: opportunityId,
		},
		by,
	);
	return { accountId, contactId, opportunityId };
}
