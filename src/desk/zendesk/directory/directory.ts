import type { Room } from "../../../core/sync/room.ts";
import { isVendorError } from "../../../lib/errors.ts";
import type { CallOptions } from "../../../lib/http.ts";
import type { DeskDirectory } from "../../desk-directory.ts";
import type { DeskAddress, TokenSource } from "../../help-desk.ts";
import { createClient } from "../client.ts";
import { parseRoom } from "../room.ts";
import { listFields } from "./fields.ts";
import { find, searchCalls } from "./find.ts";
import { readJobs } from "./jobs.ts";
import { join, leave } from "./memberships.ts";
import { readRecords, readStaff } from "./read.ts";
import { retire } from "./retire.ts";
import { createPeopleOneByOne, readWritePath, writeMany } from "./write.ts";

export function openDirectory(desk: DeskAddress, tokens: TokenSource, call: CallOptions): DeskDirectory {
	let calls = 0;
	let room: Room | null = null;
	const client = createClient(desk.address, tokens, {
		...call,
		fetch: async (...request) => {
			calls += 1;
			const answer = await call.fetch(...request);
			room = parseRoom(answer.headers, call.now()) ?? room;
			return answer;
		},
	});

	return {
		unique: { organization: ["external_id", "name"], person: ["external_id", "email"] },
		fields: (kind) => listFields(client, kind),
		writePath: (kind) => readWritePath(client, kind),
		staff: () => readStaff(client),
		find: (kind, questions) => find(client, kind, questions),
		searchCalls,
		read: (kind, ids, fields) => readRecords(client, kind, ids, fields),
		async write(kind, writes, made) {
			const [first] = writes;
			const areNewPeople = kind === "person" && first !== undefined && first.id === null;
			if (areNewPeople && (made === "single" || writes.length === 1)) {
				return createPeopleOneByOne(client, writes);
			}
			try {
				return await writeMany(client, kind, writes);
			} catch (error) {
				const isClosed = areNewPeople && isVendorError(error) && error.kind === "forbidden";
				if (isClosed && made === undefined) return createPeopleOneByOne(client, writes);
				throw error;
			}
		},
		jobs: (questions) => readJobs(client, questions),
		join: (memberships) => join(client, memberships),
		leave: (memberships) => leave(client, memberships),
		retire: (kind, records, how) => retire(client, kind, records, how),
		calls: () => calls,
		room: () => room,
	};
}
