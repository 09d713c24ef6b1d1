import { troubleKind } from "../../slack/views/trouble.ts";
import type { PageContext } from "../env.ts";
import { formatMoment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { channelName, missingScopes } from "../workspace-parts.tsx";
import type { Place } from "./frame.tsx";

/** What stops messages at this moment, each beside the way to mend it. */
export function Obstacles({ c, place }: { c: PageContext; place: Place }) {
	const { activity, common, overview, workspace: words, trouble } = messagesFor(c);
	const { problems } = activity;
	const needsSignIn = place.desk.state !== "connected";
	const found = place.workspaces
		.filter(({ workspace }) => workspace.state === "active")
		.flatMap((view) => {
			const { team, mappings } = view;
			const missing = missingScopes(view);
			const ofTeam =
				team.state === "revoked"
					? words.revoked
					: team.trouble
						? trouble.channel[troubleKind(team.trouble)]
						: missing.length > 0
							? words.missingScopes(missing.join(", "))
							: null;
			const ofChannels = mappings.flatMap((mapping) => {
				if (!mapping.trouble) return [];
				const since =
					mapping.troubleAt === null
						? ""
						: ` ${trouble.since(formatMoment(mapping.troubleAt, c.var.locale, place.timezone))}`;
				const name = problems.channelIn(channelName(mapping, words), team.name);
				return [{ view, name, text: trouble.channel[troubleKind(mapping.trouble)] + since }];
			});
			return ofTeam === null ? ofChannels : [{ view, name: team.name, text: ofTeam }, ...ofChannels];
		});
	if (!needsSignIn && found.length === 0) return null;
	return (
		<section class="card">
			<h2>{problems.now}</h2>
			{needsSignIn && (
				<div class="row">
					<State kind="attention">{common.states.attention}</State>
					<span>{problems.desk}</span>
					<Action
						to={`/admin/desks/${place.desk.id}/sign-in`}
						name="intent"
						value="connect"
						label={overview.signInAgain}
					/>
				</div>
			)}
			{found.map(({ view, name, text }) => (
				<div>
					<strong>{name}</strong>
					<p>
						{text} <a href={`/admin/workspaces/${view.workspace.id}`}>{problems.open}</a>
					</p>
				</div>
			))}
		</section>
	);
}
