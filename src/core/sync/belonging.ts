import type { MembershipSettings } from "./settings.ts";

export interface Belonging {
	/** The organization the person shall have by default; undefined: as it is. */
	organizationId: string | undefined;
	/** Organizations the person is added to beside that. */
	joins: readonly string[];
}

/**
 * What becomes of a person's organizations. `organizations` are those it has (the default one first), null for a person
 * that is being made; `accounts` those its accounts are linked to (the primary one first, or null when that has no link).
 */
export function decideBelonging(
	settings: MembershipSettings,
	organizations: readonly string[] | null,
	accounts: { primary: string | null; secondary: readonly string[] },
): Belonging {
	const { primary } = accounts;
	const secondary = settings.several && settings.primary && settings.secondary ? accounts.secondary : [];
	if (!settings.primary || primary === null) return { organizationId: undefined, joins: secondary };
	if (organizations === null || organizations.length === 0) {
		return { organizationId: primary, joins: without(secondary, [primary]) };
	}
	if (!settings.several) {
		return { organizationId: organizations[0] === primary ? undefined : primary, joins: [] };
	}
	// The default one was chosen at the desk, or came first: it stays.
	return { organizationId: undefined, joins: without([primary, ...secondary], organizations) };
}

function without(ids: readonly string[], known: readonly string[]): string[] {
	return [...new Set(ids)].filter((id) => !known.includes(id));
}
