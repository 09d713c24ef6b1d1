import type { Clock } from "../../../vendor.ts";
import type { DirectoryFieldRecord, KeptDetails, OrganizationRecord, UserRecord } from "../state.ts";
import { createJobBook, type JobBook } from "./job-book.ts";
import { createLookup, type Lookup } from "./lookup.ts";
import { createMembershipBook, type MembershipBook } from "./membership-book.ts";
import { createWriteLimits, type WriteLimits } from "./write-limits.ts";

/** How long after a write the search index knows of it. */
const DEFAULT_SEARCH_LAG_MS = 60_000;

/** One account's people and organizations beside their records. */
export interface Directory {
	readonly lookup: Lookup;
	readonly memberships: MembershipBook;
	readonly jobs: JobBook;
	readonly limits: WriteLimits;
	readonly organizationFields: DirectoryFieldRecord[];
	readonly userFields: DirectoryFieldRecord[];
	/** People may be made in bulk: off until the vendor was asked. */
	bulkImport: boolean;
	searchLagMs: number;
	/** A person may belong to more than one organization. */
	allowsSeveral: boolean;
	/** Phone numbers must begin with their country's code. */
	validatesPhones: boolean;
	nextOrganizationId: number;
}

export interface DirectorySeed {
	users: readonly UserRecord[];
	organizations: readonly OrganizationRecord[];
	organizationFields?: DirectoryFieldRecord[];
	userFields?: DirectoryFieldRecord[];
}

export function createDirectory(seed: DirectorySeed, clock: Clock): Directory {
	const memberships = createMembershipBook();
	for (const { id, organizationId, createdAt } of seed.users) {
		if (organizationId !== null) memberships.add(id, organizationId, createdAt);
	}
	return {
		lookup: createLookup(seed.users, seed.organizations),
		memberships,
		jobs: createJobBook(clock),
		limits: createWriteLimits(clock),
		organizationFields: seed.organizationFields ?? [],
		userFields: seed.userFields ?? [],
		bulkImport: false,
		searchLagMs: DEFAULT_SEARCH_LAG_MS,
		allowsSeveral: true,
		validatesPhones: false,
		nextOrganizationId: Math.max(0, ...seed.organizations.map(({ id }) => id)) + 1,
	};
}

export function detailsOf({ kept, createdAt }: UserRecord | OrganizationRecord): KeptDetails {
	return (
		kept ?? {
			externalId: null,
			details: null,
			notes: null,
			tags: [],
			fields: {},
			updatedAt: createdAt,
			indexedAt: 0,
			writes: 0,
		}
	);
}
