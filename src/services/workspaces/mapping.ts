import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import type { MappingMode } from "../../core/notification-settings.ts";
import type { Department } from "../../core/ticket.ts";
import { mappings, slackTeams, type workspaces } from "../../db/schema.ts";
import { isVendorError } from "../../lib/errors.ts";
import { openBotToken } from "./bot-token.ts";
import { findMoves } from "./channel-moves.ts";
import { checkChannel, DIRECT } from "./check-channel.ts";
import { ALL_DEPARTMENTS } from "./connect-workspace.ts";
import { type EditRefusal, findEditable, type WorkspaceEdit, writeEdit } from "./edit-workspace.ts";
import { wakeTeam } from "./wake-team.ts";

const CALL_TIMEOUT_MS = 8_000;
/** Each takes up to two calls to Slack, and an invocation has 50 on the free plan. */
export const MAX_NEW_CHANNELS = 18;

export type MappingResult =
	/** `shared`: channels that another company reads too. `waiting`: those the app has to be invited to. */
	| { ok: true; shared: string[]; waiting: string[] }
	| EditRefusal
	| { ok: false; reason: "department_twice" | "department_unknown"; departmentId: string }
	| { ok: false; reason: "channel"; channelId: string; problem: "unknown" | "archived" }
	| { ok: false; reason: "too_many" }
	/** The team's token is gone, or Slack doesn't answer: its error word. */
	| { ok: false; reason: "slack"; code: string };

type Row = typeof mappings.$inferSelect;
type Choice = { department: Department; channelId: string };

/** All departments, new ones and tickets without one included, to one channel. Replaces what was mapped. */
export function setAllToOne(
	ctx: Context,
	edit: WorkspaceEdit,
	input: { channelId: string },
): Promise<MappingResult> {
	const all = { id: ALL_DEPARTMENTS, name: "" };
	return replaceMapping(ctx, edit, "all", [{ department: all, channelId: input.channelId }]);
}

/**
 * Each department to its own channel; those that are not named go nowhere. Replaces what was mapped. `known` are
 * the desk's departments, so that none is mapped that isn't there.
 */
export async function setEach(
	ctx: Context,
	edit: WorkspaceEdit,
	input: { choices: readonly { departmentId: string; channelId: string }[]; known: readonly Department[] },
): Promise<MappingResult> {
	const seen = new Set<string>();
	const choices: Choice[] = [];
	for (const { departmentId, channelId } of input.choices) {
		if (seen.has(departmentId)) return { ok: false, reason: "department_twice", departmentId };
		seen.add(departmentId);
		const department = input.known.find(({ id }) => id === departmentId);
		if (!department) return { ok: false, reason: "department_unknown", departmentId };
		choices.push({ department, channelId });
	}
	return replaceMapping(ctx, edit, "each", choices);
}

async function replaceMapping(
	ctx: Context,
	edit: WorkspaceEdit,
	mode: MappingMode,
	choices: readonly Choice[],
): Promise<MappingResult> {
	const found = await findEditable(ctx, edit);
	if (!found) return { ok: false, reason: "not_found" };
	if (found.refusal === "disabled") return { ok: false, reason: "disabled" };
	const before = await readMapping(ctx, found.row);
	if (found.row.mode === mode && isSame(before, choices)) return { ok: true, shared: [], waiting: [] };
	if (found.refusal) return { ok: false, reason: found.refusal };

	const checked = await checkChannels(ctx, found.row, before, choices);
	if (!checked.ok) return checked;
	const rows = choices.flatMap(({ department, channelId }) => {
		const channel = checked.channels.get(channelId);
		return channel ? [{ departmentId: department.id, departmentName: department.name, ...channel }] : [];
	});
	const result = await writeEdit(ctx, edit, {
		action: "workspace.mapping_changed",
		details: {
			"mode.from": found.row.mode,
			"mode.to": mode,
			from: toText(before),
			to: toText(rows),
		},
		set: { mode },
		also: (condition) => [
			ctx.db
				.delete(mappings)
				.where(
					sql`${mappings.deskId} = ${edit.deskId} and ${mappings.teamId} = ${found.row.teamId} and ${condition}`,
				),
			// In the order of the table's columns.
			ctx.db.insert(mappings).select(sql`
				select ${edit.deskId}, ${found.row.teamId}, j.value ->> 'departmentId', j.value ->> 'id',
					j.value ->> 'name', j.value ->> 'kind', j.value ->> 'state', j.value ->> 'departmentName',
					null, null, ${ctx.now()}
				from json_each(${JSON.stringify(rows)}) j where ${condition}`),
		],
	});
	if (!result.ok) return result;
	const after = rows.map(({ departmentId, id }) => ({ departmentId, channelId: id }));
	await wakeTeam(ctx, found.row.teamId, findMoves(edit.workspaceId, before, after));
	const waiting = [...checked.channels.values()].filter(({ state }) => state === "needs_invite");
	return { ok: true, shared: checked.shared, waiting: waiting.map(({ id, name }) => name || id) };
}

