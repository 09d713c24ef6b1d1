import { eq, lt, sql } from "drizzle-orm";
import * as v from "valibot";
import type { Context } from "../../context.ts";
import { keptForms } from "../../db/schema-sign-in.ts";
import { randomToken, sha256Hex } from "../../lib/crypto.ts";
import { parseJson } from "../../lib/http.ts";

/** Long enough to find one's password, short enough for a browser that somebody else uses next. */
export const KEPT_LIFETIME_MS = 60 * 60_000;
/** Whoever sends one isn't signed in: nobody fills the database with them. */
const MAX_KEPT = 500;

const formSchema = v.object({
	deskId: v.string(),
	/** The path of the page that shows the form. */
	page: v.string(),
	fields: v.record(v.string(), v.string()),
});
/** What somebody entered and could not save, because their session had ended. */
export type KeptForm = v.InferOutput<typeof formSchema>;

/** Keeps a form, sealed; the answer leads to it. null when too many are kept already. */
export async function keepForm(ctx: Context, form: KeptForm): Promise<string | null> {
	const token = randomToken();
	const idHash = await sha256Hex(token);
	const sealed = await ctx.sealer.seal(JSON.stringify(form), formPlace(idHash));
	// In the order of the table's columns.
	const kept = await ctx.db
		.insert(keptForms)
		.select(sql`select ${idHash}, ${sealed}, ${ctx.now() + KEPT_LIFETIME_MS}
			where (select count(*) from kept_forms) < ${MAX_KEPT}`)
		.returning({ idHash: keptForms.idHash });
	return kept.length > 0 ? token : null;
}

/** null when it is unknown, late, or saved by now. */
export async function findKeptForm(ctx: Context, token: string): Promise<KeptForm | null> {
	const idHash = await sha256Hex(token);
	const [row] = await ctx.db.select().from(keptForms).where(eq(keptForms.idHash, idHash));
	return row && row.expiresAt > ctx.now() ? openForm(ctx, row) : null;
}

export async function dropKeptForm(ctx: Context, token: string): Promise<void> {
	await ctx.db.delete(keptForms).where(eq(keptForms.idHash, await sha256Hex(token)));
}

/** What was entered for a desk that is gone. */
export async function dropFormsOf(ctx: Context, deskId: string): Promise<void> {
	for (const row of await ctx.db.select().from(keptForms).limit(MAX_KEPT)) {
		const form = await openForm(ctx, row);
		if (form && form.deskId !== deskId) continue;
		await ctx.db.delete(keptForms).where(eq(keptForms.idHash, row.idHash));
	}
}

export function dropExpiredForms(ctx: Context) {
	return ctx.db.delete(keptForms).where(lt(keptForms.expiresAt, ctx.now()));
}

/** null for one whose key is gone: it is nothing that can't be entered again. */
async function openForm(ctx: Context, row: typeof keptForms.$inferSelect): Promise<KeptForm | null> {
	const opened = await ctx.sealer.open(row.formSealed, formPlace(row.idHash)).catch(() => null);
	return opened === null ? null : v.parse(formSchema, parseJson(opened));
}

function formPlace(idHash: string) {
	return { table: "kept_forms", column: "form_sealed", row: idHash, desk: "" };
}
