import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { vendorErrors } from "../../db/schema-hearing.ts";
import type { VendorError, VendorErrorKind } from "../../lib/errors.ts";
import { type Cursor, type Page, scan } from "./scan.ts";

export type VendorErrorRow = typeof vendorErrors.$inferSelect;

/** What says something about a vendor or a connection; a ticket that isn't there or a wrong entry says nothing. */
export const NOTED_KINDS = [
	"unavailable",
	"rate_limited",
	"auth",
	"forbidden",
	"missing_scope",
	"malformed",
] as const satisfies VendorErrorKind[];
export type NotedKind = (typeof NOTED_KINDS)[number];

const HOUR_MS = 3_600_000;
const KEEP_MS = 90 * 24 * HOUR_MS;
const MAX_ROWS = 500;

/** Counts a failure where administrators see it: one row an hour for the same. Never throws. */
export async function noteVendorError(ctx: Context, deskId: string, error: VendorError): Promise<void> {
	const { vendor, kind, code, status } = error;
	if (!NOTED_KINDS.some((one) => one === kind)) return;
	const now = ctx.now();
	const operation = error.operation ?? "";
	const id = [deskId, Math.floor(now / HOUR_MS), vendor, kind, code ?? "", operation].join(" ");
	try {
		await ctx.db
			.insert(vendorErrors)
			.values({ id, deskId, vendor, operation, kind, code, status, count: 1, firstAt: now, lastAt: now })
			.onConflictDoUpdate({
				target: vendorErrors.id,
				set: { count: sql`${vendorErrors.count} + 1`, lastAt: now, status },
			});
	} catch (failure) {
		ctx.log.warn("vendor_error.not_noted", { error: (failure as Error).name });
	}
}

/** A desk's failed calls, newest first. */
export function findVendorErrors(
	ctx: Context,
	deskId: string,
	filter: { vendor: string | undefined; kind: string | undefined },
	page: { after: Cursor | null; limit: number },
): Promise<Page<VendorErrorRow>> {
	const conditions: SQL[] = [];
	if (filter.vendor) conditions.push(sql`vendor = ${filter.vendor}`);
	if (filter.kind) conditions.push(sql`kind = ${filter.kind}`);
	return scan<VendorErrorRow>(
		ctx,
		{
			table: sql`vendor_errors`,
			at: sql`last_at`,
			parts: [sql`desk_id = ${deskId}`],
			fits: conditions.length > 0 ? sql.join(conditions, sql` and `) : null,
			columns: sql`id, desk_id as deskId, vendor, operation, kind, code, status, count, first_at as firstAt,
				last_at as lastAt`,
		},
		{ from: null, to: null, ...page },
	);
}

export function dropOldVendorErrors(ctx: Context) {
	const old = ctx.now() - KEEP_MS;
	return ctx.db
		.delete(vendorErrors)
		.where(sql`rowid in (select rowid from vendor_errors where last_at < ${old} limit ${MAX_ROWS})`);
}
