import type { Locale } from "../../core/locale.ts";
import { pageMessages } from "../../locales/pages/messages.ts";
import { SALESFORCE_TERMS, SALESFORCE_TERMS_VERSION } from "../../locales/pages/salesforce-terms.ts";
import { orgCallbackAddress } from "../../services/orgs/sign-in-to-org.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { FormProblem } from "../form.ts";
import { Field, SelectField, Tick } from "../parts.tsx";
import { orgPath } from "./list.tsx";

export interface ConnectFormProps {
	locale: Locale;
	origin: string;
	/** null while it is being connected for the first time. */
	org: Org | null;
	problem: FormProblem | null;
}

/** What has to be so in Salesforce, the app, the terms; then Salesforce's own sign-in. */
export function ConnectForm({ locale, origin, org, problem }: ConnectFormProps) {
	const { salesforce, common } = pageMessages(locale);
	const words = salesforce.wizard;
	const errorOf = (name: string, text: string) => {
		const error = problem?.errors[name];
		if (!error) return undefined;
		return error === "too_long" ? common.tooLong : error === "required" ? common.required : text;
	};
	const entered = (name: string, stored = "") => problem?.input[name] ?? stored;
	return (
		<>
			<section class="card">
				<h2>{words.beforeTitle}</h2>
				<ol>
					{words.before.map((step) => (
						<li>{step}</li>
					))}
				</ol>
				<p class="caption">{words.callback}</p>
				<code class="address">{orgCallbackAddress(origin)}</code>
			</section>
			<form method="post" action={org ? `${orgPath(org)}/sign-in` : "/admin/salesforce/new"} class="card">
				{!org && (
					<>
						<Field
							name="name"
							label={words.name}
							help={words.nameHelp}
							value={entered("name")}
							error={errorOf("name", words.nameInvalid)}
						/>
						<SelectField
							name="environment"
							label={words.environment}
							value={entered("environment", "sandbox")}
							error={problem?.errors.environment && common.notListed}
							options={(["sandbox", "production"] as const).map((value) => ({
								value,
								label: salesforce.environments[value],
							}))}
						/>
					</>
				)}
				<Field
					name="host"
					label={words.host}
					help={words.hostHelp}
					value={entered("host", org?.host)}
					error={errorOf("host", words.hostInvalid)}
				/>
				<Field
					name="client_id"
					label={words.clientId}
					value={entered("client_id", org?.clientId)}
					error={errorOf("client_id", common.required)}
				/>
				<Field
					name="client_secret"
					type="password"
					label={words.clientSecret}
					help={org ? words.secretKept : undefined}
					error={errorOf("client_secret", common.required)}
				/>
				<Tick
					name="session"
					label={words.sessionTick}
					checked={entered("session") === "yes"}
					error={problem?.errors.session && words.sessionNeeded}
				/>
				<h2>{words.termsTitle}</h2>
				<ul>
					{SALESFORCE_TERMS[locale].map((line) => (
						<li>{line}</li>
					))}
				</ul>
				<p class="quiet small">{words.termsVersion(SALESFORCE_TERMS_VERSION)}</p>
				<Tick
					name="terms"
					label={words.termsTick}
					checked={entered("terms") === "yes"}
					error={problem?.errors.terms && words.termsNeeded}
				/>
				<button type="submit">{words.submit}</button>
			</form>
		</>
	);
}
