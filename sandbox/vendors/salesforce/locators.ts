import type { Clock } from "../../vendor.ts";
import { refuse } from "./errors.ts";
import { toId } from "./ids.ts";
import type { QueryResult } from "./soql/run-query.ts";

const IDLE_MS = 15 * 60_000;
const MAX_OPEN = 10;

/** Queries whose later pages may still be asked for. */
export interface Locators {
	/** Answers the locator's name. */
	open(userId: string, result: QueryResult, pageSize: number): string;
	/** `name-from`, as it stands in an address. */
	read(
		userId: string,
		locator: string,
	): { result: QueryResult; from: number; name: string; pageSize: number };
	expire(): void;
}

interface Cursor {
	name: string;
	userId: string;
	result: QueryResult;
	pageSize: number;
	usedAt: number;
}

export function createLocators(clock: Clock, pod: string): Locators {
	let cursors: Cursor[] = [];
	let next = 1;
	return {
		open(userId, result, pageSize) {
			const name = toId("01g", pod, next++);
			const own = cursors.filter((cursor) => cursor.userId === userId);
			const oldest = own.length >= MAX_OPEN ? own[0] : null;
			cursors = cursors.filter((cursor) => cursor !== oldest);
			cursors.push({ name, userId, result, pageSize, usedAt: clock.now() });
			return name;
		},
		read(userId, locator) {
			const [, name, from] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
			const cursor = cursors.find((one) => one.name === name && one.userId === userId);
			if (!cursor || clock.now() - cursor.usedAt >= IDLE_MS) {
				throw refuse("INVALID_QUERY_LOCATOR", "invalid query locator");
			}
			if (Number(from) >= cursor.result.totalSize) {
				throw refuse("INVALID_QUERY_LOCATOR", "LOCATOR_LOCATION_EXCEEDS_SIZE");
			}
			cursor.usedAt = clock.now();
			return { result: cursor.result, from: Number(from), name: cursor.name, pageSize: cursor.pageSize };
		},
		expire() {
			cursors = [];
		},
	};
}
