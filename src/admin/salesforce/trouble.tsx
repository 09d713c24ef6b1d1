import type { PreflightProblem } from "../../core/sync/connecting.ts";
import { findDesk } from "../../services/desks/find-desk.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Action, Notice, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { orgPath } from "./list.tsx";
import { Rights } from "./rights.tsx";

/** Other words for what a checklist finds, too. */
const SAME: Readonly<Record<string, string>> = {
	API_DISABLED_FOR_ORG: "api_disabled",
	API_CURRENTLY_DISABLED: "api_disabled",
	invalid_client_id: "invalid_client",
};

/** What to change where that is known, else Salesforce's own word; and how it goes on. */
export function Trouble({ c, org }: { c: PageContext; org: Org }) {
	const { orgStops: words, salesforce } = messagesFor(c);
	if (!org.trouble) return null;
	const [code = "", ...rest] = org.trouble.split(" ");
	const missing = rest.length > 0 ? rest.join(" ").split("; ") : [];
	return (
		<>
			<p>{explain(c, SAME[code] ?? code) ?? salesforce.refusal.word(code)}</p>
			<Rights c={c} rights={missing} />
			{org.state === "needs_admin" && (
				<>
					<p class="quiet small">{words.looked}</p>
					<Action to={`${orgPath(org)}/check`} label={words.check} look="second" />
				</>
			)}
		</>
	);
}

function explain(c: PageContext, code: string): string | null {
	const { orgStops, salesforce } = messagesFor(c);
	const { problems } = salesforce.refusal;
	if (Object.hasOwn(orgStops.stops, code)) return orgStops.stops[code] ?? null;
	return Object.hasOwn(problems, code) ? problems[code as PreflightProblem] : null;
}

/** Every sync stands on the desk's connection, too: said on each of an org's pages, with what mends it. */
export async function tellDeskStopped(c: PageContext, org: Org) {
	if (org.state === "disconnected" || org.state === "registered") return null;
	const desk = await findDesk(c.var.ctx.db, org.deskId);
	if (!desk || desk.state === "connected") return null;
	const { orgStops: words, common } = messagesFor(c);
	return (
		<Notice kind="danger" isStanding={true}>
			<p>
				<State kind="attention">{common.states.attention}</State> {words.desk}
			</p>
			<Action to={`/admin/desks/${desk.id}/sign-in`} name="intent" value="connect" label={words.takeOver} />
		</Notice>
	);
}
