import type { Fault } from "../../../runtime/faults.ts";

export type FaultKind = "busy" | "down" | "slow" | "lost" | "answerLost";
export type FaultVendor = "slack" | "zendesk" | "zoho";
export type FaultPart = "all" | "reads" | "writes";

const FAULT_KINDS: readonly FaultKind[] = ["answerLost", "busy", "down", "slow", "lost"];

/** Longer than anything waits for an answer. */
const SLOW_MS = 35_000;
const PATIENCE_SECONDS = 20;

const EFFECTS: Readonly<Record<FaultKind, Fault>> = {
	answerLost: { dropAnswer: true },
	busy: { status: 429, retryAfterSeconds: PATIENCE_SECONDS },
	down: { status: 503 },
	slow: { delayMs: SLOW_MS },
	lost: { drop: true },
};

/** Part of `METHOD https://host/path`. What writes the most at each vendor: messages, changes, answers. */
const PARTS: Readonly<Record<FaultVendor, Readonly<Record<FaultPart, string>>>> = {
	slack: { all: "", reads: "/api/conversations.", writes: "/api/chat." },
	zendesk: { all: "", reads: "GET https://", writes: "PUT https://" },
	zoho: { all: "", reads: "GET https://desk.", writes: "POST https://desk." },
};

export function buildFault(choice: {
	vendor: FaultVendor;
	kind: FaultKind;
	part: FaultPart;
	times: number;
}): Fault {
	const match = PARTS[choice.vendor][choice.part];
	return { vendor: choice.vendor, ...(match ? { match } : {}), ...EFFECTS[choice.kind], times: choice.times };
}

/** Which of the panel's own faults this is; null for one that came another way. */
export function readFault({ vendor, match = "", times = 1, ...effect }: Fault) {
	const kind = FAULT_KINDS.find((one) => JSON.stringify(EFFECTS[one]) === JSON.stringify(effect));
	if (!kind || (vendor !== "slack" && vendor !== "zendesk" && vendor !== "zoho")) return null;
	const part = (["all", "reads", "writes"] as const).find((one) => PARTS[vendor][one] === match);
	return part ? { vendor, kind, part, times } : null;
}
