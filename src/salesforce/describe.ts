import { path } from "../lib/http.ts";
import { apiPath } from "./address.ts";
import { type ApiClient, readAnswer } from "./client.ts";
import { COMPOSITE_PARTS, readTogether } from "./composite.ts";
import { type ApiAnswer, toVendorError } from "./errors.ts";
import { describeAnswer } from "./schema.ts";
import { type ObjectShape, toShape } from "./shape.ts";

const OPERATION = "GET /sobjects/{object}/describe";
const FRESH_MS = 10 * 60_000;
/** Objects of all orgs that this isolate remembers. */
const MOST_KEPT = 200;

interface Kept {
	/** null: hidden from the user, or not there. */
	shape: ObjectShape | null;
	readAt: number;
}

/** By whose rights, and object. Plain data: a promise of one request must not be awaited by another. */
const kept = new Map<string, Kept>();

/** What an org's objects look like to the connecting user. */
export interface Shapes {
	/** Several with one call; null where the user has none. */
	load(objects: readonly string[]): Promise<(ObjectShape | null)[]>;
	/** Takes in a describe that came along with something else. */
	learn(object: string, answer: ApiAnswer): Promise<ObjectShape | null>;
	/** A field turned out to be gone: the next look reads everything anew. */
	forget(): Promise<void>;
}

export function createShapes(client: ApiClient): Shapes {
	async function learn(object: string, answer: ApiAnswer): Promise<ObjectShape | null> {
		const readAt = client.call.now();
		const shape = toShapeOrNull(answer, readAt);
		const key = await keyOf(object);
		// Written again, it counts as the newest.
		kept.delete(key);
		kept.set(key, { shape, readAt });
		const [oldest] = kept.keys();
		if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
		return shape;
	}

	async function keyOf(object: string): Promise<string> {
		return `${await client.holder()} ${object}`;
	}

	return {
		learn,
		async load(objects) {
			const shapes = new Map<string, ObjectShape | null>();
			for (const object of new Set(objects)) {
				const known = kept.get(await keyOf(object));
				if (known && client.call.now() - known.readAt < FRESH_MS) shapes.set(object, known.shape);
			}
			const missing = [...new Set(objects)].filter((object) => !shapes.has(object));
			for (let start = 0; start < missing.length; start += COMPOSITE_PARTS) {
				const some = missing.slice(start, start + COMPOSITE_PARTS);
				const answers = await readTogether(client, some.map(toPart));
				for (const [index, object] of some.entries()) {
					const answer = answers[index];
					if (answer) shapes.set(object, await learn(object, answer));
				}
			}
			return objects.map((object) => shapes.get(object) ?? null);
		},
		async forget() {
			const holder = await client.holder();
			for (const key of kept.keys()) if (key.startsWith(`${holder} `)) kept.delete(key);
		},
	};
}

export function describePath(object: string): string {
	return apiPath(path`/sobjects/${object}/describe`);
}

function toPart(object: string) {
	return { referenceId: object, path: describePath(object) };
}

function toShapeOrNull(answer: ApiAnswer, now: number): ObjectShape | null {
	const error = answer.status === 200 ? null : toVendorError(answer, OPERATION, now);
	if (error?.kind === "not_found" || error?.code === "INVALID_TYPE") return null;
	return toShape(readAnswer(describeAnswer, answer, { operation: OPERATION, now }));
}
