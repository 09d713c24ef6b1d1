import { ACME_ZENDESK, ACME_ZOHO, type DeskSetup } from "../../sandbox/runtime/boot.ts";
import { ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";
import { ZENDESK_GROUPS, ZOHO_DEPARTMENTS } from "../../sandbox/seed/people.ts";
import type { Vendor } from "./hearing-story.ts";

/** A desk as its administrator has it before them. */
export interface AdminDesk {
	key: Vendor;
	name: "Zendesk" | "Zoho Desk";
	setup: DeskSetup;
	/** The form in which it is registered. */
	address: { label: string; value: string };
	client: { clientId: string; clientSecret: string };
	/** As our pages name it once it is connected. */
	portal: string;
	/** A portal that the same people have beside it; null: the vendor's address says which one is meant. */
	otherPortal: string | null;
	departments: { support: string; billing: string; japan: string };
	ticket: string;
}

export const ADMIN_DESKS: readonly AdminDesk[] = [
	{
		key: "zendesk",
		name: "Zendesk",
		setup: ACME_ZENDESK,
		address: { label: "Zendesk subdomain", value: ZENDESK_ACCOUNT.subdomain },
		client: ZENDESK_ACCOUNT,
		portal: "Acme Support",
		otherPortal: null,
		departments: toNames(ZENDESK_GROUPS),
		ticket: "1042",
	},
	{
		key: "zoho",
		name: "Zoho Desk",
		setup: ACME_ZOHO,
		address: { label: "Zoho data centre", value: ZOHO_ACCOUNT.dataCentre },
		client: ZOHO_ACCOUNT,
		portal: ZOHO_ACCOUNT.orgName,
		otherPortal: ZOHO_ACCOUNT.otherOrgName,
		departments: toNames(ZOHO_DEPARTMENTS),
		ticket: "4702",
	},
];

/** With and without JavaScript. */
export const MODES = [
	{ mode: "with JavaScript", javaScriptEnabled: true },
	{ mode: "without JavaScript", javaScriptEnabled: false },
] as const;

export const EACH_DESK_AND_MODE = ADMIN_DESKS.flatMap((desk) =>
	MODES.map(({ mode, javaScriptEnabled }) => ({ desk, vendor: desk.name, mode, javaScriptEnabled })),
);

function toNames(ids: { support: string | number; billing: string | number; japan: string | number }) {
	return { support: String(ids.support), billing: String(ids.billing), japan: String(ids.japan) };
}
