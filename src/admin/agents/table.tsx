import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { AgentLinkView } from "../../services/agent-links/list-links.ts";
import { type Clock, Moment } from "../moment.tsx";
import { Field, State } from "../parts.tsx";

/** Leads to the same page again. */
export function AgentSearch({ locale, search }: { locale: Locale; search: string }) {
	const { agents: words } = pageMessages(locale);
	return (
		<form method="get" action="/admin/agents">
			<Field name="q" type="search" label={words.search} help={words.searchHelp} value={search} />
			<div class="row">
				<button type="submit" class="second">
					{words.searchSubmit}
				</button>
				{search && <a href="/admin/agents">{words.everybody}</a>}
			</div>
		</form>
	);
}

export function AgentTable({ links, clock }: { links: readonly AgentLinkView[]; clock: Clock }) {
	const { agents: words } = pageMessages(clock.locale);
	const headings = [words.agent, words.slack, words.state, words.since];
	return (
		<table class="cards">
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
				{!link.isSignedIn && <div class="quiet">{words.endedHelp}</div>}
				{link.carriesDesk && <div class="quiet">{words.carriesDesk}</div>}
			</td>
			<td data-label={words.since}>
				<Moment at={link.linkedAt} {...clock} />
			</td>
			<td>
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
