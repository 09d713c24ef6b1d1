import { and, eq, inArray, lt, lte, sql } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import type { Locale } from "../../core/locale.ts";
import { operations } from "../../db/schema.ts";
import { parseJson } from "../../lib/http.ts";
import { isRepeatable, type OperationKind, operationInputs, type WrittenInput } from "./input.ts";

/** A form that nobody sends is forgotten after a day; what was sent is known as long. */
const LIFETIME_MS = 24 * 3_600_000;
/** One attempt: its deadline of 25 s and the way to Slack. */
const LEASE_MS = 32_000;

type Row = typeof operations.$inferSelect;

/** A person, where they are, and what they act on. */
export interface OperationContext {
	deskId: string;
	teamId: string;
	userId: string;
	channelId: string;
	ticketId: string | null;
	responseUrl: string | null;
	locale: Locale;
}

/** An operation as its verbs see it. */
export type Operation = OperationContext & {
	id: string;
	kind: OperationKind;
	state: Row["state"];
	viewId: string | null;
	attempts: number;
	createdAt: number;
	written: WrittenInput;
};

/**
 * Sends what a form holds: the row is the promise, the queue only makes it fast. `key` is the submission's; false
 * when it was sent already. Answers before anything is done.
 */
export async function submitOperation(
	ctx: Context,
	about: OperationContext,
	written: WrittenInput,
	form: { key: string; viewId: string },
): Promise<boolean> {
	const id = ctx.newId();
	const values = { ...(await toRow(ctx, id, about, written)), ...form, state: "queued" as const };
	const rows = await ctx.db
		.insert(operations)
		.values(values)
		.onConflictDoNothing()
		.returning({ id: operations.id });
	if (rows.length === 0) return false;
	await sendToQueue(ctx, id);
	return true;
}

/** Keeps what is going to be confirmed before it is sent. Answers the id that the form carries. */
export async function draftOperation(
	ctx: Context,
	about: OperationContext,
	written: WrittenInput,
): Promise<string> {
	const id = ctx.newId();
	const values = { ...(await toRow(ctx, id, about, written)), key: id, state: "draft" as const };
	await ctx.db.insert(operations).values(values);
	return id;
}

/** null when it is unknown, over, or somebody else's. */
export async function findOperation(
	ctx: Context,
	id: string,
	person: { teamId: string; userId: string },
): Promise<Operation | null> {
	const [row] = await ctx.db.select().from(operations).where(isOwn(id, person));
	return row ? open(ctx, row) : null;
}

/** What was entered so far. false when it was sent already. */
export async function saveDraft(ctx: Context, operation: Operation, written: WrittenInput): Promise<boolean> {
	const rows = await ctx.db
		.update(operations)
		.set({ inputSealed: await sealInput(ctx, operation.id, written) })
		.where(and(eq(operations.id, operation.id), eq(operations.state, "draft")))
		.returning({ id: operations.id });
	return rows.length > 0;
}

/** The confirmation: sends a draft. false when another submission was faster. */
export function sendDraft(ctx: Context, operation: Operation, viewId: string): Promise<boolean> {
	return queueFrom(ctx, operation, "draft", viewId);
}

/** "Send again", by the person who has seen that it didn't arrive. */
export function sendAgain(ctx: Context, operation: Operation, viewId: string): Promise<boolean> {
	return queueFrom(ctx, operation, "unknown", viewId);
}

/** Only as it was read: what another press has sent meanwhile isn't sent once more. */
async function queueFrom(
	ctx: Context,
	{ id, attempts }: Operation,
	from: Row["state"],
	viewId: string,
): Promise<boolean> {
	const isAsRead = and(eq(operations.state, from), eq(operations.attempts, attempts));
	const rows = await ctx.db
		.update(operations)
		.set({ viewId, state: "queued", nextAt: ctx.now() })
		.where(and(eq(operations.id, id), isAsRead))
		.returning({ id: operations.id });
	if (rows.length > 0) await sendToQueue(ctx, id);
	return rows.length > 0;
}

/** A queue that doesn't take the message delays it; the sweep finds the row. */
async function sendToQueue(ctx: Context, id: string): Promise<void> {
	try {
		await ctx.enqueue([{ kind: "operation", id }]);
	} catch (error) {
		ctx.log.warn("queue.send_failed", { error: (error as Error).name });
	}
}

