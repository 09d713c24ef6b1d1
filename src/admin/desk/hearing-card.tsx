import type { DeskHealth } from "../../context.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { vendorName } from "../../locales/slack/vendor-name.ts";
import type { DeskView } from "../desk.tsx";
import { Moment } from "../moment.tsx";
import { Action, State } from "../parts.tsx";
import { describeHearing } from "./describe-hearing.ts";

/** In which way the desk tells of changes, why not in the better one, and when it was last asked. */
export function HearingCard({ view }: { view: DeskView }) {
	const { desk, standing, clock } = view;
	const { standing: words } = pageMessages(clock.locale);
	const { kind, way, text, mend } = describeHearing({ desk, standing, locale: clock.locale });
	const isHeard = desk.listeningAt !== null && desk.state === "connected";
	return (
		<section class="card">
			<h2>{words.hearing}</h2>
			<p>
				<State kind={kind}>{words.ways[way]}</State>
			</p>
			<p>{text}</p>
			{(mend === "check" || mend === "setup") && (
				<div class="row">
					<Action to="/admin/desk/check" label={words.checkNow} />
					{mend === "setup" && <a href="/setup">{words.toSetup}</a>}
				</div>
			)}
			{isHeard && <Times view={view} />}
			{isHeard && !standing.health && <p class="quiet">{words.unknown}</p>}
			{standing.health?.patience && <Patience view={view} patience={standing.health.patience} />}
			<p>
				<a href="/admin/activity">{words.seen}</a>
			</p>
		</section>
	);
}

function Times({ view: { desk, standing, clock } }: { view: DeskView }) {
	const { standing: words } = pageMessages(clock.locale);
	const { webhook, health } = standing;
	const past = (at: number | null | undefined) => (at == null ? words.never : <Moment at={at} {...clock} />);
	const future = (at: number | null | undefined) =>
		at == null || at - clock.now < 60_000 ? words.soon : <Moment at={at} {...clock} />;
	const isFailing = webhook?.state === "failing" && webhook.checkedAt !== null;
	return (
		<dl>
			{webhook && <dt>{isFailing ? words.failingSince : words.lookedAt}</dt>}
			{webhook && <dd>{past(webhook.checkedAt)}</dd>}
			{webhook && <dt>{words.nextLook}</dt>}
			{webhook && <dd>{future(webhook.nextCheckAt)}</dd>}
			{health && <dt>{words.polledAt}</dt>}
			{health && <dd>{past(health.polledAt)}</dd>}
			<dt>{words.nextPoll}</dt>
			<dd>{future(desk.nextPollAt)}</dd>
			{health && health.looks > 0 && <dt>{words.toRead(words.tickets[desk.provider])}</dt>}
			{health && health.looks > 0 && <dd>{health.looks.toLocaleString(clock.locale)}</dd>}
			{health && health.notices > 0 && <dt>{words.toHandOver}</dt>}
			{health && health.notices > 0 && <dd>{health.notices.toLocaleString(clock.locale)}</dd>}
		</dl>
	);
}

function Patience(props: { view: DeskView; patience: NonNullable<DeskHealth["patience"]> }) {
	const { view, patience } = props;
	const { standing: words } = pageMessages(view.clock.locale);
	const vendor = vendorName(view.desk.provider);
	return (
		<p>
			{patience.reason === "vendor" ? words.patience(vendor) : words.refusing(vendor)}{" "}
			<Moment at={patience.until} {...view.clock} />
		</p>
	);
}
