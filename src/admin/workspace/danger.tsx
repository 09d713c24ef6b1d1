import { Hono } from "hono";
import * as v from "valibot";
import { deleteWorkspace } from "../../services/workspaces/delete-workspace.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { AdminEnv, PageContext } from "../env.ts";
import { optionalText, parseForm } from "../form.ts";
import { messagesFor, renderNotFound, renderPage } from "../render.tsx";
import { isName, Warning } from "../warning.tsx";
import { actorOf, findOwn, pathOf } from "./frame.tsx";

const nameForm = v.object({ name: optionalText(300) });

/** The warnings before a workspace is disabled or deleted. */
export function createDangerRoutes() {
	const app = new Hono<AdminEnv>();
	app.get("/admin/workspaces/:id/disable", async (c) => {
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const { disable: words } = messagesFor(c).danger;
		const path = pathOf(view);
		const body = (
			<Warning
				locale={c.var.locale}
				to={`${path}/state`}
				back={path}
				hidden={{ name: "state", value: "disabled" }}
				{...words}
			/>
		);
		return renderPage(c, { title: words.title(view.team.name), body, place: "overview" });
	});
	app.get("/admin/workspaces/:id/delete", async (c) => {
		const view = await findOwn(c);
		return view ? renderDelete(c, view) : renderNotFound(c);
	});
	app.post("/admin/workspaces/:id/delete", async (c) => {
		const entered = await parseForm(c, nameForm);
		const view = await findOwn(c);
		if (!view) return renderNotFound(c);
		const typed = entered.ok ? entered.values.name : "";
		if (!isName(typed, view.team.name)) return renderDelete(c, view, typed);
		const { id: workspaceId, deskId } = view.workspace;
		await deleteWorkspace(c.var.ctx, { actor: actorOf(c), deskId, workspaceId });
		return c.redirect("/admin?done=workspace", 303);
	});
	return app;
}

function renderDelete(c: PageContext, view: WorkspaceView, typed?: string) {
	const { remove: words } = messagesFor(c).danger;
	const path = pathOf(view);
	const body = (
		<Warning
			locale={c.var.locale}
			to={`${path}/delete`}
			back={path}
			submit={words.submit}
			erased={[...words.erased, words.token]}
			kept={words.kept}
			name={view.team.name}
			typed={typed}
		/>
	);
	const status = typed === undefined ? 200 : 422;
	return renderPage(c, { title: words.title(view.team.name), body, status, place: "overview" });
}
