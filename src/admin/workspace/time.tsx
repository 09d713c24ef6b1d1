import type { Locale } from "../../core/locale.ts";
import { formatMoment } from "../moment.tsx";

/** A time as the workspace's own clock has it. */
export function Time({ at, locale, timezone }: { at: number; locale: Locale; timezone: string }) {
	return <time datetime={new Date(at).toISOString()}>{formatMoment(at, locale, timezone)}</time>;
}
