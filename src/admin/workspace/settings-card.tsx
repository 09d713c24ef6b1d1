import type { Locale } from "../../core/locale.ts";
import { isSwitchedOn, NO_FILTERS, parseFilters, parseSwitches } from "../../core/notification-settings.ts";
import type { TicketEventType } from "../../core/ticket-event.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { channelNames } from "../workspace-parts.tsx";
import { toClock } from "./clock.ts";
import { pathOf } from "./frame.tsx";

/** Each part of the settings in a line, with the way to it. */
export function SettingsCard(props: {
	locale: Locale;
	view: WorkspaceView;
	/** Events that the desk tells of. */
	feedable: readonly TicketEventType[];
}) {
	const { locale, view, feedable } = props;
	const { settings: words, deliveries, workspace } = pageMessages(locale, view.desk.provider);
	const switches = parseSwitches(view.workspace.switches);
	const on = feedable.filter((type) => isSwitchedOn(switches, type)).length;
	const { mode, quietFrom, quietTo, digestMinute, layout } = view.workspace;
	const hasFilters = JSON.stringify(parseFilters(view.workspace.filters)) !== JSON.stringify(NO_FILTERS);
	const quiet = quietFrom === null ? words.none : `${toClock(quietFrom)}–${toClock(quietTo)}`;
	const lines = [
		[
			"where",
			words.where.title,
			mode === "all"
				? words.where.summaryAll(channelNames(view, workspace))
				: words.where.summaryEach(String(view.mappings.length)),
		],
		["what", words.what.title, words.what.summary(String(on), String(feedable.length))],
		["filters", words.filters.title, hasFilters ? words.filters.summary : words.filters.summaryNone],
		["when", words.when.title, words.when.summary(quiet, toClock(digestMinute) || words.none)],
		["look", words.look.title, `${words.look[layout]} · ${words.look.locales[view.workspace.locale]}`],
		["deliveries", deliveries.title, deliveries.summary],
	] as const;
	return (
		<section class="card">
			<h2>{words.title}</h2>
			<dl class="list">
				{lines.map(([path, title, summary]) => (
					<div>
						<dt>
							<a href={`${pathOf(view)}/${path}`}>{title}</a>
						</dt>
						<dd>{summary}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
