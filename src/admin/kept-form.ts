import type { MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Context } from "../context.ts";
import { dropKeptForm, findKeptForm, KEPT_LIFETIME_MS, keepForm } from "../services/sign-in/kept-forms.ts";
import { findOrg } from "../services/sync/find-org.ts";
import { findDeskOf } from "../services/workspaces/find-workspace.ts";
import { readBrowser } from "./browser.ts";
import { HOST_COOKIE } from "./cookies.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { readFields } from "./form.ts";

const COOKIE = "deskbridge_kept";

/**
 * Forms of settings: the page that shows each, what it belongs to, and whose that is. What stops or erases something
 * is asked for again, from its warning on.
 */
const KEPT: readonly { form: RegExp; findDesk: (ctx: Context, id: string) => Promise<string | null> }[] = [
	{
		form: /^(?<page>\/admin\/workspaces\/(?<id>[\w-]{1,60})\/(?:where|what|filters|when|look))(?:\/(?:all|each))?$/,
		findDesk: findDeskOf,
	},
	{
		form: /^(?<page>\/admin\/salesforce\/(?<id>[\w-]{1,60})\/(?:rename|shown|objects\/\w+(?:\/(?:fields|filter|rules))?))$/,
		findDesk: async (ctx, id) => (await findOrg(ctx, id))?.deskId ?? null,
	},
];

/** What somebody entered before their session had ended, for the page that shows its form. */
export interface EnteredBefore {
	fields: Record<string, string>;
	/** Of the settings as they saw them. */
	version: number;
	how: "kept";
}

/**
 * Keeps a form of settings that came without a session; true when it will be shown again. Only from a browser that
 * signed in here not long ago: nobody else has anything to lose.
 */
export async function keepEntered(c: PageContext): Promise<boolean> {
	const kind = KEPT.find(({ form }) => form.test(c.req.path));
	const { page, id } = kind?.form.exec(c.req.path)?.groups ?? {};
	if (c.req.method !== "POST" || !kind || !page || !id || !readBrowser(c)) return false;
	const { ctx } = c.var;
	const deskId = await kind.findDesk(ctx, id);
	if (!deskId) return false;
	const token = await keepForm(ctx, { deskId, page, fields: await readFields(c) });
	if (!token) return false;
	setCookie(c, COOKIE, token, { ...HOST_COOKIE, maxAge: KEPT_LIFETIME_MS / 1000 });
	return true;
}

/** The desk whose form waits in this browser; null for none. */
export async function findKeptDesk(c: PageContext): Promise<string | null> {
	return (await readKept(c))?.deskId ?? null;
}

/** Where somebody goes who signed in to this desk: to the form that waits for them, or to the overview. */
export async function leadOn(c: PageContext, deskId: string): Promise<string> {
	const kept = await readKept(c);
	return kept?.deskId === deskId ? kept.page : "/admin";
}

/** What this page's form is to be filled in with; null as a rule. */
export async function findEntered(c: PageContext): Promise<EnteredBefore | null> {
	const kept = c.req.query("now") === "1" ? null : await readKept(c);
	if (kept?.deskId !== c.var.session.deskId || kept.page !== c.req.path) return null;
	const { version, ...fields } = kept.fields;
	return { fields, version: Number(version) || 0, how: "kept" };
}

/** Once the form is saved, or given up by looking at what is saved now, nothing waits any more. */
export const forgetSaved: MiddlewareHandler<AdminEnv> = async (c, next) => {
	await next();
	const isSaved = c.req.method === "POST" && c.res.status === 303;
	const isGivenUp = c.req.query("now") === "1";
	if (isSaved || isGivenUp) await forgetKept(c);
};

/** Likewise for forms whose every press shows what was entered: from the first one on it is in their page. */
export const forgetSent: MiddlewareHandler<AdminEnv> = async (c, next) => {
	await next();
	const isSent = c.req.method === "POST" && c.res.status < 500;
	const isGivenUp = c.req.query("now") === "1";
	if (isSent || isGivenUp) await forgetKept(c);
};

/** Of a page that shows such a form; elsewhere it waits. */
async function forgetKept(c: PageContext): Promise<void> {
	const token = getCookie(c, COOKIE, "host");
	if (!token || !KEPT.some(({ form }) => form.test(c.req.path))) return;
	await dropKeptForm(c.var.ctx, token);
	deleteCookie(c, COOKIE, HOST_COOKIE);
}

async function readKept(c: PageContext) {
	const token = getCookie(c, COOKIE, "host");
	return token ? findKeptForm(c.var.ctx, token) : null;
}
