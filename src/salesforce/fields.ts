import type { SourceField } from "../core/sync/fields.ts";
import type { Shapes } from "./describe.ts";
import { type ObjectShape, SHARED_NAME } from "./shape.ts";

const STEP = " › ";

/** Lists of languages and time zones, kept for every look-up to a user: nobody chooses from them. */
const MOST_OPTIONS_BEHIND = 50;

/** Objects' fields and those of what their look-ups lead to (`only` some of them), with one call at most. */
export async function throughLookUps(
	shapes: Shapes,
	objects: readonly ObjectShape[],
	only?: ReadonlySet<string>,
): Promise<SourceField[][]> {
	const followed = objects.map(({ lookUps }) =>
		[...lookUps].flatMap(([step, lookUp]) => (only && !only.has(step) ? [] : [lookUp])),
	);
	const names = [...new Set(followed.flat().flatMap(targetOf))];
	const loaded = await shapes.load(names);
	const targets = new Map(names.map((name, index) => [name, loaded[index] ?? null]));
	return objects.map(({ fields }, index) => [
		...fields.values(),
		...(followed[index] ?? []).flatMap((lookUp) => behind(lookUp, targets)),
	]);
}

/** Look-ups behind a look-up are what they hold, an id. */
function behind(lookUp: SourceField, targets: ReadonlyMap<string, ObjectShape | null>): SourceField[] {
	const { leadsTo } = lookUp;
	if (!leadsTo) return [];
	const isShared = leadsTo.objects.length > 1;
	const [target = ""] = targetOf(lookUp);
	const fields = isShared ? [SHARED_NAME] : [...(targets.get(target)?.fields.values() ?? [])];
	return fields.map((field) => ({
		...field,
		path: `${leadsTo.path}.${field.path}`,
		label: `${relationLabel(lookUp)}${STEP}${field.label}`,
		isWritable: false,
		isUnique: false,
		options: field.options.length > MOST_OPTIONS_BEHIND ? [] : field.options,
		leadsTo: null,
	}));
}

/** What a value is shown under: the name of what a look-up leads to stands for the look-up. */
export function shownLabel({ path, label }: SourceField): string {
	return path.endsWith(".Name") ? (label.split(STEP)[0] ?? label) : label;
}

/** Salesforce labels its own look-ups by the id that they hold: "Owner ID", 「所有者 ID」. */
function relationLabel({ label }: SourceField): string {
	return label.replace(/\s?ID$/, "") || label;
}

function targetOf({ leadsTo }: SourceField): string[] {
	return leadsTo?.objects.length === 1 ? [...leadsTo.objects] : [];
}
