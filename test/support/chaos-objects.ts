import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

/** While workerd moves its log into the file, others wait. */
export const BUSY_MS = 5_000;

export type Row = Record<string, unknown>;

/** What the objects of a class have in their own storage, each object's rows as one list; also while they work. */
export function readObjects<T extends Row>(sandbox: Sandbox, className: string, query: string): T[][] {
	const root = join(sandbox.persistDir, "do");
	const folders = existsSync(root) ? readdirSync(root) : [];
	return folders
		.filter((name) => name.endsWith(className))
		.flatMap((folder) => {
			const files = readdirSync(join(root, folder)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
			return files.map((file) => readFile<T>(join(root, folder, file), query));
		});
}

function readFile<T extends Row>(file: string, query: string): T[] {
	const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
	try {
		return database.prepare(query).all() as T[];
	} catch (error) {
		// An object that was only just named has no tables yet.
		if (/no such table/.test((error as Error).message)) return [];
		throw error;
	} finally {
		database.close();
	}
}

export async function readD1<T>(sandbox: Sandbox, query: string, ...values: unknown[]): Promise<T[]> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare(query)
		.bind(...values)
		.all();
	return results as T[];
}
