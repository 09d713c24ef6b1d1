import type { Org } from "../../services/sync/find-org.ts";
import type { IssueView } from "../../services/sync/issues.ts";
import type { PageContext } from "../env.ts";
import { Action, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { orgPath } from "./list.tsx";

export function issuePath(org: Pick<Org, "id">, { id }: Pick<IssueView, "id">): string {
	return `${orgPath(org)}/issues/${id}`;
}

export function IssueState({ c, issue }: { c: PageContext; issue: IssueView }) {
	const { states } = messagesFor(c).syncIssues;
	return <State kind={issue.state === "ignored" ? "off" : "attention"}>{states[issue.state]}</State>;
}

export function IssueActions(props: {
	c: PageContext;
	org: Org;
	issue: IssueView;
	look?: "second" | "plain";
}) {
	const { c, org, issue, look = "plain" } = props;
	const { syncIssues: words } = messagesFor(c);
	const at = issuePath(org, issue);
	const isIgnored = issue.state === "ignored";
	// Where somebody has to choose, trying again is second.
	const isFirst = look === "second" && issue.reason !== "ambiguous";
	return (
		<div class="row">
			{org.state === "connected" && issue.state !== "retrying" && (
				<Action to={`${at}/retry`} label={words.retry} look={isFirst ? "first" : look} />
			)}
			<Action
				to={`${at}/ignore`}
				name="ignored"
				value={isIgnored ? "no" : "yes"}
				label={isIgnored ? words.unignore : words.ignore}
				look={look}
			/>
		</div>
	);
}
