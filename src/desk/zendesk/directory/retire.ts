import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { Retirement, Submission, WriteResult } from "../../desk-directory.ts";
import { requireId } from "../address.ts";
import type { ZendeskClient } from "../client.ts";
import { readRecords } from "./read.ts";
import { BATCH, submit } from "./write.ts";

interface Leaving {
	key: string;
	id: string;
}

/** Reads who they are first: tags can only be written as a whole, and staff is left alone whatever is asked for. */
export async function retire(
	client: ZendeskClient,
	kind: DirectoryKind,
	records: readonly Leaving[],
	how: Retirement,
): Promise<Submission> {
	if (records.length > BATCH) throw new RangeError("too many records for one write");
	if (how.by === "suspend" && kind === "organization") {
		return { done: records.map(({ key }) => cannotSuspend(key)), jobId: null };
	}
	const ids = [...new Set(records.map(({ id }) => requireId(id)))];
	const known = new Map((await readRecords(client, kind, ids, ["tags"])).map((one) => [one.id, one]));
	const done: WriteResult[] = [];
	const leaving: (Leaving & { tags: string[] })[] = [];
	for (const { key, id } of records) {
		const record = known.get(id);
		if (!record) done.push({ key, ok: false, reason: "gone", answer: "not found" });
		else if (record.isStaff)
			done.push({ key, ok: false, reason: "staff", answer: "an agent or administrator" });
		else leaving.push({ key, id, tags: [record.values.tags ?? []].flat().map(String) });
	}
	if (leaving.length === 0) return { done, jobId: null };
	const submission = await submit(client, toRequest(kind, leaving, how), leaving);
	return { ...submission, done: [...done, ...submission.done] };
}

function toRequest(kind: DirectoryKind, leaving: readonly (Leaving & { tags: string[] })[], how: Retirement) {
	const noun = kind === "organization" ? "organizations" : "users";
	if (how.by === "remove") {
		const query = { ids: leaving.map(({ id }) => id).join(",") };
		return { method: "DELETE", pattern: `/${noun}/destroy_many`, query } as const;
	}
	const records = leaving.map(({ id, tags }) => ({
		id: Number(id),
		...(how.by === "tag" ? { tags: [...new Set([...tags, how.tag])] } : { suspended: true }),
	}));
	return { method: "PUT", pattern: `/${noun}/update_many`, json: { [noun]: records } } as const;
}

function cannotSuspend(key: string): WriteResult {
	return { key, ok: false, reason: "refused", answer: "An organization can't be suspended" };
}
