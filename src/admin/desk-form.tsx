import type { Locale } from "../core/locale.ts";
import type { ProviderName } from "../desk/help-desk.ts";
import { type PageMessages, pageMessages } from "../locales/pages/messages.ts";
import { callbackAddress } from "../services/desks/callback-address.ts";
import type { Desk } from "../services/desks/find-desk.ts";
import type { FormProblem } from "./form.ts";
import { Action, Field, SelectField } from "./parts.tsx";
import { DATA_CENTRE_KEYS } from "./vendors.ts";

export interface DeskFormProps {
	locale: Locale;
	provider: ProviderName;
	/** null while it is being registered. */
	desk: Desk | null;
	origin: string;
	scopes: readonly string[];
	problem: FormProblem | null;
}

export function DeskForm({ locale, provider, desk, origin, scopes, problem }: DeskFormProps) {
	const { desk: words, setup, common } = pageMessages(locale);
	const errorOf = (name: string) => toText(problem?.errors[name], name, provider, pageMessages(locale));
	return (
		<>
			<section class="card">
				<h2>{words.stepsTitle}</h2>
				<ol>
					{words.steps[provider].map((step) => (
						<li>{step}</li>
					))}
				</ol>
				<p class="caption">{words.redirect}</p>
				<code class="address">{callbackAddress(origin, provider)}</code>
				<p class="caption">{words.scopes}</p>
				<code class="address">{scopes.join(provider === "zoho" ? "," : " ")}</code>
				<p class="quiet small">{words.scopesHelp}</p>
			</section>
			<form
				method="post"
				action={desk ? `/setup/desks/${desk.id}` : `/setup/desks/new/${provider}`}
				class="card"
			>
				{!desk && <AddressField {...{ locale, provider, problem, error: errorOf("address") }} />}
				<Field
					name="client_id"
					label={provider === "zendesk" ? words.zendeskClientId : words.zohoClientId}
					value={problem?.input.client_id ?? desk?.clientId ?? ""}
					error={errorOf("client_id")}
				/>
				<Field
					name="client_secret"
					type="password"
					label={words.clientSecret}
					help={desk ? setup.slack.secretIsSet : setup.slack.secretIsNotSet}
					error={errorOf("client_secret")}
				/>
				<button type="submit">{desk ? common.save : words.submitNew}</button>
			</form>
			{desk?.state === "registered" && (
				<>
					<Action to={`/setup/desks/${desk.id}/remove`} label={words.remove} look="plain" />
					<p class="quiet small">{words.removeHelp}</p>
				</>
			)}
		</>
	);
}

function AddressField(
	props: Pick<DeskFormProps, "locale" | "provider" | "problem"> & { error: string | undefined },
) {
	const { desk: words } = pageMessages(props.locale);
	const shared = { name: "address", value: props.problem?.input.address ?? "", error: props.error };
	if (props.provider === "zendesk") {
		return <Field {...shared} label={words.zendeskAddress} help={words.zendeskAddressHelp} />;
	}
	const names: Record<string, string> = words.dataCentres;
	const options = DATA_CENTRE_KEYS.map((value) => ({ value, label: names[value] ?? value }));
	return (
		<SelectField
			{...shared}
			label={words.zohoAddress}
			help={words.zohoAddressHelp}
			empty={words.choose}
			options={options}
		/>
	);
}

function toText(
	error: string | undefined,
	name: string,
	provider: ProviderName,
	{ common, desk: words }: PageMessages,
): string | undefined {
	if (!error) return undefined;
	if (error === "too_long") return common.tooLong;
	if (error === "taken") return words.taken;
	if (name !== "address") return common.required;
	return provider === "zendesk" ? words.zendeskAddressInvalid : words.zohoAddressInvalid;
}
