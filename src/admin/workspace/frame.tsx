import type { Child } from "hono/jsx";
import * as v from "valibot";
import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { EditResult, WorkspaceEdit } from "../../services/workspaces/edit-workspace.ts";
import { findWorkspace, type WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { PageContext } from "../env.ts";
import { Notice } from "../parts.tsx";
import { messagesFor, renderNotFound, renderPage } from "../render.tsx";
import { ChangeList, tellChanges } from "./changes.tsx";

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

/** What somebody entered that isn't saved: others had saved before, or the session had ended. */
export interface Entered {
	/** Of the settings as they saw them. */
	version: number;
	how: "sent" | "kept";
}

export interface Section {
	view: WorkspaceView;
	title: string;
	entered?: Entered | null | undefined;
	isInvalid?: boolean;
	body: Child;
}

/** A page of settings. */
export async function renderSection(c: PageContext, section: Section) {
	const { view, title, entered = null, isInvalid = false, body } = section;
	const { settings: words } = messagesFor(c);
	const isDisabled = view.workspace.state === "disabled";
	const isOutdated = entered !== null && entered.version !== view.workspace.settingsVersion;
	const changes = isOutdated && !isDisabled ? await tellChanges(c, view, entered.version) : [];
	const page = (
		<>
			<p class="quiet">{view.team.name}</p>
			{isDisabled && (
				<Notice kind="danger" isStanding={true}>
					{words.disabled}
				</Notice>
			)}
			{entered?.how === "kept" && <Notice kind="info">{words.kept}</Notice>}
			{isOutdated && !isDisabled && (
				<Notice kind="danger">
					<p>{words.changed}</p>
					<ChangeList {...{ c, view, changes }} />
					<p>{words.changedHelp}</p>
				</Notice>
			)}
			{entered && (
				<p>
					<a href={`${pageOf(c)}?now=1`}>{words.seeSaved}</a>
				</p>
			)}
			<div data-entered={isInvalid || entered ? "" : undefined}>{body}</div>
		</>
	);
	const up = { to: pathOf(view), label: words.back };
	const status = isInvalid ? 422 : entered?.how === "sent" ? 409 : 200;
	return renderPage(c, { title, body: page, status, place: "overview", up });
}

/** A form of two on one page is sent below that page's address. */
function pageOf(c: PageContext): string {
	return c.req.path.replace(/\/(all|each)$/, "");
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
