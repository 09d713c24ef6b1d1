import { canMap } from "../../core/sync/convert-value.ts";
import type { SourceField, TargetType } from "../../core/sync/fields.ts";

/** What an input with `list` offers. Written once per page, however many inputs use it. */
export function FieldList({ id, fields }: { id: string; fields: readonly SourceField[] }) {
	return (
		<datalist id={id}>
			{fields.map(({ path, label }) => (
				<option value={path}>{label}</option>
			))}
		</datalist>
	);
}

/** Fields that a target of this type takes. */
export function listIdOf(type: TargetType): string {
	return `fields-${type === "long_text" ? "text" : type}`;
}

/** Texts behind look-ups are offered where a text is meant: every list with all of them would be a heavy page. */
function isOffered({ path, type }: SourceField, target: TargetType): boolean {
	if (!canMap(type, target)) return false;
	return target === "text" || target === "long_text" || type !== "text" || !path.includes(".");
}

export function TargetLists(props: { types: readonly TargetType[]; sources: Iterable<SourceField> }) {
	const all = [...props.sources];
	const byId = new Map(props.types.map((type) => [listIdOf(type), type]));
	return (
		<>
			{[...byId].map(([id, type]) => (
				<FieldList id={id} fields={all.filter((source) => isOffered(source, type))} />
			))}
		</>
	);
}
