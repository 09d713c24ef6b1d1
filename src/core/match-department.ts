import type { Department } from "./ticket.ts";

export type DepartmentMatch =
	| { kind: "one"; department: Department }
	/** None or several fit; `near` are the names to offer, best first. */
	| { kind: "unclear"; near: Department[] };

const MAX_NEAR = 5;

/** A department by the name a person typed: the whole name, else its only beginning, else its only part. */
export function matchDepartment(departments: readonly Department[], typed: string): DepartmentMatch {
	const wanted = fold(typed);
	const named = departments.map((department) => ({ department, name: fold(department.name) }));
	const ranks = [
		named.filter(({ name }) => name === wanted),
		named.filter(({ name }) => name.startsWith(wanted)),
		named.filter(({ name }) => name.includes(wanted)),
	];
	for (const found of ranks) {
		const [only] = found;
		if (only && found.length === 1) return { kind: "one", department: only.department };
	}
	const partial = ranks.flat();
	const near = [...new Set((partial.length > 0 ? partial : named).map(({ department }) => department))];
	return { kind: "unclear", near: near.slice(0, MAX_NEAR) };
}

function fold(text: string): string {
	return text.normalize("NFKC").trim().toLowerCase();
}
