import type { DirectoryKind } from "../../core/sync/record.ts";
import type { World } from "./world.ts";

/** An index that a desk looks records up in is a minute or two behind. */
export const INDEX_LAG_MS = 150_000;
const LOST_WAIT_MS = 5_000;

/**
 * When to look for what may have been made although the answer was lost. A desk that refuses a second one may be asked
 * soon; elsewhere the index has to know it first, or it would be made twice.
 */
export function lostWait({ directory }: Pick<World, "directory">, kind: DirectoryKind): number {
	return directory.unique[kind].length > 0 ? LOST_WAIT_MS : INDEX_LAG_MS;
}
