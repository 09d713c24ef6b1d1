import type { Locale } from "../../core/locale.ts";
import type { Department } from "../../core/ticket.ts";
import { type PageMessages, pageMessages } from "../../locales/pages/messages.ts";
import { DIRECT } from "../../services/workspaces/check-channel.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { ChannelOption } from "../../services/workspaces/list-channels.ts";
import { Field, Notice, SelectField } from "../parts.tsx";
import { channelName } from "../workspace-parts.tsx";
import { pathOf, SettingsForm } from "./frame.tsx";

/** Before a department's id in the name of its field. */
export const DEPARTMENT_FIELD = "department_";

export interface ChannelList {
	channels: ChannelOption[];
	more: boolean;
	/** Slack's word for why there is no list. */
	problem: string | null;
}

export interface WherePageProps {
	locale: Locale;
	view: WorkspaceView;
	/** What channels were searched by. */
	words: string;
	channels: ChannelList;
	/** null when the desk doesn't tell. */
	departments: Department[] | null;
	input: Record<string, string>;
	errors: Record<string, string>;
	problem: string | null;
}

export function WherePage(props: WherePageProps) {
	const { view, channels, departments, input, errors, problem } = props;
	const messages = pageMessages(props.locale, view.desk.provider);
	const words = messages.settings.where;
	const { mode } = view.workspace;
	const options = toOptions(props, messages);
	const all = view.mappings.find(({ departmentId }) => departmentId === "*");
	const field = (name: string, value: string) => ({
		name,
		value: input[name] ?? value,
		error: errors[name],
	});
	return (
		<>
			{problem && <Notice kind="danger">{problem}</Notice>}
			{channels.problem && <Notice kind="danger">{words.noChannels(channels.problem)}</Notice>}
			<form method="get" action={`${pathOf(view)}/where`}>
				<Field name="q" type="search" label={words.search} help={words.searchHelp} value={props.words} />
				<p>
					<button type="submit" class="second">
						{words.searchSubmit}
					</button>
				</p>
				{channels.more && <p class="quiet">{words.more}</p>}
			</form>
			<h2>{words.all}</h2>
			<SettingsForm view={view} to="where/all" submit={words.submitAll}>
				{mode === "all" && <p class="quiet">{words.current}</p>}
				<p class="quiet small">{words.allHelp}</p>
				<SelectField
					{...field("channel", all?.channelId ?? "")}
					label={words.channel}
					empty={words.choose}
					options={options}
				/>
				<Field {...field("channel_id", "")} label={words.channelId} help={words.channelIdHelp} />
			</SettingsForm>
			<h2>{words.each}</h2>
			{departments ? (
				<SettingsForm view={view} to="where/each" submit={words.submitEach}>
					{mode === "each" && <p class="quiet">{words.current}</p>}
					<p class="quiet small">{words.eachHelp}</p>
					{departments.map(({ id, name }) => (
						<SelectField
							{...field(DEPARTMENT_FIELD + id, channelOf(view, id))}
							label={name}
							empty={words.nowhere}
							options={options}
						/>
					))}
				</SettingsForm>
			) : (
				<Notice kind="info">{words.noDepartments}</Notice>
			)}
		</>
	);
}

function channelOf(view: WorkspaceView, departmentId: string): string {
	return view.mappings.find((row) => row.departmentId === departmentId)?.channelId ?? "";
}

/** What Slack lists, and whatever is chosen already. */
function toOptions({ view, channels, input }: WherePageProps, messages: PageMessages) {
	const words = messages.settings.where;
	const options = new Map<string, string>([[DIRECT, words.direct]]);
	for (const mapping of view.mappings)
		options.set(mapping.channelId, channelName(mapping, messages.workspace));
	for (const { id, name, isPrivate, isShared } of channels.channels) {
		const marks = [isPrivate && words.isPrivate, isShared && words.shared].filter(Boolean);
		options.set(id, marks.length > 0 ? `#${name} (${marks.join(", ")})` : `#${name}`);
	}
	for (const [name, value] of Object.entries(input)) {
		if (name !== "channel_id" && value && !options.has(value)) options.set(value, value);
	}
	return [...options].map(([value, label]) => ({ value, label }));
}
