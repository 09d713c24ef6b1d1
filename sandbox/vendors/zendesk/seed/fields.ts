import type { FieldRecord, FormRecord } from "../state.ts";

const FIRST_CUSTOM_FIELD = 55_500;

/** An account's own, rather than one that every account has. */
export function isCustomField(id: number): boolean {
	return id > FIRST_CUSTOM_FIELD;
}

/** Fields that every account has. */
export function seedSystemFields({ hasHold }: { hasHold: boolean }): FieldRecord[] {
	const plain = { required: false, options: [], subType: 0 };
	return [
		{ ...plain, id: 34_001, type: "subject", title: "Subject", required: true },
		{ ...plain, id: 34_002, type: "description", title: "Description", required: true },
		{
			...plain,
			id: 34_003,
			type: "status",
			title: "Status",
			subType: hasHold ? 1 : 0,
			options: toOptions(["Open", "Pending", ...(hasHold ? ["Hold"] : []), "Solved"]),
		},
		{
			...plain,
			id: 34_004,
			type: "tickettype",
			title: "Type",
			options: toOptions(["Question", "Incident", "Problem", "Task"]),
		},
		{
			...plain,
			id: 34_005,
			type: "priority",
			title: "Priority",
			options: toOptions(["Low", "Normal", "High", "Urgent"]),
		},
		{ ...plain, id: 34_006, type: "group", title: "Group", required: true },
		{ ...plain, id: 34_007, type: "assignee", title: "Assignee", required: true },
	];
}

function toOptions(names: readonly string[]): FieldRecord["options"] {
	return names.map((name) => ({ name, value: name.toLowerCase() }));
}

export const FIELD = {
	area: 55_501,
	seats: 55_502,
	serial: 55_503,
	impact: 55_504,
	contract: 55_505,
} as const;

/** One field that every solved ticket needs, one that only devices need, and some that nobody has to fill in. */
export const ACME_FIELDS: readonly FieldRecord[] = [
	{
		id: FIELD.area,
		type: "tagger",
		title: "Product area",
		required: true,
		subType: 0,
		options: [
			{ name: "Cloud::Notes", value: "area_notes" },
			{ name: "Cloud::Drive", value: "area_drive" },
			{ name: "Devices", value: "area_devices" },
			{ name: "Contract & billing", value: "area_billing" },
			{ name: "その他", value: "area_other" },
		],
	},
	{ id: FIELD.seats, type: "integer", title: "Seats concerned", required: false, subType: 0, options: [] },
	{ id: FIELD.serial, type: "text", title: "Serial number", required: true, subType: 0, options: [] },
	{
		id: FIELD.impact,
		type: "multiselect",
		title: "Impact",
		required: false,
		subType: 0,
		options: [
			{ name: "Work stopped", value: "impact_stopped" },
			{ name: "Slow", value: "impact_slow" },
			{ name: "Data wrong", value: "impact_data" },
		],
	},
	{ id: FIELD.contract, type: "partialcreditcard", title: "Card", required: true, subType: 0, options: [] },
];

export const ACME_FORM: FormRecord = {
	id: 12,
	name: "Support request",
	fieldIds: [
		34_001,
		34_002,
		34_003,
		34_004,
		34_005,
		34_006,
		34_007,
		FIELD.area,
		FIELD.seats,
		FIELD.serial,
		FIELD.impact,
	],
	conditions: [{ parentId: FIELD.area, value: "area_devices", childIds: [FIELD.serial] }],
};

/** What everyday tickets were filed under. */
export const AREA_OF_GROUP: Readonly<Record<"support" | "billing" | "hardware" | "japan", string>> = {
	support: "area_notes",
	billing: "area_billing",
	hardware: "area_devices",
	japan: "area_drive",
};
