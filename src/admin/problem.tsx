import { HTTPException } from "hono/http-exception";
import { SetupIncomplete } from "../services/settings/settings.ts";
import type { PageContext } from "./env.ts";
import { messagesFor, renderMessage } from "./render.tsx";

/** What a page says when something was thrown. */
export function renderProblem(error: Error, c: PageContext) {
	const { problem, common, home } = messagesFor(c);
	if (error instanceof SetupIncomplete) {
		const text = error.missing === "origin" ? problem.setupOrigin : problem.setupSlack;
		const link = { to: "/setup", label: home.toSetup };
		return renderMessage(c, { title: problem.setupTitle, text: [text], link, status: 503 });
	}
	if (error instanceof HTTPException && error.status === 403) {
		return renderMessage(c, { title: problem.forbiddenTitle, text: [problem.forbidden], status: 403 });
	}
	if (error instanceof HTTPException) return error.getResponse();
	c.var.ctx.log.error("page.failed", { name: error.name, path: c.req.routePath });
	return renderMessage(c, {
		title: problem.unexpectedTitle,
		text: [problem.unexpected, common.reference(c.var.requestId)],
		status: 500,
	});
}
