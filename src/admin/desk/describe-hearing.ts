import type { Locale } from "../../core/locale.ts";
import { type PageMessages, pageMessages } from "../../locales/pages/messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { Desk } from "../../services/desks/find-desk.ts";
import type { Standing } from "../../services/desks/standing.ts";

type Words = PageMessages["standing"];

export interface Hearing {
	kind: "good" | "attention" | "off";
	way: keyof Words["ways"];
	text: string;
	/** What helps, besides waiting. */
	mend: "check" | "setup" | null;
}

/** How a desk is heard, in a word and a sentence with what to do. */
export function describeHearing(input: {
	desk: Desk;
	standing: Pick<Standing, "webhook" | "pollMs">;
	locale: Locale;
}): Hearing {
	const { desk, standing, locale } = input;
	const { standing: words } = pageMessages(locale);
	const vendor = vendorName(desk.provider);
	const minutes = String(standing.pollMs / 60_000);
	const { webhook } = standing;
	if (desk.state !== "connected")
		return { kind: "attention", way: "silent", text: words.signedOut, mend: null };
	if (desk.listeningAt === null) return { kind: "off", way: "silent", text: words.silent, mend: null };
	if (!webhook || webhook.reason === "new")
		return { kind: "off", way: "settingUp", text: words.settingUp(vendor), mend: null };
	if (webhook.state === "active")
		return { kind: "good", way: "active", text: words.active(vendor, minutes), mend: null };
	const way = webhook.webhookId === null ? "polled" : "active";
	if (webhook.state === "failing") {
		const kept = webhook.webhookId === null ? [] : [words.failingKept];
		const text = [words.failing(vendor, webhook.reason ?? ""), ...kept].join(" ");
		return { kind: "attention", way, text, mend: "check" };
	}
	const reason = REASONS.find((one) => one === webhook.reason) ?? "rights";
	const text = words.refused[reason](vendor, minutes);
	// A matter of what was bought is no fault.
	if (reason === "edition") return { kind: "good", way, text, mend: null };
	return { kind: "attention", way, text, mend: reason === "address" ? "setup" : "check" };
}

const REASONS = ["edition", "limit", "rights", "address"] as const;
