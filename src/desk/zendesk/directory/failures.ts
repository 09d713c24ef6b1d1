import { isVendorError, type VendorError } from "../../../lib/errors.ts";
import type { WriteResult } from "../../desk-directory.ts";

type Reason = Extract<WriteResult, { ok: false }>["reason"];

/** Validation answers in the signed-in person's language, and its codes don't always come along. */
const REASONS: readonly [Reason, RegExp][] = [
	["taken", /DuplicateValue|already (?:been taken|been used|being used|in use|exists?|taken)|(?:すで|既)に/i],
	["gone", /RecordNotFound|NotFound|not found|does not exist|見つかりません/i],
	["refused", /Forbidden|AccessDenied|PermissionDenied|not (?:allowed|authorized|permitted)|permission/i],
	["required", /BlankValue|too short|can(?:'|no)t be blank|is required|cannot be empty|必須|空白/i],
];

export function failed(key: string, words: string): WriteResult {
	const reason = REASONS.find(([, pattern]) => pattern.test(words))?.[0] ?? "invalid";
	return { key, ok: false, reason, answer: words };
}

/** What a refusal of one record says of it; anything else concerns more than the record and is thrown. */
export function toFailure(key: string, error: unknown): WriteResult {
	if (!isVendorError(error)) throw error;
	if (error.kind === "not_found") return { key, ok: false, reason: "gone", answer: toWords(error) };
	if (error.kind !== "invalid") throw error;
	return failed(key, toWords(error));
}

function toWords({ fields, code, kind }: VendorError): string {
	return Object.values(fields).filter(Boolean).join(" ") || (code ?? kind);
}
