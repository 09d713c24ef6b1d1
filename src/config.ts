import * as v from "valibot";
import type { SealKey } from "./lib/crypto.ts";
import { fromBase64 } from "./lib/encoding.ts";

export interface Config {
	/** The first seals, all open. */
	sealKeys: SealKey[];
	setupToken: string;
}

/** A secret that is missing or malformed, by name; what is wrong with it stays in the log's and page's words. */
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

const schemas = {
	SEAL_KEYS: sealKeysSchema,
	SETUP_TOKEN: v.pipe(v.string(), v.minLength(SETUP_TOKEN_MIN_LENGTH)),
} as const;

/** The only reader of the environment. Never throws: what is wrong is named on `/healthz` and `/setup`. */
export function parseConfig(env: Partial<Record<keyof typeof schemas, string>>): ConfigResult {
	const sealKeys = v.safeParse(schemas.SEAL_KEYS, env.SEAL_KEYS);
	const setupToken = v.safeParse(schemas.SETUP_TOKEN, env.SETUP_TOKEN);
	if (sealKeys.success && setupToken.success) {
		return { ok: true, config: { sealKeys: sealKeys.output, setupToken: setupToken.output } };
	}
	const problems: ConfigProblem[] = [];
	if (!sealKeys.success) problems.push({ name: "SEAL_KEYS", problem: toProblem(env.SEAL_KEYS) });
	if (!setupToken.success) problems.push({ name: "SETUP_TOKEN", problem: toProblem(env.SETUP_TOKEN) });
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
