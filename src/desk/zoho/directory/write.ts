import type { DirectoryKind } from "../../../core/sync/record.ts";
import { VendorError } from "../../../lib/errors.ts";
import { path } from "../../../lib/http.ts";
import type { DirectoryWrite, Submission, WritePath, WriteResult } from "../../desk-directory.ts";
import type { ZohoClient } from "../client.ts";
import { withUnknownOutcome } from "../failure.ts";
import { each, toFailure } from "./failures.ts";
import { MODULE } from "./fields.ts";
import { toInput } from "./mapper.ts";
import { anything, writtenRow } from "./schema.ts";

/** One call each, and an invocation has fifty: this leaves room for what is asked beside them. */
const BATCH = 20;

/** Only one field at a time can be changed in many records. */
export const WRITE_PATH: WritePath = {
	made: "single",
	changed: "single",
	batch: BATCH,
	why: "vendor",
	perSecond: null,
};

export async function write(
	client: ZohoClient,
	kind: DirectoryKind,
	writes: readonly DirectoryWrite[],
	externalIdField: string | null,
): Promise<Submission> {
	if (writes.length > BATCH) throw new RangeError("too many records for one write");
	const isNew = writes[0]?.id === null;
	if (writes.some(({ id }) => (id === null) !== isNew))
		throw new TypeError("new and known records in one write");
	return each(
		writes,
		({ key }) => [key],
		async (one) => [await writeOne(client, kind, one, externalIdField)],
	);
}

async function writeOne(
	client: ZohoClient,
	kind: DirectoryKind,
	one: DirectoryWrite,
	externalIdField: string | null,
): Promise<WriteResult> {
	const json = toInput(kind, one, externalIdField);
	const { key, id } = one;
	try {
		if (id !== null) {
			// Nothing to say: the vendor refuses an empty body.
			if (Object.keys(json).length > 0) await update(client, kind, id, json);
			return { key, ok: true, id, action: "updated" };
		}
		const operation = `POST /${MODULE[kind]}`;
		const made = await client.write({
			operation,
			method: "POST",
			path: `/${MODULE[kind]}`,
			json,
			schema: writtenRow,
		});
		if (!made) throw withUnknownOutcome(new VendorError({ vendor: "zoho", kind: "malformed", operation }));
		return { key, ok: true, id: made.id, action: "created" };
	} catch (error) {
		return toFailure(key, error);
	}
}

async function update(
	client: ZohoClient,
	kind: DirectoryKind,
	id: string,
	json: Record<string, unknown>,
): Promise<void> {
	await client.write({
		operation: `PATCH /${MODULE[kind]}/{id}`,
		method: "PATCH",
		path: kind === "person" ? path`/contacts/${id}` : path`/accounts/${id}`,
		json,
		schema: anything,
	});
}
