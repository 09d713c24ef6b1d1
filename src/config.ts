import * as v from "valibot";
import type { DayLimits } from "./core/day-budget.ts";
import type { SealKey } from "./lib/crypto.ts";
import { fromBase64 } from "./lib/encoding.ts";

export interface Config {
	/** The first seals, all open. */
	sealKeys: SealKey[];
	setupToken: string;
	/** Of the hosting plan. */
	dayLimits: DayLimits;
}

/** A value that is missing or malformed, by name; what is wrong with it stays in the log's and page's words. */
export interface ConfigProblem {
	name: string;
	problem: "missing" | "malformed";
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] };

const SEAL_KEY_BYTES = 32;
const SETUP_TOKEN_MIN_LENGTH = 24;

const sealKeysSchema = v.pipe(
	v.string(),
	v.transform((text) => text.split(",").map((part) => parseSealKey(part.trim()))),
	v.array(v.custom<SealKey>((key) => key !== null)),
	v.minLength(1),
);

/** Empty: no limit by the day. */
const limitSchema = v.pipe(
	v.optional(v.string(), ""),
	v.trim(),
	v.regex(/^\d{0,15}$/),
	v.transform((text) => (text === "" ? null : Number(text))),
);

const schemas = {
	SEAL_KEYS: sealKeysSchema,
	SETUP_TOKEN: v.pipe(v.string(), v.minLength(SETUP_TOKEN_MIN_LENGTH)),
	ROWS_READ_PER_DAY: limitSchema,
	ROWS_WRITTEN_PER_DAY: limitSchema,
	QUEUE_OPERATIONS_PER_DAY: limitSchema,
} as const;

/** The only reader of the environment. Never throws: what is wrong is named on `/healthz` and `/setup`. */
export function parseConfig(env: Partial<Record<keyof typeof schemas, string>>): ConfigResult {
	const values = v.safeParse(v.object(schemas), env);
	if (values.success) {
		const { output } = values;
		const dayLimits = {
			rowsRead: output.ROWS_READ_PER_DAY,
			rowsWritten: output.ROWS_WRITTEN_PER_DAY,
			queueOperations: output.QUEUE_OPERATIONS_PER_DAY,
		};
		const config = { sealKeys: output.SEAL_KEYS, setupToken: output.SETUP_TOKEN, dayLimits };
		return { ok: true, config };
	}
	const wrong = new Set(values.issues.map(({ path }) => path?.[0]?.key));
	const names = Object.keys(schemas).filter((name) => wrong.has(name));
	const problems = names.map((name) => ({ name, problem: toProblem(env[name as keyof typeof schemas]) }));
	return { ok: false, problems };
}

function toProblem(value: string | undefined): ConfigProblem["problem"] {
	return value ? "malformed" : "missing";
}

/** `id:base64 of 32 bytes`. */
function parseSealKey(text: string): SealKey | null {
	const match = /^([\w-]{1,16}):(.+)$/.exec(text);
	const bytes = match?.[2] ? fromBase64(match[2]) : null;
	if (!match?.[1] || bytes?.length !== SEAL_KEY_BYTES) return null;
	return { id: match[1], bytes };
}

const results = new WeakMap<object, ConfigResult>();

/** `parseConfig`, once per environment object. */
export function readConfig(env: Env): ConfigResult {
	const known = results.get(env);
	if (known) return known;
	const result = parseConfig(env);
	results.set(env, result);
	return result;
}

/** For work that can't go on without a configuration. Throws `ConfigError`. */
export function requireConfig(env: Env): Config {
	const result = readConfig(env);
	if (!result.ok) throw new ConfigError(result.problems);
	return result.config;
}

export class ConfigError extends Error {
	override readonly name = "ConfigError";
	readonly problems: ConfigProblem[];
	constructor(problems: ConfigProblem[]) {
		super(problems.map(({ name, problem }) => `${name} is ${problem}`).join(", "));
		this.problems = problems;
	}
}
