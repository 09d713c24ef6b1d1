import { isVendorError } from "../../lib/errors.ts";
import { recordTroubles, type Trouble } from "./issues.ts";
import type { Chunk, Item } from "./run.ts";
import type { World } from "./world.ts";

/** Tells the CRM the desk's ids of records that were linked by this run, where a field for it was chosen. */
export async function writeBack(
	world: World,
	{ kind, step }: Chunk,
	done: readonly { item: Item; id: string }[],
): Promise<void> {
	const { crm, settings } = world;
	const first = done.filter(({ item }) => item.role === "owner" && (item.isNew || step === "made"));
	for (const object of new Set(first.map(({ item }) => item.object))) {
		const field = settings.objects[object].writeBackField;
		const own = first.filter(({ item }) => item.object === object);
		if (field === null) continue;
		const answers = await askBack(
			() =>
				crm.writeBack(
					object,
					own.map(({ item, id }) => ({ recordId: item.recordId, field, value: id })),
				),
			own.length,
		);
		const troubles = own.flatMap(({ item }, index): Trouble[] => {
			const answer = answers[index] ?? null;
			if (answer === null) return [];
			const { recordId, name } = item;
			return [{ object, recordId, kind, reason: "write_back_refused", details: { name, answer, field } }];
		});
		await recordTroubles(world, troubles);
	}
}

/** The counterpart is right already: a field that can't be written must not stop the rest. Too many calls may. */
async function askBack(ask: () => Promise<(string | null)[]>, count: number): Promise<(string | null)[]> {
	try {
		return await ask();
	} catch (error) {
		if (!isVendorError(error) || (error.kind !== "invalid" && error.kind !== "forbidden")) throw error;
		return Array.from({ length: count }, () => error.code ?? error.kind);
	}
}
