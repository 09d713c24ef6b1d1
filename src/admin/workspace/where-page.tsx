import type { Locale } from "../../core/locale.ts";
import type { Department } from "../../core/ticket.ts";
import { type PageMessages, pageMessages } from "../../locales/pages/messages.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import type { ChannelSearch } from "../../services/workspaces/list-channels.ts";
import { withQuery } from "../activity/query.ts";
import { Field, Notice } from "../parts.tsx";
import { ChannelChoices, ChannelOptions } from "./channel-picker.tsx";
import { pathOf, SettingsForm } from "./frame.tsx";
import { DEPARTMENT_FIELD } from "./where-input.ts";

/** What the departments' fields offer. */
const OPTIONS = "channel-options";

export interface WherePageProps {
	locale: Locale;
	view: WorkspaceView;
	/** What channels were searched by. */
	words: string;
	channels: ChannelSearch;
	/** null when the desk doesn't tell. */
	departments: Department[] | null;
	input: Record<string, string>;
	errors: Record<string, string>;
	problem: string | null;
}

export function WherePage(props: WherePageProps) {
	const { view, locale, departments, problem, channels } = props;
	const words = pageMessages(locale, view.desk.provider).settings.where;
	const path = pathOf(view);
	return (
		<>
			{problem && <Notice kind="danger">{problem}</Notice>}
			<AllToOne {...props} />
			<section class="card">
				<h2>{words.each}</h2>
				{view.workspace.mode === "each" && <p class="quiet">{words.current}</p>}
				{departments ? (
					<SettingsForm view={view} to="where/each" submit={words.submitEach} isBare={true} locale={locale}>
						<p class="quiet small">{words.eachHelp}</p>
						<div class="pairs">
							{departments.map((department) => (
								<DepartmentField {...props} department={department} />
							))}
						</div>
						<datalist id={OPTIONS} data-source={`${path}/channels?as=options`}>
							<ChannelOptions locale={locale} channels={channels} />
						</datalist>
					</SettingsForm>
				) : (
					<Notice kind="info">{words.noDepartments}</Notice>
				)}
			</section>
			<section class="card">
				<h2>{words.missing}</h2>
				<p>{words.missingHelp}</p>
				<p>
					<a class="button second" href={withQuery(`${path}/where`, { q: props.words, fresh: "1" })}>
						{words.lookAgain}
					</a>
				</p>
			</section>
		</>
	);
}

function AllToOne(props: WherePageProps) {
	const { view, locale, words: searched, channels, input, errors } = props;
	const words = pageMessages(locale, view.desk.provider).settings.where;
	const path = pathOf(view);
	const isNow = view.workspace.mode === "all";
	const all = view.mappings.find(({ departmentId }) => departmentId === "*");
	const chosen = input.channel ?? all?.channelId ?? "";
	const error = errors.channel;
	return (
		<section class="card">
			<h2>{words.all}</h2>
			{isNow && <p class="quiet">{words.current}</p>}
			<p class="quiet small">{words.allHelp}</p>
			<form method="get" action={`${path}/where`} data-picker={`${path}/channels`}>
				<Field name="q" label={words.search} help={words.searchHelp}>
					<div class="search">
						<input
							id="q"
							name="q"
							type="search"
							value={searched}
							autocomplete="off"
							aria-describedby="q-help"
							aria-controls="channel-choices"
						/>
						<button type="submit" class="second">
							{words.searchSubmit}
						</button>
					</div>
				</Field>
			</form>
			<SettingsForm view={view} to="where/all" submit={words.submitAll} isBare={true} locale={locale}>
				<fieldset aria-describedby={error ? "channel-error" : undefined}>
					<legend>{words.channel}</legend>
					<div id="channel-choices" class="field">
						<ChannelChoices {...{ locale, view, words: searched, channels, chosen }} />
					</div>
					{error && (
						<p class="error" id="channel-error">
							{error}
						</p>
					)}
				</fieldset>
				<Field
					name="channel_id"
					label={words.channelId}
					help={words.channelIdHelp}
					value={input.channel_id ?? ""}
					error={errors.channel_id}
				/>
			</SettingsForm>
		</section>
	);
}

function DepartmentField(props: WherePageProps & { department: Department }) {
	const { view, locale, input, errors, department } = props;
	const messages = pageMessages(locale, view.desk.provider);
	const name = DEPARTMENT_FIELD + department.id;
	const error = errors[name];
	return (
		<Field name={name} label={department.name} error={error}>
			<input
				id={name}
				name={name}
				list={OPTIONS}
				value={input[name] ?? enteredOf(view, department.id, messages)}
				placeholder={messages.settings.where.nowhere}
				autocomplete="off"
				autocapitalize="off"
				spellcheck={false}
				{...(error ? { "aria-invalid": "true", "aria-describedby": `${name}-error`, autofocus: true } : {})}
			/>
		</Field>
	);
}

/** A department's channel as it would be typed; empty for none. */
function enteredOf(view: WorkspaceView, departmentId: string, messages: PageMessages): string {
	const mapping = view.mappings.find((row) => row.departmentId === departmentId);
	if (!mapping) return "";
	if (mapping.channelKind === "direct") return messages.settings.where.directShort;
	return mapping.channelName ? `#${mapping.channelName}` : mapping.channelId;
}
