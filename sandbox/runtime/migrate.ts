import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";

/** Applies what is missing of `migrations/*.sql`, with the bookkeeping table of `wrangler d1 migrations apply`. */
export async function ensureMigrated(database: D1Database, folder: string): Promise<void> {
	await database
		.prepare(
			"CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
		)
		.run();
	const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
	const applied = new Set(results.map(({ name }) => name));
	const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
	for (const name of files.filter((file) => !applied.has(file))) {
		const text = await readFile(join(folder, name), "utf8");
		const statements = text
			.split("--> statement-breakpoint")
			.map((statement) => statement.trim())
			.filter((statement) => statement !== "");
		await database.batch([
			...statements.map((statement) => database.prepare(statement)),
			database.prepare("INSERT INTO d1_migrations (name) VALUES (?1)").bind(name),
		]);
	}
}
