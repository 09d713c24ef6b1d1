import { isEmpty } from "./convert-value.ts";
import type { FieldMapping, TargetField, TargetValues } from "./fields.ts";
import type { FieldValue } from "./record.ts";

/** The targets whose policy asks what the desk has now: only for these its records are read. */
export function targetsToRead(mappings: readonly FieldMapping[]): string[] {
	return [
		...new Set(
			mappings
				.filter(({ policy }) => policy === "only_if_empty" || policy === "append")
				.map(({ target }) => target),
		),
	];
}

/** What is really written to a record that has these values now. */
export function applyPolicies(
	values: TargetValues,
	current: TargetValues,
	mappings: readonly FieldMapping[],
	targets: ReadonlyMap<string, TargetField>,
): TargetValues {
	const policies = new Map(mappings.map(({ target, policy }) => [target, policy]));
	const written: Record<string, FieldValue> = {};
	for (const [target, value] of Object.entries(values)) {
		const now = current[target] ?? null;
		const policy = policies.get(target) ?? "overwrite";
		if (policy === "only_if_empty" && !isEmpty(now)) continue;
		if (policy === "append") {
			if (isEmpty(value)) continue;
			const joined = append(now, value, targets.get(target));
			if (joined !== now) written[target] = joined;
			continue;
		}
		written[target] = value;
	}
	return written;
}

/** `now` itself when it has the value already. */
function append(now: FieldValue, value: FieldValue, target: TargetField | undefined): FieldValue {
	if (isEmpty(now)) return value;
	if (Array.isArray(now) || Array.isArray(value)) {
		const had = toList(now);
		const more = toList(value).filter((one) => !had.includes(one));
		return more.length > 0 ? [...had, ...more] : now;
	}
	if (typeof now !== "string" || typeof value !== "string") return value;
	// A single choice, an address or a number can't hold two: the desk adds it beside the first where it can.
	if (target?.type !== "text" && target?.type !== "long_text") return value;
	if (now.split("\n").includes(value)) return now;
	const joined = `${now}\n${value}`;
	return target.length !== null && joined.length > target.length ? now : joined;
}

function toList(value: FieldValue): readonly string[] {
	return Array.isArray(value) ? value : isEmpty(value) ? [] : [String(value)];
}
