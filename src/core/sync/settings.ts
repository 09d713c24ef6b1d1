import type { FieldMapping } from "./fields.ts";
import type { CrmObject, DirectoryKind } from "./record.ts";

export const FEATURES = ["accounts", "people", "cases", "triggers", "view", "sidebar"] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Readonly<Record<Feature, boolean>>;

/** These must be switched on again on purpose when an org is connected again. */
export const RESUMED_BY_HAND: readonly Feature[] = ["accounts", "people", "cases", "triggers"];

export const FILTER_OPERATORS = [
	"is",
	"is_not",
	"contains",
	"starts_with",
	"less",
	"at_most",
	"greater",
	"at_least",
	"includes",
	"excludes",
	"is_empty",
	"is_not_empty",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export interface FilterCondition {
	path: string;
	operator: FilterOperator;
	/** As typed; several stand for any of them. Empty for `is_empty` and `is_not_empty`. */
	values: readonly string[];
}

/** Every condition of `all` and, if there are any, one of `any`. */
export interface Filter {
	all: readonly FilterCondition[];
	any: readonly FilterCondition[];
}

/** How a record that has no link yet finds its counterpart at the desk; the first rule that finds one ends it. */
export type MatchRule =
	/** The desk's external id is the record's id. */
	| { by: "external_id" }
	| { by: "email"; path: string }
	| { by: "name"; path: string }
	| { by: "field"; path: string; target: string };

/** `remove`: suspends where a desk only lets a person be suspended. */
export const DELETE_POLICIES = ["ignore", "tag", "suspend", "remove"] as const;
export type DeletePolicy = (typeof DELETE_POLICIES)[number];

/** How one object of an org is kept at its desk. */
export interface ObjectSettings {
	isOn: boolean;
	/** What a person account becomes; of the others the only choice there is. */
	becomes: readonly DirectoryKind[];
	filter: Filter;
	matchRules: readonly MatchRule[];
	fields: readonly FieldMapping[];
	/** Record without counterpart: made, or left alone. */
	creates: boolean;
	/** The CRM field that receives the desk's id after the first sync; null: none. */
	writeBackField: string | null;
	/** Whether a counterpart that was there before gets the record's id as its external id. What we make always has it. */
	setsExternalId: boolean;
	deletes: DeletePolicy;
	/** The word that `tag` adds. */
	deletedTag: string;
	/** Of people: whether a welcome mail goes out when one is made. */
	welcomes: boolean;
}

/** How people belong to organizations; of the whole org. */
export interface MembershipSettings {
	/** The contact's account is the person's organization. */
	primary: boolean;
	/** A person may belong to several organizations: memberships are added, the default stays. */
	several: boolean;
	/** Further accounts of a contact, too. */
	secondary: boolean;
	/** Memberships that we made are taken away when the CRM no longer has them. */
	removes: boolean;
}

/** What the card of a ticket can say of the customer, beside chosen fields. `deals` are the newest open opportunities. */
export const SHOWN_PARTS = ["account", "owner", "opportunities", "deals", "last_activity"] as const;
export type ShownPart = (typeof SHOWN_PARTS)[number];

export interface ShownSettings {
	/** Nothing chosen at all: nothing is asked for. */
	parts: readonly ShownPart[];
	/** Further fields, by path. */
	account: readonly string[];
	opportunity: readonly string[];
}

export interface OrgSettings {
	objects: Readonly<Record<CrmObject, ObjectSettings>>;
	memberships: MembershipSettings;
	/** Between two looks for changes. */
	intervalMinutes: number;
	/** What agents may see in Slack. */
	shown: ShownSettings;
}
