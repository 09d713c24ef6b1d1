import type { Locale } from "../../core/locale.ts";
import { FEATURES, type Feature } from "../../core/sync/settings.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { Org } from "../../services/sync/find-org.ts";
import { parseFeatures } from "../../services/sync/org-settings.ts";
import { State } from "../parts.tsx";

export function orgStateKind(org: Pick<Org, "state">): "good" | "attention" | "off" {
	if (org.state === "connected") return "good";
	return org.state === "disconnected" || org.state === "registered" ? "off" : "attention";
}

export function orgPath({ id }: Pick<Org, "id">): string {
	return `/admin/salesforce/${id}`;
}

export function featuresOn(org: Org): Feature[] {
	const features = parseFeatures(org.features);
	return FEATURES.filter((feature) => features[feature]);
}

/** One row per org: how it is, and what runs. */
export function OrgList({ orgs, locale }: { orgs: readonly Org[]; locale: Locale }) {
	const { salesforce: words } = pageMessages(locale);
	return (
		<section class="card">
			<ul class="list states">
				{orgs.map((org) => (
					<li>
						<State kind={orgStateKind(org)}>{words.states[org.state]}</State>
						<div>
							<a href={orgPath(org)}>
								<strong>{org.name}</strong>
							</a>{" "}
							<span class="quiet">
								{[org.organizationName, words.environments[org.environment], org.edition]
									.filter((part) => part)
									.join(" · ")}
							</span>
							<Badges org={org} locale={locale} />
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}

export function Badges({ org, locale }: { org: Org; locale: Locale }) {
	const { salesforce: words } = pageMessages(locale);
	const on = featuresOn(org);
	if (on.length === 0) return <div class="quiet small">{words.allOff}</div>;
	return (
		<ul class="badges">
			{on.map((feature) => (
				<li>{words.features[feature]}</li>
			))}
		</ul>
	);
}
