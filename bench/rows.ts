import { writeFileSync } from "node:fs";

/** One figure. `ratio` is value ÷ against. */
export interface Row {
	name: string;
	value: number;
	unit: string;
	against: number | null;
	ratio: number | null;
	/** What `against` is, how much the rounds differed, and whatever else explains the figure. */
	note: string;
}

type Target = { of: "value" | "ratio" } & ({ atLeast: number } | { atMost: number });

const TARGETS: Readonly<Record<string, Target>> = {
	"command.help.vs_bare": { of: "ratio", atLeast: 0.85 },
	"command.help.vs_slack_edge": { of: "ratio", atLeast: 1.1 },
	"command.help.cpu_vs_bare": { of: "ratio", atMost: 3 },
	"command.ticket.cpu_vs_bare": { of: "ratio", atMost: 3 },
	"command.ticket.d1_queries": { of: "value", atMost: 1 },
	"command.ticket.object_calls": { of: "value", atMost: 0 },
	"command.ticket.desk_calls.zendesk": { of: "value", atMost: 2 },
	// The third, side by side with the second, is the blueprint.
	"command.ticket.desk_calls.zoho": { of: "value", atMost: 3 },
	// A card goes without a blueprint that takes longer.
	"command.ticket.slow_blueprint": { of: "value", atMost: 2_000 },
	// It writes, and also sends to the queue.
	"webhook.accepted.vs_bare": { of: "ratio", atLeast: 0.5 },
	"webhook.accepted.cpu_vs_bare": { of: "ratio", atMost: 3 },
	"webhook.accepted.d1_queries": { of: "value", atMost: 1 },
	"webhook.accepted.queue_sends": { of: "value", atMost: 1 },
	"webhook.accepted.vendor_calls": { of: "value", atMost: 0 },
	"event.posted.desk_calls": { of: "value", atMost: 3 },
	"event.posted.slack_calls": { of: "value", atMost: 1 },
	"event.posted.object_calls": { of: "value", atMost: 2 },
	"event.posted.d1_queries": { of: "value", atMost: 12 },
	// The free plan's day has 100,000 written rows and five million read ones.
	"event.posted.d1_rows_read": { of: "value", atMost: 100 },
	"event.posted.d1_rows_written": { of: "value", atMost: 15 },
	"event.posted.queue_sends": { of: "value", atMost: 1 },
	// All objects in one composite.
	"sync.unchanged.crm_queries": { of: "value", atMost: 1 },
	"sync.unchanged.desk_calls": { of: "value", atMost: 0 },
	"sync.changed.calls": { of: "ratio", atMost: 1.1 },
	"sync.changed.polls_per_job": { of: "value", atMost: 3 },
	"sync.d1_rows_read_per_record": { of: "value", atMost: 3 },
	// The rest is for the token, and for what is read once.
	"sync.zoho.changed.calls": { of: "ratio", atMost: 1.1 },
	"sync.zoho.new.calls": { of: "ratio", atMost: 1.1 },
	"sync.zoho.subrequests_per_alarm": { of: "value", atMost: 49 },
	"sync.single.new.calls": { of: "ratio", atMost: 1.1 },
	"sync.single.subrequests_per_alarm": { of: "value", atMost: 49 },
	"sync.backfill.vs_script": { of: "ratio", atLeast: 1 },
	"sync.backfill.heap_growth": { of: "value", atMost: 32 },
	// The free plan's invocation has 50.
	"sync.backfill.subrequests_per_alarm": { of: "value", atMost: 49 },
	// An alarm has 15 minutes of the platform; thirty seconds are ours.
	"sync.backfill.alarm_ms": { of: "value", atMost: 20_000 },
	"sync.backfill.polls_per_job": { of: "value", atMost: 3 },
	"sync.backfill.d1_rows_read_per_record": { of: "value", atMost: 3 },
	"bundle.gzip_bytes": { of: "value", atMost: 130_000 },
	"settings.disabled_refused_after": { of: "value", atMost: 10 },
};

/** Of every page alike. */
const PAGE_TARGETS: readonly [name: RegExp, target: Target][] = [
	[/^(?:page|file)\..*\.ms$/, { of: "ratio", atMost: 3 }],
	// The free plan gives a request 10 ms. A file is thousands of rows, whoever asks for it.
	[/^page\..*\.cpu$/, { of: "ratio", atMost: 8 }],
	// Which rows fit a filter differs by a few.
	[/^(?:page|file)\..*\.d1_rows_read$/, { of: "ratio", atMost: 1.05 }],
];

function targetOf(name: string): Target | undefined {
	return TARGETS[name] ?? PAGE_TARGETS.find(([names]) => names.test(name))?.[1];
}

export interface JudgedRow extends Row {
	/** As a person writes it: `ratio ≥ 0.85`; null where there is none. */
	target: string | null;
	holds: boolean | null;
}

export function judge(row: Row): JudgedRow {
	const target = targetOf(row.name);
	const figure = target && row[target.of];
	if (!target || figure === null || figure === undefined) return { ...row, target: null, holds: null };
	return "atLeast" in target
		? { ...row, target: `${target.of} ≥ ${target.atLeast}`, holds: figure >= target.atLeast }
		: { ...row, target: `${target.of} ≤ ${target.atMost}`, holds: figure <= target.atMost };
}

export function writeResult(file: string, about: object, rows: readonly JudgedRow[]): void {
	writeFileSync(file, `${JSON.stringify({ ...about, rows }, null, "\t")}\n`);
}
