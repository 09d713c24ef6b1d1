import type { Fault } from "../../sandbox/runtime/faults.ts";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import type { Vendor } from "../../sandbox/vendor.ts";
import type { Random } from "./chaos-random.ts";

type VendorName = Vendor["name"];

/** What happens to a call. */
export type Mishap =
	| "slow_down"
	| "unavailable"
	| "server_error"
	| "no_connection"
	| "answer_lost"
	| "too_slow";

/** A call of the Worker, as it arrived. */
export interface Call {
	at: number;
	vendor: VendorName;
	host: string;
	/** Slack's method, or a desk's path. */
	name: string;
	/** Whose: the token it came with. */
	token: string;
	/** There a moment after the call. */
	body: URLSearchParams;
	mishap: Mishap | null;
}

export interface Weather {
	calls: Call[];
	/** How many calls out of a hundred go wrong. */
	set(vendor: VendorName, percent: number): void;
	/** Nothing goes wrong until `resume`, which takes what `pause` answered. */
	pause(): ReadonlyMap<VendorName, number>;
	resume(percent: ReadonlyMap<VendorName, number>): void;
	/**
	 * The next such call is answered so late that there is time to do something meanwhile. Resolves when it came;
	 * false: none did within `withinMs`.
	 */
	catchCall(isMeant: (call: Call) => boolean, withinMs: number): Promise<boolean>;
	/** The answer to the next renewal of a token at this host is lost, besides. */
	loseTokenAnswer(host: string): void;
}

/** Out of twenty. */
const MISHAPS: readonly [Mishap, number][] = [
	["slow_down", 6],
	["unavailable", 5],
	["server_error", 3],
	["no_connection", 2],
	["answer_lost", 3.5],
	["too_slow", 0.5],
];
const ALL = MISHAPS.reduce((sum, [, share]) => sum + share, 0);

/** Longer than the Worker waits for any vendor. */
const TOO_SLOW_MS = 10_500;
/** Shorter than that, and long enough to be killed in. */
const CAUGHT_MS = 700;
/** Each takes a good part of a test's time. */
const MOST_TOO_SLOW = 2;

/** From now on some calls go wrong, by chance; all are written down. */
export function createWeather(sandbox: Sandbox, random: Random): Weather {
	const percent = new Map<VendorName, number>();
	const slow = new Map<VendorName, number>();
	const calls: Call[] = [];
	let losingAt: string | null = null;
	let trap: { isMeant: (call: Call) => boolean; caught: () => void } | null = null;

	function forecast(vendor: VendorName, { host, name }: Pick<Call, "host" | "name">): Mishap | null {
		if (losingAt === host && isTokenCall(name)) {
			losingAt = null;
			return "answer_lost";
		}
		if (!random.chance((percent.get(vendor) ?? 0) / 100)) return null;
		let left = random.next() * ALL;
		const found = MISHAPS.find(([, share]) => {
			left -= share;
			return left < 0;
		});
		const mishap = found?.[0] ?? "unavailable";
		if (mishap !== "too_slow") return mishap;
		const count = (slow.get(vendor) ?? 0) + 1;
		slow.set(vendor, count);
		return count <= MOST_TOO_SLOW ? mishap : "answer_lost";
	}

	sandbox.faults.decideBy((vendor, request) => {
		const { host, pathname } = new URL(request.url);
		const name = vendor === "slack" ? pathname.replace("/api/", "") : pathname;
		const token = request.headers.get("authorization") ?? "";
		const call: Call = {
			at: Date.now(),
			vendor,
			host,
			name,
			token,
			body: new URLSearchParams(),
			mishap: null,
		};
		calls.push(call);
		void request
			.clone()
			.text()
			.then((text) => {
				call.body = toParams(text);
			});
		if (trap?.isMeant(call)) {
			trap.caught();
			return { delayMs: CAUGHT_MS };
		}
		call.mishap = forecast(vendor, call);
		return call.mishap && toFault(call.mishap, random);
	});

	return {
		calls,
		set: (vendor, value) => void percent.set(vendor, value),
		pause() {
			const before = new Map(percent);
			percent.clear();
			return before;
		},
		resume(before) {
			for (const [vendor, value] of before) percent.set(vendor, value);
		},
		catchCall: (isMeant, withinMs) =>
			new Promise((resolve) => {
				const end = (isCaught: boolean) => {
					clearTimeout(timer);
					trap = null;
					resolve(isCaught);
				};
				const timer = setTimeout(() => end(false), withinMs);
				trap = { isMeant, caught: () => end(true) };
			}),
		loseTokenAnswer(host) {
			losingAt = host;
		},
	};
}

export function isTokenCall(name: string): boolean {
	return /^(\/services\/oauth2|\/oauth(\/v2)?)\/tokens?$/.test(name);
}

function toParams(text: string): URLSearchParams {
	return text.startsWith("{") ? new URLSearchParams(JSON.parse(text)) : new URLSearchParams(text);
}

function toFault(mishap: Mishap, random: Random): Fault {
	switch (mishap) {
		case "slow_down":
			return { status: 429, retryAfterSeconds: 1 };
		case "unavailable":
			return { status: 503 };
		case "server_error":
			return { status: random.pick([500, 502, 504]) };
		case "no_connection":
			return { drop: true };
		case "answer_lost":
			return { dropAnswer: true };
		case "too_slow":
			return { delayMs: TOO_SLOW_MS };
	}
}
