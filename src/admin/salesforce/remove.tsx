import { Hono } from "hono";
import * as v from "valibot";
import { dropRegistration } from "../../services/orgs/register-org.ts";
import { removeOrg } from "../../services/orgs/remove-org.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { messagesFor, renderNotFound, renderPage } from "../render.tsx";
import { isName, Warning } from "../warning.tsx";
import { actorOf } from "../workspace/frame.tsx";
import { findOwn } from "./frame.tsx";
import { orgPath } from "./list.tsx";

const PATH = "/admin/salesforce/:org/remove";
const nameForm = v.object({ name: optionalText(300) });

/** What takes a registration back, or removes a disconnected org for good. One that is connected has neither. */
export function createRemoveRoutes() {
	const app = new Hono<AdminEnv>();
	app.get(PATH, async (c) => {
		const org = await findOwn(c);
		if (!org) return renderNotFound(c);
		// What is connected is disconnected first: its page has the way to it.
		return isRemovable(org) ? renderWarning(c, org) : c.redirect(orgPath(org));
	});
	app.post(PATH, async (c) => {
		const org = await findRemovable(c);
		if (!org) return renderNotFound(c);
		const { ctx, session } = c.var;
		if (org.state === "registered") {
			await dropRegistration(ctx, org, actorOf(c));
			return c.redirect("/admin/salesforce?done=dropped", 303);
		}
		const entered = await parseForm(c, nameForm);
		const typed = entered.ok ? entered.values.name : "";
		if (!isName(typed, org.name)) return renderWarning(c, org, typed);
		await removeOrg(ctx, { actor: actorOf(c), deskId: session.deskId, orgId: org.id });
		return c.redirect("/admin/salesforce?done=removed", 303);
	});
	return app;
}

/** The org of the address, where it may go. */
async function findRemovable(c: PageContext): Promise<Org | null> {
	const org = await findOwn(c);
	return org && isRemovable(org) ? org : null;
}

function isRemovable({ state }: Pick<Org, "state">): boolean {
	return state === "registered" || state === "disconnected";
}

function renderWarning(c: PageContext, org: Org, typed?: string) {
	const { drop, remove } = messagesFor(c).salesforce;
	const common = { locale: c.var.locale, to: `${orgPath(org)}/remove`, back: orgPath(org) };
	const { title, submit, erased, kept } = org.state === "registered" ? drop : remove;
	const named = org.state === "registered" ? {} : { name: org.name, typed };
	const body = <Warning {...common} {...{ submit, erased, kept }} {...named} />;
	const status = typed === undefined ? 200 : 422;
	return renderPage(c, { title: title(org.name), body, status, place: "salesforce" });
}
