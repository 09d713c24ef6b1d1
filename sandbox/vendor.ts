/** What every simulated vendor is to the sandbox. */
export interface Vendor {
	readonly name: "slack" | "zendesk" | "zoho" | "salesforce";
	/** Whether this vendor answers for a real host name such as `acme.zendesk.com`. */
	ownsHost(host: string): boolean;
	/** Every request keeps the vendor's real address; API calls and browser pages alike. */
	fetch(request: Request): Promise<Response>;
	/** Back to the seed. */
	reset(): void;
	/** Does what has become due after the clock was moved: webhooks and events that are sent again. */
	tick?(): Promise<void>;
}

/** The vendors' clock: token ages and rate windows follow it. Milliseconds since 1970. */
export interface Clock {
	now(): number;
	advance(ms: number): void;
}

export function createClock(): Clock {
	let offset = 0;
	return {
		now: () => Date.now() + offset,
		advance: (ms) => {
			offset += ms;
		},
	};
}
