import { and, eq, getTableName, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../../context.ts";
import { credentials, desks, settings, slackTeams } from "../../db/schema.ts";
import { deskWebhooks } from "../../db/schema-hearing.ts";
import { orgs } from "../../db/schema-sync.ts";
import type { SealPlace } from "../../lib/crypto.ts";
import { clientSecretPlace } from "../desks/client-secret.ts";
import { webhookSecretPlace } from "../hearing/webhook-secret.ts";
import { orgSecretPlace } from "../orgs/client.ts";
import { sealedSettings, settingPlace } from "../settings/settings.ts";
import { botTokenPlace } from "../workspaces/bot-token.ts";

/** Sealed values that live longer than a sign-in. A grant's own are sealed anew by its object. */
interface SealedColumn {
	table: SQLiteTable;
	key: SQLiteColumn;
	value: SQLiteColumn;
	set: (sealed: string) => Record<string, string>;
	place: (row: string) => SealPlace;
}

const COLUMNS: readonly SealedColumn[] = [
	{
		table: desks,
		key: desks.id,
		value: desks.clientSecretSealed,
		set: (clientSecretSealed) => ({ clientSecretSealed }),
		place: clientSecretPlace,
	},
	{
		table: orgs,
		key: orgs.id,
		value: orgs.clientSecretSealed,
		set: (clientSecretSealed) => ({ clientSecretSealed }),
		place: orgSecretPlace,
	},
	{
		table: slackTeams,
		key: slackTeams.teamId,
		value: slackTeams.botTokenSealed,
		set: (botTokenSealed) => ({ botTokenSealed }),
		place: botTokenPlace,
	},
	{
		table: deskWebhooks,
		key: deskWebhooks.deskId,
		value: deskWebhooks.secretSealed,
		set: (secretSealed) => ({ secretSealed }),
		place: webhookSecretPlace,
	},
	{
		table: settings,
		key: settings.name,
		value: settings.value,
		set: (value) => ({ value }),
		place: settingPlace,
	},
];

/**
 * Seals with the newest key what an older one sealed, a few values at a time. Answers the grants whose objects
 * have to do the same. With one key there is nothing to do and nothing is read.
 */
export async function resealSome(ctx: Context, limit: number): Promise<string[]> {
	if (ctx.config.sealKeys.length < 2) return [];
	for (const column of COLUMNS) await resealColumn(ctx, column, limit);
	const grants = await ctx.db
		.select({ id: credentials.id })
		.from(credentials)
		.where(isStale(ctx, credentials.accessTokenSealed))
		.limit(limit);
	return grants.map(({ id }) => id);
}

/** How many values would not open any more without an older key. */
export async function countStale(ctx: Context): Promise<number> {
	let stale = 0;
	for (const { table, value, key } of [
		...COLUMNS,
		{ table: credentials, value: credentials.accessTokenSealed, key: credentials.id },
	]) {
		stale += await ctx.db.$count(table, and(isStale(ctx, value), isSealed(table, key)));
	}
	return stale;
}

async function resealColumn(ctx: Context, column: SealedColumn, limit: number): Promise<void> {
	const { table, key, value, set, place } = column;
	const rows = await ctx.db
		.select({ id: key, sealed: value })
		.from(table)
		.where(and(isStale(ctx, value), isSealed(table, key)))
		.limit(limit);
	for (const row of rows) {
		const [id, sealed] = [String(row.id), String(row.sealed)];
		const opened = await ctx.sealer.open(sealed, place(id)).catch(() => null);
		if (opened === null) {
			// Its key is gone, as `/healthz` goes on counting: the others are sealed anew all the same.
			ctx.log.error("seal.unreadable", { table: getTableName(table), row: id });
			continue;
		}
		const renewed = await ctx.sealer.seal(opened, place(id));
		// Only over the value that was read: somebody may have saved a new one meanwhile.
		await ctx.db
			.update(table)
			.set(set(renewed))
			.where(and(eq(key, id), eq(value, sealed)));
	}
}

function isStale(ctx: Context, value: SQLiteColumn) {
	const current = `${ctx.config.sealKeys[0]?.id}.`;
	return sql`${value} <> '' and substr(${value}, 1, ${current.length}) <> ${current}`;
}

/** Of the settings only some are sealed. */
function isSealed(table: SQLiteTable, key: SQLiteColumn) {
	return table === settings ? sql`${key} in ${sealedSettings}` : undefined;
}
