import * as v from "valibot";
import type { Context } from "../context.ts";
import type { SettingsDescription } from "../services/settings/describe-settings.ts";
import { readSetting, type SettingName } from "../services/settings/settings.ts";
import { optionalText, requiredText } from "./form.ts";

/** The Slack app as its own page shows it. Secrets may stay empty once they are set. */
export const slackForm = v.object({
	app_id: v.pipe(requiredText(40), v.regex(/^A[A-Z0-9]{2,30}$/, "invalid")),
	client_id: v.pipe(requiredText(60), v.regex(/^\d{1,30}\.\d{1,30}$/, "invalid")),
	client_secret: optionalText(200),
	signing_secret: v.pipe(optionalText(200), v.regex(/^(?:[A-Za-z0-9]{20,128})?$/, "invalid")),
});
export type SlackForm = v.InferOutput<typeof slackForm>;

/** The secrets that are neither given nor kept, as errors; null when nothing is missing. */
export function findMissingSecrets(form: SlackForm, kept: SettingsDescription | null) {
	const errors: Record<string, string> = {};
	if (!form.client_secret && !kept?.clientSecretSet) errors.client_secret = "required";
	if (!form.signing_secret && !kept?.signingSecretSet) errors.signing_secret = "required";
	return Object.keys(errors).length > 0 ? errors : null;
}

/** A replaced signing secret stays valid beside the new one: Slack goes on with it until it is changed there. */
export async function toSlackSettings(ctx: Context, form: SlackForm) {
	const values: Partial<Record<SettingName, string>> = {
		slack_app_id: form.app_id,
		slack_client_id: form.client_id,
		slack_client_secret: form.client_secret,
		slack_signing_secret: form.signing_secret,
	};
	const current = form.signing_secret ? await readSetting(ctx, "slack_signing_secret") : null;
	if (current && current !== form.signing_secret) values.slack_previous_signing_secret = current;
	return values;
}
