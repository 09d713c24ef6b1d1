import type { Exchange } from "../../sandbox/runtime/traffic.ts";
import { readD1 } from "./chaos-objects.ts";
import type { Weather } from "./chaos-weather.ts";
import type { SyncWorld } from "./sync-chaos-world.ts";

/** What was done to records, by their ids. */
export interface History {
	note(ids: readonly string[], what: string): void;
	of(id: string): readonly Line[];
}

interface Line {
	at: number;
	what: string;
}

const MOST_LINES = 60;
const MOST_TEXT = 400;

export function createHistory(): History {
	const lines = new Map<string, Line[]>();
	return {
		note(ids, what) {
			for (const id of ids) lines.set(id, [...(lines.get(id) ?? []), { at: Date.now(), what }]);
		},
		of: (id) => lines.get(id) ?? [],
	};
}

/**
 * Everything that is known of one record, in its order: what was done to it, where it was read, what was sent to the
 * desk with which answer, and what is stored of it.
 */
export async function explain(
	{ sandbox }: SyncWorld,
	history: History,
	weather: Weather,
	record: { recordId: string; deskIds: readonly string[] },
): Promise<string> {
	const { recordId, deskIds } = record;
	const mishaps = new Map(weather.calls.map(({ at, name, mishap }) => [`${name} ${at}`, mishap]));
	const mishapOf = ({ at, url }: Exchange) => {
		const { pathname } = new URL(url);
		// Decided upon a moment before it is written down.
		for (let late = 0; late < 50; late++) {
			const found = mishaps.get(`${pathname} ${at - late}`);
			if (found !== undefined) return found;
		}
		return null;
	};
	const exchanges = sandbox.traffic();
	const jobs = new Set<string>();
	const lines: Line[] = [...history.of(recordId)];
	for (const exchange of exchanges) {
		const parts = [
			...findParts(exchange.requestBody, recordId, deskIds).map((part) => `sent ${part}`),
			...findParts(exchange.responseBody, recordId, deskIds).map((part) => `read ${part}`),
		];
		const jobId = /"job_status":\{"id":"([0-9a-f]+)"/.exec(exchange.responseBody ?? "")?.[1];
		if (parts.some((part) => part.startsWith("sent")) && jobId) jobs.add(jobId);
		if (parts.length === 0) continue;
		const { method, url, status } = exchange;
		const mishap = mishapOf(exchange);
		const said = `${method} ${new URL(url).pathname} ${status}${mishap ? ` (${mishap})` : ""}`;
		lines.push({ at: exchange.at, what: [said, ...parts].join("\n      ") });
	}
	for (const { at, url, status, responseBody } of exchanges) {
		const asked = [...jobs].filter((id) => url.includes("/job_statuses/") && url.includes(id));
		if (asked.length > 0)
			lines.push({ at, what: `job ${asked.map((id) => id.slice(0, 6))}: ${status} ${responseBody?.length}` });
	}
	for (const line of sandbox.logs()) {
		const text = JSON.stringify(line);
		if (text.includes(recordId)) lines.push({ at: 0, what: text });
	}
	const stored = [
		...(await readD1(sandbox, "select * from links where record_id = ?1", recordId)),
		...(await readD1(
			sandbox,
			`select record_id, kind, object, reason, state, attempts, first_at, last_at from sync_issues
			where record_id = ?1`,
			recordId,
		)),
	];
	const told = lines.sort((a, b) => a.at - b.at).map(({ at, what }) => `   ${toClock(at)} ${what}`);
	return [
		`${recordId} (${deskIds})`,
		...shorten(told),
		...stored.map((row) => `   ${JSON.stringify(row)}`),
	].join("\n");
}

function shorten(lines: readonly string[]): readonly string[] {
	if (lines.length <= MOST_LINES) return lines;
	return [...lines.slice(0, MOST_LINES / 2), "   …", ...lines.slice(-MOST_LINES / 2)];
}

function toClock(at: number): string {
	return new Date(at).toISOString().slice(11, 23);
}

/** The innermost objects of a body that name the record or its counterpart. */
function findParts(body: string | null, recordId: string, deskIds: readonly string[]): string[] {
	if (!body || ![recordId, ...deskIds].some((id) => body.includes(id))) return [];
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return [];
	}
	const found: string[] = [];
	const visit = (value: unknown): void => {
		if (typeof value !== "object" || value === null) return;
		const own = Array.isArray(value)
			? []
			: Object.entries(value).filter(([, one]) => typeof one !== "object" || one === null);
		const isIts = own.some(
			([key, one]) =>
				one === recordId ||
				(key !== "organization_id" && deskIds.includes(String(one)) && key.endsWith("id")),
		);
		if (isIts) found.push(JSON.stringify(Object.fromEntries(own)).slice(0, MOST_TEXT));
		else for (const inner of Object.values(value)) visit(inner);
	};
	visit(parsed);
	return found;
}
