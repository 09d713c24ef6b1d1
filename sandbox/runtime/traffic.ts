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

/** The newest this many are kept. */
const MAX_EXCHANGES = 20_000;

export function createTraffic(): Traffic {
	let kept: Exchange[] = [];
	return {
		record(exchange) {
			kept.push(exchange);
			if (kept.length > MAX_EXCHANGES) kept = kept.slice(-MAX_EXCHANGES / 2);
		},
		exchanges: () => [...kept],
		clear() {
			kept = [];
		},
	};
}

/** One JSON object per line, without what says nothing about a vendor: lost answers and invented ones. */
export function toNdjson(exchanges: readonly Exchange[]): string {
	return exchanges
		.filter(({ status, invented }) => status > 0 && !invented)
		.map((exchange) => `${JSON.stringify(exchange)}\n`)
		.join("");
}
