import type { Context } from "../../context.ts";
import { settings as table } from "../../db/schema.ts";
import { importHmacKey } from "../../lib/crypto.ts";

/** What `/setup` has taken so far. */
export interface Settings {
	/** Scheme and host of this deployment, for work that no request started. */
	origin: string | null;
	slackApp: SlackApp | null;
}

export interface SlackApp {
	appId: string;
	clientId: string;
	clientSecret: string;
	/** Imported signing secrets: the current one, and the previous one until it is dropped. */
	signingKeys: CryptoKey[];
}

/** Every setting by name; the sealed ones are secrets. */
export const SETTINGS = {
	origin: { sealed: false },
	slack_app_id: { sealed: false },
	slack_client_id: { sealed: false },
	slack_client_secret: { sealed: true },
	slack_signing_secret: { sealed: true },
	slack_previous_signing_secret: { sealed: true },
} as const;
export type SettingName = keyof typeof SETTINGS;

export const sealedSettings = (Object.keys(SETTINGS) as SettingName[]).filter(
	(name) => SETTINGS[name].sealed,
);

/** The longest that any isolate goes on with settings that were changed. */
const CACHE_MS = 10_000;
/** A request that doesn't fit the cached settings may ask for fresh ones this often. */
const MIN_RELOAD_MS = 1_000;

let cached: { settings: Settings; readAt: number; config: Context["config"] } | null = null;

/** Kept for ten seconds; `fresh` asks again, at most once a second. */
export async function loadSettings(ctx: Context, options: { fresh?: boolean } = {}): Promise<Settings> {
	const maxAge = options.fresh ? MIN_RELOAD_MS : CACHE_MS;
	if (cached && cached.config === ctx.config && ctx.now() - cached.readAt < maxAge) return cached.settings;
	const settings = toSettings(await readSettings(ctx));
	cached = { settings: await settings, readAt: ctx.now(), config: ctx.config };
	return cached.settings;
}

/** For work that makes no sense before setup is done. Throws `SetupIncomplete`. */
export async function requireOrigin(ctx: Context): Promise<string> {
	const { origin } = await loadSettings(ctx);
	if (!origin) throw new SetupIncomplete("origin");
	return origin;
}

/** Throws `SetupIncomplete`. */
export async function requireSlackApp(ctx: Context): Promise<SlackApp> {
	const { slackApp } = await loadSettings(ctx);
	if (!slackApp) throw new SetupIncomplete("slack");
	return slackApp;
}

/** Something that `/setup` asks for is not there yet. */
export class SetupIncomplete extends Error {
	override readonly name = "SetupIncomplete";
	readonly missing: "origin" | "slack";
	constructor(missing: "origin" | "slack") {
		super(`setup is incomplete: ${missing}`);
		this.missing = missing;
	}
}

/** What was read before holds no more. */
export function forgetSettings(): void {
	cached = null;
}

/** One setting as it was entered; null when it never was. */
export async function readSetting(ctx: Context, name: SettingName): Promise<string | null> {
	return (await readSettings(ctx)).get(name) ?? null;
}

async function readSettings(ctx: Context): Promise<Map<SettingName, string>> {
	const rows = await ctx.db.select().from(table);
	const values = new Map<SettingName, string>();
	for (const { name, value } of rows) {
		if (!isSettingName(name)) continue;
		values.set(name, SETTINGS[name].sealed ? await ctx.sealer.open(value, settingPlace(name)) : value);
	}
	return values;
}

async function toSettings(values: Map<SettingName, string>): Promise<Settings> {
	const appId = values.get("slack_app_id");
	const clientId = values.get("slack_client_id");
	const clientSecret = values.get("slack_client_secret");
	const secrets = [values.get("slack_signing_secret"), values.get("slack_previous_signing_secret")];
	const signingKeys = await Promise.all(secrets.filter((secret) => secret !== undefined).map(importHmacKey));
	const complete = appId && clientId && clientSecret && signingKeys.length > 0;
	return {
		origin: values.get("origin") ?? null,
		slackApp: complete ? { appId, clientId, clientSecret, signingKeys } : null,
	};
}

export function settingPlace(name: string) {
	return { table: "settings", column: "value", row: name, desk: "" };
}

function isSettingName(name: string): name is SettingName {
	return Object.hasOwn(SETTINGS, name);
}
