import { pageMessages } from "../../locales/pages/messages.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { PageContext } from "../env.ts";
import { channelNames, WorkspaceState } from "../workspace-parts.tsx";
import { describeTrouble } from "./describe-workspace.ts";
import { MendButton } from "./mend.tsx";

/** Each workspace with its state, why it isn't well, and the button that mends it. */
export function WorkspacesCard({ c, workspaces }: { c: PageContext; workspaces: readonly WorkspaceView[] }) {
	const { locale } = c.var;
	const { overview } = pageMessages(locale);
	return (
		<section class="card">
			<h2>{overview.workspaces}</h2>
			{workspaces.length === 0 ? (
				<p>{overview.noWorkspaces}</p>
			) : (
				<>
					<ul class="list states">
						{workspaces.map((view) => (
							<WorkspaceRow c={c} view={view} />
						))}
					</ul>
					<p>
						<a class="button second" href="/slack/install">
							{overview.connectAnother}
						</a>
					</p>
				</>
			)}
		</section>
	);
}

function WorkspaceRow({ c, view }: { c: PageContext; view: WorkspaceView }) {
	const { locale } = c.var;
	const { workspace: words } = pageMessages(locale);
	const trouble = describeTrouble(view, locale);
	return (
		<li>
			<WorkspaceState view={view} locale={locale} />
			<div>
				<a href={`/admin/workspaces/${view.workspace.id}`}>
					<strong>{view.team.name}</strong>
				</a>{" "}
				<span class="quiet">{channelNames(view, words)}</span>
				{trouble && <div>{trouble.reason}</div>}
			</div>
			{trouble && <MendButton mend={trouble.mend} look="second" />}
		</li>
	);
}
