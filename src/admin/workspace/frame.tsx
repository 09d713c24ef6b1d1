import type { Child } from "hono/jsx";
import * as v from "valibot";
import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { EditResult, WorkspaceEdit } from "../../services/workspaces/edit-workspace.ts";
import { findWorkspace, type WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { PageContext } from "../env.ts";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "../render.tsx";

/** Of every form of settings: which state of them its editor saw. */
export const versionField = { version: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) };

/** The workspace of the address, when it is one of the session's desk. */
export function findOwn(c: PageContext): Promise<WorkspaceView | null> {
	return findWorkspace(c.var.ctx, c.var.session.deskId, c.req.param("id") ?? "");
}

export function pathOf({ workspace }: WorkspaceView): string {
	return `/admin/workspaces/${workspace.id}`;
}

export function actorOf({ var: { session } }: PageContext) {
	return { kind: "admin", id: session.agentId, name: session.agentName } as const;
}

export function toEdit(c: PageContext, { workspace }: WorkspaceView, version: number): WorkspaceEdit {
	return { actor: actorOf(c), deskId: workspace.deskId, workspaceId: workspace.id, version };
}

/** What one section of the settings answers to being saved; `again` shows the form with what was entered. */
export async function answerEdit(
	c: PageContext,
	view: WorkspaceView,
	result: EditResult,
	again: (view: WorkspaceView) => Response | Promise<Response>,
): Promise<Response> {
	if (result.ok) return c.redirect(`${pathOf(view)}?saved=1`, 303);
	const now = result.reason === "not_found" ? null : await findOwn(c);
	return now ? again(now) : renderNotFound(c);
}

export interface Section {
	view: WorkspaceView;
	title: string;
	/** Whether it shows what somebody entered and couldn't save because others had. */
	isOutdated?: boolean;
	isInvalid?: boolean;
	body: Child;
}

/** A page of settings. */
export function renderSection(c: PageContext, { view, title, isOutdated, isInvalid, body }: Section) {
	const { settings: words } = messagesFor(c);
	const isDisabled = view.workspace.state === "disabled";
	const page = (
		<>
			<p class="quiet">{view.team.name}</p>
			{isDisabled && (
				<Notice kind="danger" isStanding={true}>
					{words.disabled}
				</Notice>
			)}
			{isOutdated && !isDisabled && (
				<Notice kind="danger">
					<p>{words.changed}</p>
					<p>
						<a href={c.req.path}>{words.seeSaved}</a>
					</p>
				</Notice>
			)}
			<div data-entered={isInvalid || isOutdated ? "" : undefined}>{body}</div>
			<p>
				<a href={pathOf(view)}>{words.back}</a>
			</p>
		</>
	);
	const status = isInvalid ? 422 : isOutdated ? 409 : 200;
	return renderPage(c, { title, body: page, status, place: "overview" });
}

/** A form of settings: can be looked at only while the workspace is disabled. */
export function SettingsForm(props: {
	view: WorkspaceView;
	to: string;
	submit: string;
	locale: Locale;
	/** Part of a card, rather than one itself. */
	isBare?: boolean;
	children?: Child;
}) {
	const { view, to, submit, locale, isBare = false } = props;
	const { unsaved } = pageMessages(locale).common;
	const isDisabled = view.workspace.state === "disabled";
	return (
		<form method="post" action={`${pathOf(view)}/${to}`} class={isBare ? undefined : "card"} data-guard="">
			<fieldset disabled={isDisabled}>
				<input type="hidden" name="version" value={String(view.workspace.settingsVersion)} />
				{props.children}
				{!isDisabled && (
					<div class="row">
						<button type="submit">{submit}</button>
						<span class="quiet" data-unsaved="" hidden>
							{unsaved}
						</span>
					</div>
				)}
			</fieldset>
		</form>
	);
}
