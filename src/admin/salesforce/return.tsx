import { Hono } from "hono";
import { connectOrg } from "../../services/orgs/connect-org.ts";
import { type OrgReturn, returnFromSalesforce } from "../../services/orgs/sign-in-to-org.ts";
import { endFlow } from "../../services/sign-in/flows.ts";
import { readBrowser } from "../browser.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { renderStale } from "../oauth-return.tsx";
import { messagesFor, renderMessage, renderPage } from "../render.tsx";
import { readSession } from "../session.ts";
import { orgPath } from "./list.tsx";
import { Rights } from "./rights.tsx";

/** Where Salesforce's sign-in comes back to. Whoever began it must still be signed in to the desk's pages. */
export function createSalesforceReturnRoutes() {
	return new Hono<AdminEnv>().get("/oauth/salesforce/callback", async (c) => {
		const { ctx } = c.var;
		const callback = new URL(c.req.url).searchParams;
		const flow = await endFlow(ctx, callback.get("state") ?? "", readBrowser(c));
		if (flow?.kind !== "org_connect") return renderStale(c);
		const session = await readSession(c);
		const { payload } = flow;
		if (session?.deskId !== payload.deskId || session.agentId !== payload.agentId) {
			return c.redirect("/admin/sign-in?ended=1", 302);
		}
		c.set("session", session);
		const result = await returnFromSalesforce(ctx, payload, callback);
		if (!result.ok) return renderRefusal(c, result);
		const connected = await connectOrg(ctx, result, payload);
		const { salesforce: words } = messagesFor(c);
		if (!connected.ok) {
			const { name, reason } = connected;
			const text = reason === "other_org" ? words.refusal.otherOrg(name) : words.refusal.already(name);
			return renderMessage(c, {
				title: words.refusal.title,
				text: [text, words.refusal.nothingStored],
				link: { to: "/admin/salesforce", label: words.title },
				status: 409,
				place: "salesforce",
			});
		}
		const done = connected.wasKnown ? "reconnected" : "connected";
		return c.redirect(`${orgPath({ id: connected.orgId })}?done=${done}`, 302);
	});
}

/** The checklist: what has to be changed, and where. */
function renderRefusal(c: PageContext, { reason, org, code, preflight }: Extract<OrgReturn, { ok: false }>) {
	const { salesforce } = messagesFor(c);
	const words = salesforce.refusal;
	const problems =
		preflight?.problems ?? (code === "session_locked" || code === "session_refused" ? [code] : []);
	const body = (
		<>
			<p class="lead">{words.reasons[reason]}</p>
			{problems.length > 0 && (
				<ul class="card checklist">
					{problems.map((problem) => (
						<li>
							{words.problems[problem]}
							{problem === "missing_rights" && <Rights c={c} rights={preflight?.missing ?? []} />}
						</li>
					))}
				</ul>
			)}
			{code && problems.length === 0 && <p>{words.word(code)}</p>}
			<p class="quiet">{words.nothingStored}</p>
			{org && (
				<p>
					<a class="button" href={`${orgPath(org)}/sign-in`}>
						{words.again}
					</a>
				</p>
			)}
		</>
	);
	const status = reason === "unavailable" ? 502 : 403;
	return renderPage(c, { title: words.title, body, status, place: "salesforce" });
}
