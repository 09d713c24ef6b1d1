import type { CallOptions } from "../../../lib/http.ts";
import type { DeskDirectory } from "../../desk-directory.ts";
import type { DeskAddress, TokenSource } from "../../help-desk.ts";

export function openDirectory(_desk: DeskAddress, _tokens: TokenSource, _call: CallOptions): DeskDirectory {
	throw new Error("Zoho's directory isn't there yet");
}
