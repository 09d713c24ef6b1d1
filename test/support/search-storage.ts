import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";

export interface StoredRow {
	/** `db/…`, `do/<class>/…` or wherever else the platform keeps something, and the table. */
	place: string;
	row: Record<string, unknown>;
}

/**
 * Every row of D1, of every object's tables and of whatever else the platform keeps in a database, as the files have
 * it: an object's key-value pairs are among them, and what a queue holds.
 */
export async function storedRows(sandbox: Sandbox): Promise<StoredRow[]> {
	await sandbox.idle();
	const files = readdirSync(sandbox.persistDir, { recursive: true, encoding: "utf8" });
	return files
		.filter((name) => name.endsWith(".sqlite"))
		.flatMap((name) => readFile(sandbox.persistDir, name));
}

function readFile(folder: string, name: string): StoredRow[] {
	const database = new DatabaseSync(join(folder, name), { readOnly: true });
	try {
		const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
		return tables.flatMap(({ name: table }) => {
			const select = database.prepare(`select * from "${String(table)}"`);
			select.setReadBigInts(true);
			return select.all().map((row) => ({ place: `${name} ${String(table)}`, row }));
		});
	} finally {
		database.close();
	}
}

/** The rows in which one of `words` stands anywhere, also within JSON or bytes. */
export function rowsWith(rows: readonly StoredRow[], words: readonly string[]): StoredRow[] {
	return rows.filter(({ row }) =>
		Object.values(row).some((value) => words.some((word) => holds(value, word))),
	);
}

function holds(value: unknown, word: string): boolean {
	if (value instanceof Uint8Array) {
		const bytes = Buffer.from(value);
		return bytes.includes(word, 0, "utf8") || bytes.includes(word, 0, "utf16le");
	}
	return String(value).includes(word);
}
