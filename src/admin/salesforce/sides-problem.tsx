import type { SidesProblem } from "../../services/sync/both-sides.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Notice } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { orgPath } from "./list.tsx";
import { signInWord } from "./org-page.tsx";

/** Why what both sides have can't be shown now, and who mends it. */
export function SidesUnread({ c, org, problem }: { c: PageContext; org: Org; problem: SidesProblem }) {
	const { syncSettings } = messagesFor(c);
	const { sides } = syncSettings;
	const toSignIn = problem.why === "org_sign_in" || problem.why === "org_disconnected";
	return (
		<Notice kind="danger" isStanding={true}>
			<p>
				{sides[wordOf(problem)]} {problem.why !== "no_records" && sides.kept}
			</p>
			{toSignIn && (
				<p>
					<a class="button" href={`${orgPath(org)}/sign-in`}>
						{signInWord(c, org)}
					</a>
				</p>
			)}
		</Notice>
	);
}

function wordOf(problem: SidesProblem) {
	if (problem.why !== "vendor") return problem.why;
	const { vendor, kind, status } = problem.error;
	const isSlow = kind === "unavailable" && status === null;
	if (vendor === "salesforce") {
		if (kind === "auth") return "org_sign_in";
		return kind === "forbidden" ? "salesforce_hidden" : isSlow ? "salesforce_slow" : "salesforce";
	}
	if (kind === "auth") return "desk_sign_in";
	return kind === "forbidden" || kind === "missing_scope" ? "desk_forbidden" : isSlow ? "desk_slow" : "desk";
}
