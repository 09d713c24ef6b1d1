import { findDesk } from "../../services/desks/find-desk.ts";
import { listChangesSince } from "../../services/workspaces/changes-since.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { type Described, describeEntry } from "../activity/describe-entry.ts";
import { FieldChanges } from "../activity/field-changes.tsx";
import type { PageContext } from "../env.ts";
import { Moment } from "../moment.tsx";

export interface ToldChange extends Described {
	happenedAt: number;
}

/** What others saved since somebody saw this version, in words; the newest first. */
export async function tellChanges(
	c: PageContext,
	view: WorkspaceView,
	version: number,
): Promise<ToldChange[]> {
	const { ctx, locale } = c.var;
	const [entries, desk] = await Promise.all([
		listChangesSince(ctx, view, version),
		findDesk(ctx.db, view.workspace.deskId),
	]);
	if (!desk) return [];
	const place = { desk, workspaces: [view], timezone: view.workspace.timezone, now: ctx.now() };
	return entries.map((entry) => ({ ...describeEntry(entry, place, locale), happenedAt: entry.happenedAt }));
}

export function ChangeList(props: { c: PageContext; view: WorkspaceView; changes: readonly ToldChange[] }) {
	const { c, view, changes } = props;
	const clock = { now: c.var.ctx.now(), locale: c.var.locale, timezone: view.workspace.timezone };
	return (
		<ul>
			{changes.map(({ who, what, changes: fields, happenedAt }) => (
				<li>
					<strong>{what}</strong>{" "}
					<span class="quiet">
						{who} · <Moment at={happenedAt} {...clock} />
					</span>
					<FieldChanges locale={c.var.locale} changes={fields} />
				</li>
			))}
		</ul>
	);
}
