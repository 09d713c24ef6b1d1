import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import type { Desk } from "../../services/desks/find-desk.ts";
import type { SetupState } from "../../services/desks/setup-state.ts";
import type { OrgView } from "../../services/orgs/describe-orgs.ts";
import type { WorkspaceView } from "../../services/workspaces/find-workspace.ts";
import { describeHearing } from "../desk/describe-hearing.ts";
import { type Mend, MendButton } from "./mend.tsx";

/** Something that isn't set up yet. */
export interface Step {
	title: string;
	help: string;
	mend: Mend;
	/** All works without it. */
	isOptional?: boolean;
}

/** What is left to do until tickets are told of in Slack, in the order in which it is done. */
export function findSlackSteps(input: {
	locale: Locale;
	desk: Desk;
	workspaces: readonly WorkspaceView[];
	setup: SetupState;
}): Step[] {
	const { locale, desk, workspaces, setup } = input;
	const { overview, standing } = pageMessages(locale, desk.provider);
	const words = overview.steps;
	if (workspaces.length === 0) {
		const mend = { label: overview.connectSlack, to: "/slack/install" };
		return [{ title: words.slack, help: words.slackHelp, mend }];
	}
	const steps: Step[] = [];
	for (const { workspace, team, mappings } of workspaces) {
		if (mappings.length > 0 || workspace.state !== "active") continue;
		const mend = { label: words.channelSubmit, to: `/admin/workspaces/${workspace.id}/where` };
		steps.push({ title: words.channel(team.name), help: words.channelHelp, mend });
	}
	const hearing = describeHearing({ desk, standing: setup, locale });
	if (desk.state === "connected" && hearing.mend) {
		const check = { label: standing.checkNow, to: "/admin/desk/check", post: {} };
		const mend = hearing.mend === "setup" ? { label: standing.toSetup, to: "/setup" } : check;
		steps.push({ title: words.hearing, help: hearing.text, mend });
	}
	if (!setup.hasColleagues) {
		const mend = { label: words.colleaguesSubmit, to: "/admin/agents" };
		steps.push({ title: words.colleagues, help: words.colleaguesHelp, mend, isOptional: true });
	}
	return steps;
}

/** Salesforce is last, and nothing waits for it. */
export function findOrgSteps(locale: Locale, orgs: readonly OrgView[]): Step[] {
	const { steps: words } = pageMessages(locale).overview;
	if (orgs.length > 0) return [];
	const mend = { label: words.salesforceSubmit, to: "/admin/salesforce" };
	return [{ title: words.salesforce, help: words.salesforceHelp, mend, isOptional: true }];
}

export function NextSteps({ locale, steps }: { locale: Locale; steps: readonly Step[] }) {
	const { overview } = pageMessages(locale);
	if (steps.length === 0) return null;
	return (
		<section class="card">
			<h2>{overview.steps.title}</h2>
			<ol class="list steps">
				{steps.map(({ title, help, mend, isOptional }, index) => (
					<li>
						<strong>{title}</strong>
						<span class="quiet">{help}</span>
						<MendButton mend={mend} look={index === 0 && !isOptional ? "first" : "second"} />
					</li>
				))}
			</ol>
		</section>
	);
}
