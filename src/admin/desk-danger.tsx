import { Hono } from "hono";
import * as v from "valibot";
import { eraseDesk } from "../services/desks/erase-desk.ts";
import { type Desk, findDesk } from "../services/desks/find-desk.ts";
import { pauseSlack, resumeSlack } from "../services/desks/pause-slack.ts";
import { removeSlack } from "../services/desks/remove-slack.ts";
import type { AdminEnv, PageContext } from "./env.ts";
import { optionalText, parseForm } from "./form.ts";
import { messagesFor, renderMessage, renderNotFound, renderPage } from "./render.tsx";
import { requireSession, stopSession } from "./session.ts";
import { isName, Warning } from "./warning.tsx";
import { actorOf } from "./workspace/frame.tsx";

const nameForm = v.object({ name: optionalText(300) });

/** What stops or erases the session's desk, each behind its own warning. */
export function createDeskDangerRoutes() {
	const app = new Hono<AdminEnv>();
	app.use("/admin/desk/*", requireSession);

	app.get("/admin/desk/pause", async (c) => {
		const desk = await findOwnDesk(c);
		if (!desk) return renderNotFound(c);
		const { pause: words } = messagesFor(c).danger;
		const body = <Warning locale={c.var.locale} to="/admin/desk/pause" back="/admin/desk" {...words} />;
		return renderPage(c, { title: words.title(desk.name), body, place: "desk" });
	});
	app.post("/admin/desk/pause", async (c) => {
		const isDone = await pauseSlack(c.var.ctx, toInput(c));
		return isDone ? c.redirect("/admin/desk", 303) : renderNotFound(c);
	});
	app.post("/admin/desk/resume", async (c) => {
		const isDone = await resumeSlack(c.var.ctx, toInput(c));
		return isDone ? c.redirect("/admin/desk", 303) : renderNotFound(c);
	});

	app.get("/admin/desk/remove-slack", async (c) => {
		const desk = await findOwnDesk(c);
		return desk ? renderErasing(c, desk, "removeSlack") : renderNotFound(c);
	});
	app.post("/admin/desk/remove-slack", async (c) => {
		const desk = await findOwnDesk(c);
		if (!desk) return renderNotFound(c);
		const typed = await readName(c);
		if (!isName(typed, desk.name)) return renderErasing(c, desk, "removeSlack", typed);
		await removeSlack(c.var.ctx, toInput(c));
		return c.redirect("/admin?done=slack", 303);
	});

	app.get("/admin/desk/erase", async (c) => {
		const desk = await findOwnDesk(c);
		return desk ? renderErasing(c, desk, "erase") : renderNotFound(c);
	});
	app.post("/admin/desk/erase", async (c) => {
		const desk = await findOwnDesk(c);
		if (!desk) return renderNotFound(c);
		const typed = await readName(c);
		if (!isName(typed, desk.name)) return renderErasing(c, desk, "erase", typed);
		await eraseDesk(c.var.ctx, toInput(c));
		await stopSession(c);
		const { danger, common } = messagesFor(c);
		const link = { to: "/", label: common.home };
		return renderMessage(c, { title: danger.erase.doneTitle, text: [danger.erase.done], link });
	});
	return app;
}

const PATHS = { removeSlack: "/admin/desk/remove-slack", erase: "/admin/desk/erase" } as const;

function renderErasing(c: PageContext, desk: Desk, what: keyof typeof PATHS, typed?: string) {
	const { title, submit, erased, kept } = messagesFor(c).danger[what];
	const to = PATHS[what];
	const body = (
		<Warning
			locale={c.var.locale}
			{...{ to, submit, erased, kept, typed }}
			back="/admin/desk"
			name={desk.name}
		/>
	);
	const status = typed === undefined ? 200 : 422;
	return renderPage(c, { title: title(desk.name), body, status, place: "desk" });
}

function findOwnDesk(c: PageContext): Promise<Desk | null> {
	return findDesk(c.var.ctx.db, c.var.session.deskId);
}

async function readName(c: PageContext): Promise<string> {
	const entered = await parseForm(c, nameForm);
	return entered.ok ? entered.values.name : "";
}

function toInput(c: PageContext) {
	return { actor: actorOf(c), deskId: c.var.session.deskId };
}
