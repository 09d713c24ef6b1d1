import type { Child } from "hono/jsx";
import * as v from "valibot";
import { findDesk } from "../../services/desks/find-desk.ts";
import type { OrgEdit } from "../../services/orgs/edit-org.ts";
import { listOrgChangesSince } from "../../services/sync/changes-since.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { describeEntry } from "../activity/describe-entry.ts";
import { FieldChanges } from "../activity/field-changes.tsx";
import type { PageContext } from "../env.ts";
import { findEntered } from "../kept-form.ts";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound } from "../render.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { findOwn } from "./frame.tsx";

const version = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Which state of the settings a form's editor saw; null for what no form of ours sends. */
export function readVersion(fields: Readonly<Record<string, string>>): number | null {
	const parsed = v.safeParse(version, fields.version);
	return parsed.success ? parsed.output : null;
}

export function toEditor(c: PageContext, seen: number) {
	return { actor: actorOf(c), version: seen };
}

/** Saved: back to where it is shown. Otherwise somebody was faster, and `again` shows what was entered. */
export async function answerEdit(
	c: PageContext,
	result: OrgEdit,
	to: string,
	again: (org: Org) => Response | Promise<Response>,
): Promise<Response> {
	if (result.ok) return c.redirect(`${to}?done=saved`, 303);
	const org = await findOwn(c);
	return org ? again(org) : renderNotFound(c);
}

/** What others saved since this form was opened, in words. */
async function tellOrgChanges(c: PageContext, org: Org, seen: number) {
	const { ctx, locale } = c.var;
	const [entries, desk] = await Promise.all([
		listOrgChangesSince(ctx, org, seen),
		findDesk(ctx.db, org.deskId),
	]);
	if (!desk) return [];
	const place = { desk, workspaces: [], timezone: "UTC", now: ctx.now() };
	return entries.map((entry) => describeEntry(entry, place, locale));
}

/** What was entered before the session had ended, with the version of the settings that its editor saw. */
export async function findKept(c: PageContext) {
	const entered = await findEntered(c);
	return entered && { fields: entered.fields, seen: entered.version };
}

/** What stands above a form that shows what somebody entered and didn't save. */
export async function describeEntered(
	c: PageContext,
	org: Org,
	{ seen, isKept = false }: { seen: number | null; isKept?: boolean | undefined },
) {
	const { settings: words } = messagesFor(c);
	const isOutdated = seen !== null && seen !== org.settingsVersion;
	return (
		<>
			{isKept && (
				<Notice kind="info">
					<p>
						{words.kept} <a href={`${c.req.path}?now=1`}>{words.seeSaved}</a>
					</p>
				</Notice>
			)}
			{isOutdated && <Outdated c={c} changes={await tellOrgChanges(c, org, seen)} />}
		</>
	);
}

function Outdated(props: { c: PageContext; changes: Awaited<ReturnType<typeof tellOrgChanges>> }) {
	const { c, changes } = props;
	const { syncSettings: words } = messagesFor(c);
	return (
		<Notice kind="danger">
			<p>{words.changed}</p>
			<ul>
				{changes.map(({ who, what, changes: fields }) => (
					<li>
						<strong>{what}</strong> <span class="quiet">{who}</span>
						<FieldChanges locale={c.var.locale} changes={fields} />
					</li>
				))}
			</ul>
			<p>{words.changedHelp}</p>
		</Notice>
	);
}

/** A form of an org's settings. Enter saves, whatever button stands first; `beside` the one that saves. */
export function OrgForm(props: { c: PageContext; org: Org; to: string; beside?: Child; children?: Child }) {
	const { c, org, to, beside, children } = props;
	const { common } = messagesFor(c);
	return (
		<form method="post" action={to} class="card" data-guard="" data-rows="">
			<input type="hidden" name="version" value={String(org.settingsVersion)} />
			<button type="submit" name="do" value="save" class="visually-hidden" tabindex={-1}>
				{common.save}
			</button>
			{children}
			<div class="row">
				<button type="submit" name="do" value="save">
					{common.save}
				</button>
				{beside}
				<span class="quiet" data-unsaved="" hidden>
					{common.unsaved}
				</span>
			</div>
		</form>
	);
}

/** Shows what was entered as it would be, without saving it. */
export function Check({ label }: { label: string }) {
	return (
		<button type="submit" name="do" value="check" class="second">
			{label}
		</button>
	);
}
