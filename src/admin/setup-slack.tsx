import { pageMessages } from "../locales/pages/messages.ts";
import { APP_NAME, buildManifest, COMMAND, createAppUrl } from "../slack/manifest.ts";
import { Field } from "./parts.tsx";
import type { SetupPageProps } from "./setup-page.tsx";

type Props = Pick<SetupPageProps, "locale" | "settings" | "problem" | "ticketHosts"> & { origin: string };

/** How the Slack app is made, and the four values it hands out. */
export function SlackAppCard({ locale, settings, problem, ticketHosts, origin }: Props) {
	const { slack } = pageMessages(locale).setup;
	const manifest = buildManifest({ origin, command: COMMAND, name: APP_NAME, ticketHosts });
	const complete = settings?.clientSecretSet && settings.signingSecretSet;
	return (
		<section class="card">
			<h2>{slack.title}</h2>
			<p class="quiet">{slack.lead}</p>
			<ol>
				{slack.steps.map((step) => (
					<li>{step}</li>
				))}
			</ol>
			<div class="row">
				<a class={complete ? "button second" : "button"} href={createAppUrl(manifest)} rel="noreferrer">
					{slack.create}
				</a>
				<a href="/setup/manifest.json">{slack.download}</a>
			</div>
			<details>
				<summary>{slack.manifest}</summary>
				<p class="small quiet" id="manifest-help">
					{slack.manifestHelp}
				</p>
				<textarea
					readonly
					rows={12}
					aria-label={slack.manifest}
					aria-describedby="manifest-help"
					spellcheck={false}
				>
					{JSON.stringify(manifest, null, 2)}
				</textarea>
			</details>
			<SlackFields locale={locale} settings={settings} problem={problem} />
			<h2>{slack.secondTitle}</h2>
			<p class="quiet">{slack.second}</p>
			{complete && <p class="quiet small">{slack.previousKept}</p>}
		</section>
	);
}

function SlackFields({ locale, settings, problem }: Omit<Props, "origin" | "ticketHosts">) {
	const { setup, common } = pageMessages(locale);
	const { slack } = setup;
	const words: Record<string, string> = {
		app_id: slack.appIdInvalid,
		client_id: slack.clientIdInvalid,
		signing_secret: slack.signingSecretInvalid,
	};
	const errorOf = (name: string) => {
		const error = problem?.errors[name];
		if (!error) return undefined;
		if (error === "required") return common.required;
		return error === "too_long" ? common.tooLong : words[name];
	};
	const secretHelp = (isSet: boolean | undefined) => (isSet ? slack.secretIsSet : slack.secretIsNotSet);
	return (
		<form method="post" action="/setup/slack">
			<Field
				name="app_id"
				label={slack.appId}
				help={slack.appIdHelp}
				value={problem?.input.app_id ?? settings?.appId ?? ""}
				error={errorOf("app_id")}
			/>
			<Field
				name="client_id"
				label={slack.clientId}
				value={problem?.input.client_id ?? settings?.clientId ?? ""}
				error={errorOf("client_id")}
			/>
			<Field
				name="client_secret"
				type="password"
				label={slack.clientSecret}
				help={secretHelp(settings?.clientSecretSet)}
				error={errorOf("client_secret")}
			/>
			<Field
				name="signing_secret"
				type="password"
				label={slack.signingSecret}
				help={secretHelp(settings?.signingSecretSet)}
				error={errorOf("signing_secret")}
			/>
			<button type="submit">{common.save}</button>
		</form>
	);
}
