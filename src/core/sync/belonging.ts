import type { MembershipSettings } from "./settings.ts";

export interface Belonging {
	/** The organization the person shall have by default; undefined: as it is. */
	organizationId: string | undefined;
	/** Organizations the person is added to; being in one already changes nothing. */
	joins: readonly string[];
}

/**
 * What becomes of a person's organizations. `accounts` are those its accounts are linked to; the primary one is null when
 * it has no link. Where people may belong to several, a default that was chosen at the desk stays.
 */
export function decideBelonging(
	settings: MembershipSettings,
	isMade: boolean,
	accounts: { primary: string | null; secondary: readonly string[] },
): Belonging {
	const { primary } = accounts;
	if (!settings.primary) return { organizationId: undefined, joins: [] };
	const secondary = settings.several && settings.secondary ? accounts.secondary : [];
	if (primary === null) return { organizationId: undefined, joins: unique(secondary) };
	if (isMade || !settings.several) {
		return { organizationId: primary, joins: unique(secondary).filter((id) => id !== primary) };
	}
	return { organizationId: undefined, joins: unique([primary, ...secondary]) };
}

function unique(ids: readonly string[]): string[] {
	return [...new Set(ids)];
}
