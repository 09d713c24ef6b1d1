import { describe, expect, it } from "vitest";
import type { TargetField } from "../../../../src/core/sync/fields.ts";
import { hashValues } from "../../../../src/core/sync/hash-values.ts";
import type { CrmRecord, DirectoryKind } from "../../../../src/core/sync/record.ts";
import type { OpenSync } from "../../../../src/services/sync/open-sync.ts";
import { parseFeatures, parseOrgSettings } from "../../../../src/services/sync/org-settings.ts";
import { findStanding, type LinkRow } from "../../../../src/services/sync/record-standing.ts";

const ID = "003000000000001AAA";
const NAME: TargetField = {
	id: "name",
	label: "Name",
	type: "text",
	isCustom: false,
	isRequired: true,
	length: null,
	options: [],
};
const mapping = { target: "name", source: { kind: "field", path: "Name" }, policy: "overwrite", choices: {} };
const record: CrmRecord = {
	object: "contact",
	id: ID,
	stampAt: 1,
	isDeleted: false,
	mergedInto: null,
	convertedTo: null,
	accountId: "001000000000001AAA",
	name: "Aya",
	fields: { Name: "Aya" },
};
const link = (own: Partial<LinkRow> = {}): LinkRow => ({
	orgId: "o",
	recordId: ID,
	kind: "person",
	object: "contact",
	deskId: "d",
	deskRecordId: "7",
	role: "owner",
	hash: hashValues({ name: "Aya" }, record.accountId),
	accountId: record.accountId,
	syncedAt: 1,
	...own,
});

/** Both sides, of which the CRM has `there` and its filter lets `fits` through. */
function open(there: CrmRecord | null, fits = there !== null, isOn = true): OpenSync {
	const contact = { isOn, becomes: ["person"], fields: [mapping] };
	return {
		features: parseFeatures('{"people":true}'),
		settings: parseOrgSettings(JSON.stringify({ objects: { contact } })),
		crm: {
			records: async ({ filter }: { filter?: unknown }) => (there && (fits || !filter) ? [there] : []),
		},
		directory: { fields: async (_: DirectoryKind) => [NAME] },
	} as unknown as OpenSync;
}

const standing = async (opened: OpenSync, links: LinkRow[]) =>
	(await findStanding(opened, ["contact"], ID, links)).standing;

describe("how a record stands", () => {
	it("is in step while its mapped fields are as they were written, with its account or before it had one", async () => {
		expect(await standing(open(record), [link()])).toBe("in_step");
		const alone = hashValues({ name: "Aya" }, null);
		expect(await standing(open(record), [link({ hash: alone })])).toBe("in_step");
	});

	it("differs once a mapped field does, and once one can't be mapped", async () => {
		expect(await standing(open({ ...record, fields: { Name: "Aya B." } }), [link()])).toBe("differs");
		expect(await standing(open({ ...record, fields: { Name: null } }), [link()])).toBe("differs");
		expect(await standing(open(record), [link({ hash: "" })])).toBe("differs");
	});

	it("has no counterpart, or one that another record writes", async () => {
		expect(await standing(open(record), [])).toBe("unlinked");
		expect(await standing(open(record), [link({ role: "member", hash: "" })])).toBe("member");
	});

	it("is left alone by a filter, or while its kind is off", async () => {
		expect(await standing(open(record, false), [link()])).toBe("filtered");
		expect(await standing(open(record, true, false), [link()])).toBe("off");
	});

	it("is gone when it was deleted, converted, or isn't there", async () => {
		expect(await standing(open({ ...record, isDeleted: true }), [link()])).toBe("gone");
		const convertedTo = { contactId: null, accountId: null };
		expect(await standing(open({ ...record, convertedTo }), [link()])).toBe("gone");
		expect(await standing(open(null), [link()])).toBe("gone");
	});
});
