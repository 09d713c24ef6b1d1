import type { Context } from "../../context.ts";
import type { CrmObject } from "../../core/sync/record.ts";
import { type Actor, recordChange } from "../audit/record.ts";
import type { Org } from "./find-org.ts";
import { objectsToSync, parseFeatures, parseOrgSettings } from "./org-settings.ts";

export type RecordSync =
	| { ok: true; recordId: string }
	| { ok: false; reason: "unreadable" | "object" | "off" };

/** The first three characters of an id say what it is of; an account may be a person account. */
const PREFIXES: Readonly<Record<string, readonly CrmObject[]>> = {
	"001": ["account", "person_account"],
	"003": ["contact"],
	"00Q": ["lead"],
};

/** What a record with this id may be; nothing that is synced: empty. */
export function objectsOfId(recordId: string): readonly CrmObject[] {
	const prefix = recordId.slice(0, 3);
	return Object.hasOwn(PREFIXES, prefix) ? (PREFIXES[prefix] ?? []) : [];
}

const ID = /(?:^|[^A-Za-z0-9])([A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?)(?![A-Za-z0-9])/g;

/** The record of a pasted id or link, as 18 characters. */
export function parseRecordId(text: string): string | null {
	const ids = [...text.trim().matchAll(ID)].map(([, id = ""]) => id);
	// An address may hold other words of that length; a record's id begins with a digit.
	const id = ids.find((one) => one.slice(0, 3) in PREFIXES) ?? ids.find((one) => /^[0-9]/.test(one));
	return id === undefined ? null : id.length === 18 ? id : lengthen(id);
}

const CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** The three characters that tell upper from lower case where nothing else does. */
function lengthen(id: string): string {
	const checks = [0, 5, 10].map((start) => {
		const bits = [...id.slice(start, start + 5)].map((char, index) => (/[A-Z]/.test(char) ? 1 << index : 0));
		return CHECKS[bits.reduce((sum, bit) => sum + bit, 0)] ?? "A";
	});
	return id + checks.join("");
}

/** Reads one record and writes what differs, now. */
export async function syncRecord(ctx: Context, org: Org, actor: Actor, text: string): Promise<RecordSync> {
	const recordId = parseRecordId(text);
	if (!recordId) return { ok: false, reason: "unreadable" };
	const objects = objectsOfId(recordId);
	if (objects.length === 0) return { ok: false, reason: "object" };
	const on = objectsToSync(parseOrgSettings(org.settings), parseFeatures(org.features));
	const asked = objects
		.filter((object) => on.includes(object))
		.map((object) => ({ object, ids: [recordId] }));
	if (asked.length === 0) return { ok: false, reason: "off" };
	await ctx.org(org.id).start({ kind: "record", startedByName: actor.name ?? "", asked });
	await recordChange(ctx, {
		deskId: org.deskId,
		actor,
		action: "org.record_synced",
		subject: `org:${org.id}`,
		details: { record: recordId },
	});
	return { ok: true, recordId };
}
