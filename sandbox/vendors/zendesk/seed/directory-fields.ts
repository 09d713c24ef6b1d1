import type { DirectoryFieldRecord } from "../state.ts";

/** The fields that an account keeps of its customers, one of every kind that a CRM's value can go to. */
export function seedOrganizationFields(): DirectoryFieldRecord[] {
	return [
		field(88_001, "account_owner", "Account owner", "text"),
		field(88_002, "tier", "Tier", "dropdown", TIERS),
		field(88_003, "annual_revenue", "Annual revenue", "decimal"),
		field(88_004, "employees", "Employees", "integer"),
		field(88_005, "is_key_account", "Key account", "checkbox"),
		field(88_006, "renewal_on", "Renewal", "date"),
		field(88_007, "billing_address", "請求先住所", "textarea"),
		field(88_008, "website", "Website", "text"),
		{ ...field(88_009, "old_segment", "Segment (old)", "text"), active: false },
	];
}

export function seedUserFields(): DirectoryFieldRecord[] {
	return [
		field(89_001, "job_title", "Job title", "text"),
		field(89_002, "lead_status", "Lead status", "dropdown", [
			{ name: "Open", value: "lead_open" },
			{ name: "Working", value: "lead_working" },
			{ name: "Qualified", value: "lead_qualified" },
		]),
		field(89_003, "lead_score", "Lead score", "decimal"),
		field(89_004, "seats", "Seats", "integer"),
		field(89_005, "newsletter", "Newsletter", "checkbox"),
		field(89_006, "customer_since", "Customer since", "date"),
		field(89_007, "mailing_address", "住所", "textarea"),
		field(89_008, "interests", "Interests", "multiselect", [
			{ name: "Hardware", value: "interest_hardware" },
			{ name: "Cloud", value: "interest_cloud" },
			{ name: "研修", value: "interest_training" },
		]),
	];
}

const TIERS = [
	{ name: "Gold", value: "tier_gold" },
	{ name: "Silver", value: "tier_silver" },
	{ name: "Bronze", value: "tier_bronze" },
];

function field(
	id: number,
	key: string,
	title: string,
	type: string,
	options: DirectoryFieldRecord["options"] = [],
): DirectoryFieldRecord {
	return { id, key, title, type, options, active: true };
}