interface KnownChannel {
	id: string;
	name: string;
	kind: Row["channelKind"];
	state: Row["state"];
}

/** By what was chosen. A channel that works already isn't asked for again. */
async function checkChannels(
	ctx: Context,
	workspace: typeof workspaces.$inferSelect,
	before: readonly Row[],
	choices: readonly Choice[],
): Promise<
	{ ok: true; channels: Map<string, KnownChannel>; shared: string[] } | Exclude<MappingResult, { ok: true }>
> {
	const channels = new Map<string, KnownChannel>();
	for (const row of before)
		if (row.state === "ready" && !row.trouble) channels.set(row.channelId, toKnown(row));
	const chosen = [...new Set(choices.map(({ channelId }) => channelId))];
	const unknown = chosen.filter((id) => !channels.has(id));
	if (unknown.length > MAX_NEW_CHANNELS) return { ok: false, reason: "too_many" };
	const [team] = await ctx.db.select().from(slackTeams).where(eq(slackTeams.teamId, workspace.teamId));
	const token = team ? await openBotToken(ctx, team) : null;
	if (!token) return { ok: false, reason: "slack", code: "not_connected" };
	const slack = ctx.slack(token, ctx.call(CALL_TIMEOUT_MS));
	const shared: string[] = [];
	for (const channelId of unknown) {
		try {
			// A direct message's own id is nothing that can be looked up: it is opened anew.
			const isDirect = before.some((row) => row.channelId === channelId && row.channelKind === "direct");
			const wanted = isDirect ? DIRECT : channelId;
			const checked = await checkChannel(slack, wanted, workspace.connectedByUserId);
			if (!checked.ok) return { ok: false, reason: "channel", channelId, problem: checked.problem };
			channels.set(channelId, checked.channel);
			if (checked.isShared) shared.push(checked.channel.name || channelId);
		} catch (error) {
			if (!isVendorError(error)) throw error;
			return { ok: false, reason: "slack", code: error.code ?? error.kind };
		}
	}
	const used = new Map([...channels].filter(([id]) => chosen.includes(id)));
	return { ok: true, channels: used, shared };
}

function readMapping(ctx: Context, place: { deskId: string; teamId: string }): Promise<Row[]> {
	return ctx.db
		.select()
		.from(mappings)
		.where(and(eq(mappings.deskId, place.deskId), eq(mappings.teamId, place.teamId)));
}

function isSame(before: readonly Row[], choices: readonly Choice[]): boolean {
	const isWell = before.every(({ state, trouble }) => state === "ready" && trouble === null);
	const isThere = ({ department, channelId }: Choice) =>
		before.some((row) => row.departmentId === department.id && row.channelId === channelId);
	return isWell && before.length === choices.length && choices.every(isThere);
}

function toKnown(row: Row): KnownChannel {
	return { id: row.channelId, name: row.channelName, kind: row.channelKind, state: row.state };
}

/** For the log: which department goes where. */
function toText(rows: readonly { departmentId: string; id?: string; channelId?: string }[]): string {
	return rows.map((row) => `${row.departmentId}→${row.channelId ?? row.id}`).join(" ");
}
