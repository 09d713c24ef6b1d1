import type { CallOptions } from "../../lib/http.ts";
import type { DeskFeed } from "../desk-feed.ts";
import type { DeskAddress, TokenSource } from "../help-desk.ts";

export function openFeed(_desk: DeskAddress, _tokens: TokenSource, _call: CallOptions): DeskFeed {
	throw new Error("not built yet");
}
