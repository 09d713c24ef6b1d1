import { randomBytes } from "node:crypto";
import type { Clock } from "../../vendor.ts";
import { recordInvalid } from "./errors.ts";
import type { Account, AttachmentRecord, UploadRecord } from "./state.ts";

const KEPT_MS = 60 * 60_000;
const FIRST_ID = 150_000_000;

export function keepUpload(
	{ uploads }: Account,
	clock: Clock,
	file: { fileName: string; contentType: string; size: number },
): UploadRecord {
	const token = randomBytes(16).toString("base64url");
	const attachment = { id: FIRST_ID + (clock.now() % FIRST_ID) + uploads.size, ...file };
	const upload = { token, attachment, expiresAt: clock.now() + KEPT_MS };
	uploads.set(token, upload);
	return upload;
}

/** Checks the tokens at once; the files are taken when the comment is written. A token is good for one comment. */
export function takeUploads(
	{ uploads }: Account,
	clock: Clock,
	tokens: readonly string[],
): () => AttachmentRecord[] {
	const found = tokens.map((token) => uploads.get(token));
	if (found.some((upload) => !upload || clock.now() >= upload.expiresAt)) {
		throw recordInvalid("base", "Attachment: the upload token is invalid or has expired");
	}
	return () => {
		for (const token of tokens) uploads.delete(token);
		return found.flatMap((upload) => (upload ? [upload.attachment] : []));
	};
}
