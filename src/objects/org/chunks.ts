import type { ChunkRow } from "./chunks-table.ts";
import type { Chunk, Item } from "./run.ts";
import type { World } from "./world.ts";

/** What a desk takes in one write at most; more are never looked for at once either. */
export const CHUNK_SIZE = 100;
/** Written one by one, as many as fit into one round beside the rest. */
export const MAX_SINGLE = 10;

/** Seals items in chunks; to be stored in the same turn as what they were made of is taken away. */
export async function prepareChunks(
	{ ctx, run, desk }: Pick<World, "ctx" | "run" | "desk">,
	chunk: Pick<Chunk, "kind" | "step"> & { attempts?: number; dueAt?: number },
	items: readonly Item[],
	size = CHUNK_SIZE,
) {
	const parts: Item[][] = [];
	for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
	return Promise.all(
		parts.map(async (part) => {
			const key = ctx.newId();
			return {
				key,
				run_id: run.id,
				kind: chunk.kind,
				step: chunk.step,
				// A join is named by person and organization: it is the person's.
				record_ids: JSON.stringify([...new Set(part.map(({ recordId }) => recordId.split(":")[0]))]),
				content_sealed: await sealChunk({ ctx, desk }, { key, items: part, sent: [] }),
				size: part.length,
				due_at: chunk.dueAt ?? ctx.now(),
				attempts: chunk.attempts ?? 0,
			};
		}),
	);
}

/** The first of a chunk's parts; the others are chunks of their own now. */
export async function splitChunk(world: World, chunk: Chunk, parts: readonly Item[][]): Promise<Chunk> {
	const [first = [], ...others] = parts.filter(({ length }) => length > 0);
	if (others.length === 0) return chunk;
	const { store } = world;
	const { key, kind, step, attempts } = chunk;
	const prepared = await Promise.all(
		[first, ...others].map((part) => prepareChunks(world, { kind, step, attempts }, part)),
	);
	store.transaction(() => {
		store.removeChunk(key);
		for (const part of prepared.flat()) store.addChunk(part);
	});
	return { ...chunk, key: prepared[0]?.[0]?.key ?? key, items: first };
}

export function sealChunk(
	{ ctx, desk }: Pick<World, "ctx" | "desk">,
	{ key, items, sent }: Pick<Chunk, "key" | "items" | "sent">,
): Promise<string> {
	return ctx.sealer.seal(JSON.stringify({ items, sent }), placeOf(key, desk.id));
}

export async function openChunk({ ctx, desk }: Pick<World, "ctx" | "desk">, row: ChunkRow): Promise<Chunk> {
	const content = await ctx.sealer.open(row.content_sealed, placeOf(row.key, desk.id));
	const { items, sent } = JSON.parse(content) as Pick<Chunk, "items" | "sent">;
	const { key, run_id: runId, kind, step, job_id: jobId, attempts } = row;
	return { key, runId, kind, step, items, sent, jobId, attempts };
}

function placeOf(row: string, desk: string) {
	return { table: "org_object", column: "chunk", row, desk };
}