/** Takes a queued operation, once. null when it is done, a draft, or under way. */
export async function claimOperation(ctx: Context, id: string): Promise<Operation | null> {
	const now = ctx.now();
	const [row] = await ctx.db
		.update(operations)
		.set({ state: "running", attempts: sql`attempts + 1`, nextAt: now + LEASE_MS })
		.where(and(eq(operations.id, id), eq(operations.state, "queued"), lte(operations.nextAt, now)))
		.returning();
	return row ? open(ctx, row) : null;
}

/**
 * An attempt that died. What may be repeated goes back on the queue; of the rest nobody knows whether the desk
 * did it. null when it was not dead.
 */
export async function recoverOperation(ctx: Context, id: string): Promise<Operation | null> {
	const now = ctx.now();
	const dead = and(eq(operations.id, id), eq(operations.state, "running"), lte(operations.nextAt, now));
	const [row] = await ctx.db.select().from(operations).where(dead);
	if (!row) return null;
	const state = isRepeatable(row.kind) ? "queued" : "unknown";
	const [moved] = await ctx.db.update(operations).set({ state, nextAt: now }).where(dead).returning();
	return moved ? open(ctx, moved) : null;
}

/** Milliseconds until another attempt's hold ends; null when none is under way. */
export async function heldOperationMs(ctx: Context, id: string): Promise<number | null> {
	const [row] = await ctx.db
		.select({ nextAt: operations.nextAt })
		.from(operations)
		.where(and(eq(operations.id, id), inArray(operations.state, ["queued", "running"])));
	return row ? Math.max(0, row.nextAt - ctx.now()) : null;
}

/** The end of an attempt. */
export async function settleOperation(
	ctx: Context,
	id: string,
	state: "done" | "refused" | "unknown",
	ticketId?: string,
): Promise<void> {
	await ctx.db
		.update(operations)
		.set({ state, ...(ticketId ? { ticketId } : {}) })
		.where(and(eq(operations.id, id), eq(operations.state, "running")));
}

/** Queued operations whose message was lost, and attempts that died. */
export async function findDueOperations(ctx: Context, limit: number): Promise<string[]> {
	const rows = await ctx.db
		.select({ id: operations.id })
		.from(operations)
		.where(and(inArray(operations.state, ["queued", "running"]), lte(operations.nextAt, ctx.now())))
		.limit(limit);
	return rows.map(({ id }) => id);
}

export function dropExpiredOperations(ctx: Context) {
	return ctx.db.delete(operations).where(lt(operations.expiresAt, ctx.now()));
}

async function toRow(ctx: Context, id: string, about: OperationContext, written: WrittenInput) {
	const { responseUrl, ...rest } = about;
	const now = ctx.now();
	return {
		...rest,
		id,
		kind: written.kind,
		inputSealed: await sealInput(ctx, id, written),
		responseUrlSealed: responseUrl
			? await ctx.sealer.seal(responseUrl, place(id, "response_url_sealed"))
			: null,
		attempts: 0,
		nextAt: now,
		expiresAt: now + LIFETIME_MS,
		createdAt: now,
	};
}

function isOwn(id: string, { teamId, userId }: { teamId: string; userId: string }) {
	return and(eq(operations.id, id), eq(operations.teamId, teamId), eq(operations.userId, userId));
}

async function open(ctx: Context, row: Row): Promise<Operation> {
	const { id, kind, deskId, teamId, userId, channelId, ticketId, viewId, locale, state, attempts } = row;
	const { inputSealed, responseUrlSealed, createdAt } = row;
	return {
		...{ id, kind, deskId, teamId, userId, channelId, ticketId, viewId, locale, state, attempts },
		createdAt,
		written: parseInput(kind, await ctx.sealer.open(inputSealed, place(id, "input_sealed"))),
		responseUrl: responseUrlSealed
			? await ctx.sealer.open(responseUrlSealed, place(id, "response_url_sealed"))
			: null,
	};
}

function parseInput(kind: OperationKind, text: string): WrittenInput {
	return { kind, input: v.parse(operationInputs[kind], parseJson(text)) } as WrittenInput;
}

function sealInput(ctx: Context, id: string, { input }: WrittenInput): Promise<string> {
	return ctx.sealer.seal(JSON.stringify(input), place(id, "input_sealed"));
}

function place(row: string, column: string) {
	return { table: "operations", column, row, desk: "" };
}
