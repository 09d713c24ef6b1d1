import { and, eq, inArray, lte, sql } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import { commandSchema } from "../../core/command.ts";
import { commands } from "../../db/schema.ts";
import { parseJson } from "../../lib/http.ts";
import type { LocalizedRequest } from "./request.ts";

/** Slack's address for the answer lives as long. */
const LIFETIME_MS = 30 * 60_000;
/** How long one attempt may hold a row: its deadline of 25 s and the way to Slack. */
const LEASE_MS = 32_000;

const requestSchema = v.object({
	command: commandSchema,
	cursor: v.nullable(v.string()),
	from: v.number(),
	replacesMessage: v.boolean(),
});

/** Puts a command on the queue: the row is written before anything is promised, the message only makes it fast. */
export async function deferCommand(ctx: Context, request: LocalizedRequest): Promise<void> {
	const id = ctx.newId();
	await ctx.db.insert(commands).values(await toRow(ctx, id, request, "queued"));
	await sendToQueue(ctx, [id]);
}

/** Keeps a command until its person has signed in: the latest one per person and desk. */
export async function holdCommand(
	ctx: Context,
	request: LocalizedRequest & { deskId: string },
): Promise<void> {
	const id = ctx.newId();
	await ctx.db.batch([
		ctx.db.delete(commands).where(isWaitingFor(request)),
		ctx.db.insert(commands).values(await toRow(ctx, id, request, "waiting_for_sign_in")),
	]);
}

/** After a sign-in: what waited for it goes on the queue. Answers how many. */
export async function releaseCommands(
	ctx: Context,
	person: { deskId: string; teamId: string; userId: string },
): Promise<number> {
	const released = await ctx.db
		.update(commands)
		.set({ state: "queued", nextAt: ctx.now() })
		.where(isWaitingFor(person))
		.returning({ id: commands.id });
	const ids = released.map(({ id }) => id);
	await sendToQueue(ctx, ids);
	return ids.length;
}

export type ClaimedCommand = LocalizedRequest & { id: string; attempts: number };

/** Takes a due command for one attempt; null when it is done, waiting, or another attempt is under way. */
export async function claimCommand(ctx: Context, id: string): Promise<ClaimedCommand | null> {
	const now = ctx.now();
	const [row] = await ctx.db
		.update(commands)
		.set({ nextAt: now + LEASE_MS, attempts: sql`attempts + 1` })
		.where(and(eq(commands.id, id), eq(commands.state, "queued"), lte(commands.nextAt, now)))
		.returning();
	if (!row) return null;
	const asked = v.parse(requestSchema, parseJson(await ctx.sealer.open(row.requestSealed, requestPlace(id))));
	return {
		id,
		attempts: row.attempts,
		teamId: row.teamId,
		userId: row.userId,
		channelId: row.channelId,
		deskId: row.deskId,
		...asked,
		responseUrl: row.responseUrlSealed
			? await ctx.sealer.open(row.responseUrlSealed, responseUrlPlace(id))
			: null,
		locale: row.locale,
	};
}

/** Milliseconds until another attempt's hold on a command ends; null when nothing is owed. */
export async function heldForMs(ctx: Context, id: string): Promise<number | null> {
	const [row] = await ctx.db
		.select({ nextAt: commands.nextAt })
		.from(commands)
		.where(and(eq(commands.id, id), eq(commands.state, "queued")));
	return row ? Math.max(0, row.nextAt - ctx.now()) : null;
}

/** The answer has arrived. A row that went back to waiting in the meantime stays. */
export async function finishCommand(ctx: Context, id: string): Promise<void> {
	await ctx.db.delete(commands).where(and(eq(commands.id, id), eq(commands.state, "queued")));
}

/** The answer could not be handed over: Slack is asked again later. */
export async function postponeCommand(ctx: Context, id: string, delayMs: number): Promise<void> {
	await ctx.db
		.update(commands)
		.set({ nextAt: ctx.now() + delayMs })
		.where(eq(commands.id, id));
}

/** Commands whose message was lost, or whose attempt died. */
export async function findDueCommands(ctx: Context, limit: number): Promise<string[]> {
	const rows = await ctx.db
		.select({ id: commands.id })
		.from(commands)
		.where(and(eq(commands.state, "queued"), lte(commands.nextAt, ctx.now())))
		.limit(limit);
	return rows.map(({ id }) => id);
}

/** Nobody can be answered any more. Answers how many of them were owed an answer. */
export async function dropExpiredCommands(ctx: Context, limit: number): Promise<number> {
	const late = ctx.db
		.select({ id: commands.id })
		.from(commands)
		.where(lte(commands.expiresAt, ctx.now()))
		.limit(limit);
	const rows = await ctx.db
		.delete(commands)
		.where(inArray(commands.id, late))
		.returning({ state: commands.state });
	return rows.filter(({ state }) => state === "queued").length;
}

/** A queue that doesn't take the message delays the answer; the sweep finds the row. */
export async function sendToQueue(ctx: Context, ids: string[]): Promise<void> {
	try {
		await ctx.enqueue(ids.map((id) => ({ kind: "command", id })));
	} catch (error) {
		ctx.log.warn("queue.send_failed", { error: (error as Error).name });
	}
}

async function toRow(
	ctx: Context,
	id: string,
	request: LocalizedRequest,
	state: "queued" | "waiting_for_sign_in",
) {
	const { command, cursor, from, replacesMessage, responseUrl } = request;
	const now = ctx.now();
	return {
		id,
		teamId: request.teamId,
		userId: request.userId,
		channelId: request.channelId,
		deskId: request.deskId,
		requestSealed: await ctx.sealer.seal(
			JSON.stringify({ command, cursor, from, replacesMessage }),
			requestPlace(id),
		),
		responseUrlSealed: responseUrl ? await ctx.sealer.seal(responseUrl, responseUrlPlace(id)) : null,
		locale: request.locale,
		state,
		attempts: 0,
		nextAt: now,
		expiresAt: now + LIFETIME_MS,
		createdAt: now,
	};
}

function isWaitingFor({ deskId, teamId, userId }: { deskId: string; teamId: string; userId: string }) {
	return and(
		eq(commands.deskId, deskId),
		eq(commands.teamId, teamId),
		eq(commands.userId, userId),
		eq(commands.state, "waiting_for_sign_in"),
	);
}

function requestPlace(id: string) {
	return { table: "commands", column: "request_sealed", row: id, desk: "" };
}

function responseUrlPlace(id: string) {
	return { table: "commands", column: "response_url_sealed", row: id, desk: "" };
}
