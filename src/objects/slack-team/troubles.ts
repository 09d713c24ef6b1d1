import type { Context } from "../../context.ts";
import type { NewDelivery } from "../../core/delivery.ts";
import {
	type ChannelAdministrator,
	clearChannelTrouble,
	clearTeamTrouble,
	findAdministrators,
	markChannelTrouble,
	markTeamTrouble,
	type TeamNow,
} from "../../db/deliveries.ts";
import { requireOrigin } from "../../services/settings/settings.ts";
import { acceptDeliveries } from "./accept.ts";

/** Troubles dealt with in one run: each takes a few queries. */
const MAX_TOLD = 4;

const SOON_MS = 5 * 60_000;
const LATER_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;

export type TroubleKind = "channel" | "scope";

type TroubleRow = { place: string; kind: TroubleKind; code: string; since_at: number; is_over: number };

/** Remembers what doesn't work. Answers when to try again. */
export function noteTrouble(
	sql: SqlStorage,
	trouble: { place: string; kind: TroubleKind; code: string; now: number },
): number {
	const { place, kind, code, now } = trouble;
	sql.exec(
		`insert into troubles (place, kind, code, since_at) values (?1, ?2, ?3, ?4)
		on conflict (place) do update set is_over = 0, is_told = is_told and code = excluded.code, code = excluded.code`,
		place,
		kind,
		code,
		now,
	);
	const [row] = sql.exec<{ since_at: number }>("select since_at from troubles where place = ?", place);
	return now + (now - (row?.since_at ?? now) < HOUR_MS ? SOON_MS : LATER_MS);
}

/** It works again. */
export function endTrouble(sql: SqlStorage, place: string): void {
	sql.exec("update troubles set is_over = 1 where place = ?", place);
}

export function hasUntold(sql: SqlStorage): boolean {
	return [...sql.exec("select 1 from troubles where is_told = 0 or is_over = 1 limit 1")].length > 0;
}

/** Marks in D1 what began, which the administrators are told of, and takes away what ended. */
export async function tellTroubles(
	ctx: Context,
	storage: DurableObjectStorage,
	team: TeamNow,
): Promise<void> {
	const { sql } = storage;
	const rows = [
		...sql.exec<TroubleRow>(
			"select place, kind, code, since_at, is_over from troubles where is_told = 0 or is_over = 1 limit ?",
			MAX_TOLD,
		),
	];
	for (const row of rows) {
		if (row.is_over) {
			await endMark(ctx, sql, team, row);
			continue;
		}
		const messages = await beginMark(ctx, team, row);
		if (messages.length > 0) await acceptDeliveries(storage, ctx, messages);
		// Last: whoever is killed before says the same once more, which changes nothing where it was said.
		sql.exec("update troubles set is_told = 1 where place = ? and code = ?", row.place, row.code);
	}
}

/** Answers what the administrators are to be told. Several methods that lack one scope are one trouble. */
async function beginMark(ctx: Context, { teamId }: TeamNow, row: TroubleRow): Promise<NewDelivery[]> {
	const { place, kind, code } = row;
	const db = ctx.db.$client;
	const now = ctx.now();
	if (kind === "channel") {
		const marked = await markChannelTrouble(db, { teamId, channelId: place, code, now });
		const key = `trouble:${place}:${code}:${row.since_at}`;
		const about = { key, code: marked.code, channelId: place };
		return toMessages(about, marked.administrators, await originOf(ctx), now);
	}
	const since = await markTeamTrouble(db, { teamId, code, now });
	const administrators = await findAdministrators(db, { teamId, channelId: null, deskIds: null });
	const key = `trouble:${code}:${since}`;
	return toMessages({ key, code, channelId: null }, administrators, await originOf(ctx), now);
}

async function endMark(ctx: Context, sql: SqlStorage, { teamId }: TeamNow, { place, kind }: TroubleRow) {
	const db = ctx.db.$client;
	if (kind === "channel") await clearChannelTrouble(db, teamId, place);
	else await clearTeamTrouble(db, teamId);
	sql.exec("delete from troubles where place = ? and is_over = 1", place);
}

/** One message to each administrator, however many desks share the channel. */
function toMessages(
	{ key, code, channelId }: { key: string; code: string; channelId: string | null },
	administrators: readonly ChannelAdministrator[],
	origin: string,
	now: number,
): NewDelivery[] {
	const people = Map.groupBy(administrators, ({ slackUserId }) => slackUserId);
	return [...people].flatMap(([slackUserId, [first]]) => {
		if (!first) return [];
		const { workspaceId, desk, locale, channelName } = first;
		return {
			key: `${key}:${slackUserId}`,
			workspaceId,
			desk,
			destination: { kind: "direct", slackUserId },
			locale,
			at: now,
			notBefore: 0,
			content: {
				kind: "trouble",
				code,
				channelId,
				channelName: channelName || null,
				settingsUrl: `${origin}/admin/workspaces/${workspaceId}`,
			},
			notSent: null,
		};
	});
}

async function originOf(ctx: Context): Promise<string> {
	return requireOrigin(ctx).catch(() => "");
}
