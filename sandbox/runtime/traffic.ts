/** One exchange with a vendor; the bodies are the raw text. */
export interface Exchange {
	at: number;
	method: string;
	url: string;
	requestHeaders: Record<string, string>;
	requestBody: string | null;
	/** 0 when the answer was lost on purpose. */
	status: number;
	/** A fault's own answer, which no vendor would give. */
	invented?: boolean;
	responseHeaders: Record<string, string>;
	responseBody: string | null;
}

export interface Traffic {
	record(exchange: Exchange): void;
	exchanges(): Exchange[];
	clear(): void;
}

/** The newest this many are kept, and no more than this many characters of what they said. */
const MAX_EXCHANGES = 20_000;
const MAX_CHARACTERS = 250_000_000;

export function createTraffic(): Traffic {
	let kept: Exchange[] = [];
	let characters = 0;
	return {
		record(exchange) {
			kept.push(exchange);
			characters += sizeOf(exchange);
			if (kept.length <= MAX_EXCHANGES && characters <= MAX_CHARACTERS) return;
			kept = kept.slice(-Math.min(MAX_EXCHANGES, kept.length) / 2);
			characters = kept.reduce((sum, one) => sum + sizeOf(one), 0);
		},
		exchanges: () => [...kept],
		clear() {
			kept = [];
			characters = 0;
		},
	};
}

function sizeOf({ requestBody, responseBody }: Exchange): number {
	return (requestBody?.length ?? 0) + (responseBody?.length ?? 0);
}

/** One JSON object per line, without what says nothing about a vendor: lost answers and invented ones. */
export function toNdjson(exchanges: readonly Exchange[]): string {
	return exchanges
		.filter(({ status, invented }) => status > 0 && !invented)
		.map((exchange) => `${JSON.stringify(exchange)}\n`)
		.join("");
}
