import { describeOrgs, MOST_ISSUES } from "../../services/orgs/describe-orgs.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { SyncsChart } from "../overview/syncs-chart.tsx";
import { messagesFor } from "../render.tsx";
import { orgPath } from "./list.tsx";

/** What the last 24 hours' runs did, and how many records need somebody. */
export async function DayCard(props: { c: PageContext; org: Org; timezone: string; isOfRuns?: boolean }) {
	const { c, org, timezone, isOfRuns = false } = props;
	const { syncOverview: words, sync } = messagesFor(c);
	const views = await describeOrgs(c.var.ctx, org.deskId);
	const view = views.find((one) => one.org.id === org.id);
	if (!view) return null;
	const { issues, hours } = view;
	const count = `${issues.toLocaleString(c.var.locale)}${issues >= MOST_ISSUES ? "+" : ""}`;
	return (
		<section class="card">
			<h2>{words.day}</h2>
			{org.syncedAt === null ? (
				<p class="quiet">{sync.noRuns}</p>
			) : (
				<SyncsChart c={c} hours={hours} timezone={timezone} />
			)}
			<div class="row">
				{issues > 0 ? (
					<a href={`${orgPath(org)}/issues`}>{issues === 1 ? words.oneIssue : words.issues(count)}</a>
				) : (
					org.state === "connected" && org.syncedAt !== null && <span class="quiet">{words.noIssues}</span>
				)}
				{!isOfRuns && <a href={`${orgPath(org)}/runs`}>{sync.history}</a>}
			</div>
		</section>
	);
}
