import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { AgentLinkView } from "../../services/agent-links/list-links.ts";
import { type Clock, Moment } from "../moment.tsx";
import { Field, State } from "../parts.tsx";

/** Leads to the same page again. */
export function AgentSearch({ locale, search }: { locale: Locale; search: string }) {
	const { agents: words } = pageMessages(locale);
	return (
		<form method="get" action="/admin/agents" data-live="">
			<Field name="q" label={words.search} help={words.searchHelp}>
				<div class="search">
					<input id="q" name="q" type="search" value={search} autocomplete="off" aria-describedby="q-help" />
					<button type="submit" class="second">
						{words.searchSubmit}
					</button>
					{search && <a href="/admin/agents">{words.everybody}</a>}
				</div>
			</Field>
		</form>
	);
}

export function AgentTable({ links, clock }: { links: readonly AgentLinkView[]; clock: Clock }) {
	const { agents: words } = pageMessages(clock.locale);
	const headings = [words.agent, words.slack, words.state, words.since];
	return (
		<>
			<table>
				<thead>
					<tr>
						{headings.map((heading) => (
							<th scope="col">{heading}</th>
						))}
						<td />
					</tr>
				</thead>
				<tbody>
					{links.map((link) => (
						<Row link={link} clock={clock} />
					))}
				</tbody>
			</table>
			{links.some(({ isSignedIn }) => !isSignedIn) && <p class="quiet">{words.endedHelp}</p>}
		</>
	);
}

function Row({ link, clock }: { link: AgentLinkView; clock: Clock }) {
	const { agents: words } = pageMessages(clock.locale);
	return (
		<tr>
			<th scope="row">
				{link.agentName}
				<div class="quiet">{words.roles[link.role]}</div>
			</th>
			<td data-label={words.slack}>
				{link.teamName}
				<div>
					<code>{link.slackUserId}</code>
				</div>
			</td>
			<td data-label={words.state}>
				<State kind={link.isSignedIn ? "good" : "attention"}>
					{link.isSignedIn ? words.signedIn : words.ended}
				</State>
				{link.carriesDesk && <div class="quiet">{words.carriesDesk}</div>}
			</td>
			<td data-label={words.since}>
				<Moment at={link.linkedAt} {...clock} />
			</td>
			<td class="whole">
				<a
					href={`/admin/agents/${link.id}/unlink`}
					aria-label={words.unlinkLabel(link.agentName, link.teamName)}
				>
					{words.unlink}
				</a>
			</td>
		</tr>
	);
}
