import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Objects wake by the real clock, so time that passes in the sandbox is taken from their alarms too. workerd keeps
 * an alarm twice, in nanoseconds: in the list it wakes objects by, and in the object's own storage.
 */
export interface StoredAlarms {
	/** Whether any object is to be woken, but not within seconds by itself. */
	anyLater(): boolean;
	/** While the Worker is stopped: workerd reads the list when it starts. */
	moveBack(ms: number): void;
}

const LIST = "metadata.sqlite";
const NS_PER_MS = 1_000_000n;
/** Starting the Worker again takes about as long. */
const SOON_MS = 3_000;

export function createStoredAlarms(persistDir: string): StoredAlarms {
	const root = join(persistDir, "do");

	function folders(): string[] {
		return existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
	}

	return {
		anyLater() {
			const soon = BigInt(Date.now() + SOON_MS) * NS_PER_MS;
			return folders().some((folder) =>
				withDatabase(
					join(folder, LIST),
					(list) => list.prepare("SELECT 1 FROM _cf_ALARM WHERE scheduled_time > ?").get(soon) !== undefined,
				),
			);
		},
		moveBack(ms) {
			const by = BigInt(ms) * NS_PER_MS;
			for (const folder of folders()) {
				const ids = withDatabase(join(folder, LIST), (list) => {
					list.prepare("UPDATE _cf_ALARM SET scheduled_time = scheduled_time - ?").run(by);
					return list.prepare("SELECT actor_id FROM _cf_ALARM").all();
				});
				for (const { actor_id } of ids || []) {
					withDatabase(join(folder, `${actor_id}.sqlite`), (storage) =>
						storage.prepare("UPDATE _cf_METADATA SET value = value - ? WHERE key = 1").run(by),
					);
				}
			}
		},
	};
}

/** false where there is none: a class without objects. */
function withDatabase<T>(file: string, use: (database: DatabaseSync) => T): T | false {
	if (!existsSync(file)) return false;
	const database = new DatabaseSync(file);
	try {
		return use(database);
	} finally {
		database.close();
	}
}
