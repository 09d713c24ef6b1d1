import type { TargetField } from "../../../core/sync/fields.ts";
import type { DirectoryKind } from "../../../core/sync/record.ts";
import type { CallOptions } from "../../../lib/http.ts";
import type { DeskDirectory } from "../../desk-directory.ts";
import type { DeskAddress, TokenSource } from "../../help-desk.ts";
import { createZohoClient } from "../client.ts";
import { parseCreditsLeft } from "../credits.ts";
import { type DirectoryFields, findExternalIdField, readFields } from "./fields.ts";
import { find } from "./find.ts";
import { join, leave } from "./memberships.ts";
import { readRecords } from "./read.ts";
import { retire } from "./retire.ts";
import { WRITE_PATH, write } from "./write.ts";

/**
 * External ids are kept where the portal has a field for them (`fields.ts`). Where it has none, records whose making
 * was lost are found by what they are called.
 */
export function openDirectory(
	desk: DeskAddress,
	tokens: TokenSource,
	call: CallOptions,
	knownFields: (kind: DirectoryKind) => TargetField[] | undefined = () => undefined,
): DeskDirectory {
	let calls = 0;
	let left: number | null = null;
	const client = createZohoClient(desk, tokens, {
		...call,
		fetch: async (...request) => {
			calls += 1;
			const answer = await call.fetch(...request);
			left = parseCreditsLeft(answer.headers) ?? left;
			return answer;
		},
	});
	const known = new Map<DirectoryKind, Promise<DirectoryFields>>();

	function fieldsOf(kind: DirectoryKind): Promise<DirectoryFields> {
		const reading = known.get(kind) ?? readFields(client, kind);
		known.set(kind, reading);
		reading.catch(() => known.delete(kind));
		return reading;
	}

	const externalIdFieldOf = async (kind: DirectoryKind) => {
		const fields = knownFields(kind);
		return fields ? findExternalIdField(fields) : (await fieldsOf(kind)).externalIdField;
	};

	return {
		// The vendor doesn't promise to refuse any of these twice.
		unique: { organization: [], person: [] },
		fields: async (kind) => (await fieldsOf(kind)).fields,
		writePath: async () => WRITE_PATH,
		staff: async () => ({ ids: new Set(), emails: new Set() }),
		searchCalls: (_kind, questions) => questions.length,
		async find(kind, questions) {
			if (questions.length === 0) return [];
			return find(client, kind, questions, await externalIdFieldOf(kind));
		},
		async read(kind, ids, fields) {
			if (ids.length === 0) return [];
			return readRecords(client, kind, ids, fields, await externalIdFieldOf(kind));
		},
		async write(kind, writes) {
			const keepsIds = writes.some(({ externalId }) => externalId !== null);
			return write(client, kind, writes, keepsIds ? await externalIdFieldOf(kind) : null);
		},
		jobs: async (questions) => questions.map(({ jobId }) => ({ jobId, results: [], isFailed: true })),
		join: (memberships) => join(client, memberships),
		leave: (memberships) => leave(client, memberships),
		retire: (kind, records, how) => retire(client, kind, records, how),
		calls: () => calls,
		// They come back at the midnight of the data centre: which hour that is, the vendor doesn't tell.
		room: () => (left === null ? null : { left, of: null, resetsAt: null }),
	};
}
