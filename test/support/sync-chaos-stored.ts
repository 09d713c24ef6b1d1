import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { deserialize, serialize } from "node:v8";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { BUSY_MS } from "./chaos-objects.ts";

/** What an org's object has stored of its run, as far as waiting for its end needs it. */
export interface StoredRun {
	kind: string;
	state: string;
	reason: string | null;
	resumesAt: number | null;
	counts: Record<string, number>;
}

function files({ persistDir }: Sandbox): string[] {
	const root = join(persistDir, "do");
	const folders = existsSync(root) ? readdirSync(root).filter((name) => name.endsWith("Org")) : [];
	return folders.flatMap((folder) =>
		readdirSync(join(root, folder))
			.filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
			.map((name) => join(root, folder, name)),
	);
}

function visit<T>(file: string, readOnly: boolean, use: (database: DatabaseSync) => T): T {
	const database = new DatabaseSync(file, { readOnly, timeout: BUSY_MS });
	try {
		return use(database);
	} finally {
		database.close();
	}
}

/** Runs that are under way, also while they work. */
export function readRuns(sandbox: Sandbox): StoredRun[] {
	const query = "select value from _cf_KV where key = 'run'";
	return files(sandbox).flatMap((file) =>
		visit(file, true, (database) =>
			database
				.prepare(query)
				.all()
				.map(({ value }) => deserialize(value as Uint8Array) as StoredRun),
		),
	);
}

/**
 * While the Worker is stopped: what orgs wait for comes so much sooner, and their last reconcile and look for deletions
 * are so much older. Their cursors stay: these are times of the CRM.
 */
export function passOrgTime(sandbox: Sandbox, ms: number): void {
	for (const file of files(sandbox)) {
		visit(file, false, (database) => {
			database.prepare("update chunks set due_at = due_at - ?").run(ms);
			const rows = database.prepare("select key, value from _cf_KV").all();
			for (const { key, value } of rows) {
				const moved = move(String(key), deserialize(value as Uint8Array), ms);
				if (moved)
					database.prepare("update _cf_KV set value = ? where key = ?").run(serialize(moved), key ?? "");
			}
		});
	}
}

function move(key: string, value: Record<string, unknown>, ms: number): Record<string, unknown> | null {
	const names =
		key === "run" ? ["resumesAt"] : key.startsWith("cursor:") ? ["deletedAt", "reconciledAt"] : [];
	const moved = names.flatMap((name) => {
		const at = value[name];
		return typeof at === "number" ? [[name, at - ms] as const] : [];
	});
	return moved.length > 0 ? { ...value, ...Object.fromEntries(moved) } : null;
}
