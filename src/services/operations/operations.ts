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
	/** null while nothing has been entered. */
	written: WrittenInput | null;
};

/** Written before the form is shown: the id travels in the form and comes back with it. */
export async function beginOperation(
	ctx: Context,
	kind: OperationKind,
	about: OperationContext,
): Promise<string> {
	const id = ctx.newId();
	const now = ctx.now();
	const { responseUrl, ...rest } = about;
	await ctx.db.insert(operations).values({
		...rest,
		id,
		kind,
		responseUrlSealed: responseUrl
			? await ctx.sealer.seal(responseUrl, place(id, "response_url_sealed"))
			: null,
		state: "draft",
		attempts: 0,
		nextAt: now,
		expiresAt: now + LIFETIME_MS,
		createdAt: now,
	});
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

/** Keeps what was entered without sending it: a reply waits here for its confirmation. false when it was sent already. */
export async function saveDraft(
	ctx: Context,
	operation: Operation,
	written: WrittenInput,
	ticketId: string | null = operation.ticketId,
): Promise<boolean> {
	const rows = await ctx.db
		.update(operations)
		.set({ inputSealed: await sealInput(ctx, operation.id, written), ticketId })
		.where(and(eq(operations.id, operation.id), eq(operations.state, "draft")))
		.returning({ id: operations.id });
	return rows.length > 0;
}

/**
 * Sends what was entered: the row moves to `queued`, the queue only makes it fast. false when another submission
 * was faster.
 */
export async function submitOperation(
	ctx: Context,
	operation: Operation,
	written: WrittenInput,
	viewId: string,
): Promise<boolean> {
	const inputSealed = await sealInput(ctx, operation.id, written);
	return enqueue(ctx, operation.id, "draft", { inputSealed, viewId });
}

/** "Send again", by the person who has seen that it didn't arrive. */
export async function sendAgain(ctx: Context, operation: Operation, viewId: string): Promise<boolean> {
	return enqueue(ctx, operation.id, "unknown", { viewId });
}

/** Back to a form with its input, after the desk said no. */
export async function reopenDraft(ctx: Context, id: string): Promise<void> {
	await setState(ctx, id, "refused", "draft");
}

async function enqueue(ctx: Context, id: string, from: Row["state"], values: Partial<Row>): Promise<boolean> {
	const rows = await ctx.db
		.update(operations)
		.set({ ...values, state: "queued", nextAt: ctx.now() })
		.where(and(eq(operations.id, id), eq(operations.state, from)))
		.returning({ id: operations.id });
	if (rows.length === 0) return false;
	try {
		await ctx.enqueue([{ kind: "operation", id }]);
	} catch (error) {
		ctx.log.warn("queue.send_failed", { error: (error as Error).name });
	}
	return true;
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

export async function dropExpiredOperations(ctx: Context): Promise<void> {
	await ctx.db.delete(operations).where(lt(operations.expiresAt, ctx.now()));
}

async function setState(ctx: Context, id: string, from: Row["state"], to: Row["state"]): Promise<void> {
	await ctx.db
		.update(operations)
		.set({ state: to, nextAt: ctx.now() })
		.where(and(eq(operations.id, id), eq(operations.state, from)));
}

function isOwn(id: string, { teamId, userId }: { teamId: string; userId: string }) {
	return and(eq(operations.id, id), eq(operations.teamId, teamId), eq(operations.userId, userId));
}

async function open(ctx: Context, row: Row): Promise<Operation> {
	const {
		inputSealed,
		responseUrlSealed,
		nextAt: _next,
		expiresAt: _expires,
		createdAt: _created,
		...rest
	} = row;
	return {
		...rest,
		written: inputSealed
			? parseInput(row.kind, await ctx.sealer.open(inputSealed, place(row.id, "input_sealed")))
			: null,
		responseUrl: responseUrlSealed
			? await ctx.sealer.open(responseUrlSealed, place(row.id, "response_url_sealed"))
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
