import type { Context } from "../../context.ts";
import { settings as table } from "../../db/schema.ts";
import { type Actor, type Change, recordChange } from "../audit/record.ts";
import { forgetSettings, readSetting, SETTINGS, type SettingName, settingPlace } from "./settings.ts";

/** Whoever has the setup token: nobody knows more of them. */
export const SETUP: Actor = { kind: "setup", id: null, name: null };

/** What each is called in the log. `null`: follows from another one. */
const FIELDS: Record<SettingName, string | null> = {
	origin: "origin",
	slack_app_id: "slackApp",
	slack_client_id: "slackClient",
	slack_client_secret: "secretReplaced",
	slack_signing_secret: "signingSecretReplaced",
	slack_previous_signing_secret: null,
};

/** Writes what differs from what is kept, secrets sealed, with its row of the log. Empty values are left as they are. */
export async function saveSettings(
	ctx: Context,
	values: Partial<Record<SettingName, string>>,
	actor: Actor = SETUP,
): Promise<void> {
	const changed: [name: SettingName, from: string | null, to: string][] = [];
	for (const [name, to] of Object.entries(values) as [SettingName, string][]) {
		if (!to) continue;
		const from = await readKnown(ctx, name);
		if (from !== to) changed.push([name, from, to]);
	}
	const rows = await Promise.all(changed.map(([name, , to]) => toRow(ctx, name, to)));
	const [first, ...rest] = rows.map((row) => write(ctx, row));
	if (!first) return;
	await ctx.db.batch([first, ...rest, ...toChanges(changed).map((change) => record(ctx, actor, change))]);
	forgetSettings();
}

/** What can't be opened any more is another value than any. */
async function readKnown(ctx: Context, name: SettingName): Promise<string | null> {
	try {
		return await readSetting(ctx, name);
	} catch {
		return null;
	}
}

async function toRow(ctx: Context, name: SettingName, text: string) {
	const value = SETTINGS[name].sealed ? await ctx.sealer.seal(text, settingPlace(name)) : text;
	return { name, value, updatedAt: ctx.now() };
}

function write(ctx: Context, row: Awaited<ReturnType<typeof toRow>>) {
	const { value, updatedAt } = row;
	return ctx.db
		.insert(table)
		.values(row)
		.onConflictDoUpdate({ target: table.name, set: { value, updatedAt } });
}

interface SettingsChange {
	action: string;
	details: NonNullable<Change["details"]>;
}

function toChanges(changed: readonly [SettingName, string | null, string][]): SettingsChange[] {
	const origin: SettingsChange = { action: "settings.origin_saved", details: {} };
	const slackApp: SettingsChange = { action: "settings.slack_app_saved", details: {} };
	for (const [name, from, to] of changed) {
		const field = FIELDS[name];
		if (field === null) continue;
		const { details } = name === "origin" ? origin : slackApp;
		if (SETTINGS[name].sealed) details[field] = true;
		else Object.assign(details, { [`${field}.from`]: from, [`${field}.to`]: to });
	}
	return [origin, slackApp].filter(({ details }) => Object.keys(details).length > 0);
}

function record(ctx: Context, actor: Actor, change: SettingsChange) {
	return recordChange(ctx, { deskId: null, actor, subject: "settings:setup", ...change });
}
