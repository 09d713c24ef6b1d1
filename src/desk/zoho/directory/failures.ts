import { isVendorError } from "../../../lib/errors.ts";
import type { Submission, WriteResult } from "../../desk-directory.ts";
import type { MassAnswer } from "./schema.ts";

/** What a refusal of one record says of it; anything else concerns more than the record and is thrown. */
export function toFailure(key: string, error: unknown): WriteResult {
	if (!isVendorError(error)) throw error;
	const { kind, fields, code } = error;
	const answer = Object.entries(fields)
		.map(([field, problem]) => `${field}: ${problem}`)
		.join(", ");
	if (kind === "not_found") return { key, ok: false, reason: "gone", answer: code ?? "not found" };
	if (kind !== "invalid") throw error;
	const problems = Object.values(fields);
	const reason = problems.includes("duplicate")
		? "taken"
		: problems.includes("missing")
			? "required"
			: "invalid";
	return { key, ok: false, reason, answer: answer || (code ?? kind) };
}

/** One result of a mass action; what isn't named in its answer was done. */
export function toMassResult(key: string, id: string, answer: MassAnswer | null): WriteResult {
	const result = answer?.results.find((one) => one.id === id);
	if (!result || result.success) return { key, ok: true, id, action: "updated" };
	const code = result.errors?.errorCode ?? "refused";
	return { key, ok: false, reason: code === "FORBIDDEN" ? "refused" : "invalid", answer: code };
}

/** Every edition lets at least five calls wait; the rest are for people. */
const AT_A_TIME = 3;

/** A few at a time. Stops at the first trouble that isn't a record's own; what was done by then is told. */
export async function each<T>(
	items: readonly T[],
	keysOf: (item: T) => readonly string[],
	work: (item: T) => Promise<WriteResult[]>,
): Promise<Submission> {
	const done: WriteResult[] = [];
	for (let start = 0; start < items.length; start += AT_A_TIME) {
		const some = items.slice(start, start + AT_A_TIME);
		const settled = await Promise.allSettled(some.map(work));
		done.push(...settled.flatMap((one) => (one.status === "fulfilled" ? one.value : [])));
		const failure = settled.find((one) => one.status === "rejected");
		if (!failure) continue;
		const error: unknown = failure.reason;
		if (done.length === 0) throw error;
		const refused = some.filter((_, index) => wasTooMuch(settled[index]));
		const untried = [...refused, ...items.slice(start + AT_A_TIME)].flatMap(keysOf);
		return { done, jobId: null, stopped: { error, untried } };
	}
	return { done, jobId: null };
}

function wasTooMuch(settled: PromiseSettledResult<unknown> | undefined): boolean {
	if (settled?.status !== "rejected") return false;
	return isVendorError(settled.reason) && settled.reason.kind === "rate_limited";
}
