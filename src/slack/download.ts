import * as v from "valibot";
import { VendorError } from "../lib/errors.ts";
import type { CallOptions } from "../lib/http.ts";
import { toSlackError } from "./errors.ts";

export const fileAnswer = v.object({
	file: v.object({
		name: v.nullish(v.string()),
		mimetype: v.optional(v.string(), "application/octet-stream"),
		size: v.optional(v.number(), 0),
		url_private_download: v.optional(v.string()),
	}),
});
type SlackFile = v.InferOutput<typeof fileAnswer>["file"];

const OPERATION = "GET file";

/** The bot's token goes to Slack's own file host and nowhere else. Throws `VendorError`. */
export async function downloadFile(
	{ name, mimetype, size, url_private_download: address }: SlackFile,
	maxBytes: number,
	authorization: string,
	call: CallOptions,
): Promise<{ name: string; type: string; bytes: ArrayBuffer }> {
	const url = address && URL.canParse(address) ? new URL(address) : null;
	if (url?.protocol !== "https:" || url.host !== "files.slack.com") throw refused("file_not_available");
	if (size > maxBytes) throw refused("file_too_large");
	try {
		const signal = AbortSignal.timeout(call.timeoutMs);
		const response = await call.fetch(url, { headers: { authorization }, redirect: "manual", signal });
		// A sign-in page instead of the file: the scope is missing, or the file is gone.
		if (response.status !== 200 || response.headers.get("content-type")?.startsWith("text/html")) {
			await response.body?.cancel();
			throw toSlackError("missing_scope", {
				operation: OPERATION,
				status: response.status,
				retryAfterSeconds: null,
			});
		}
		const bytes = await response.arrayBuffer();
		if (bytes.byteLength > maxBytes) throw refused("file_too_large");
		return { name: name || "file", type: mimetype, bytes };
	} catch (error) {
		if (error instanceof VendorError) throw error;
		throw new VendorError({ vendor: "slack", kind: "unavailable", code: "network", operation: OPERATION });
	}
}

function refused(code: string): VendorError {
	return new VendorError({ vendor: "slack", kind: "invalid", code, operation: OPERATION });
}
