import type { Context } from "../../context.ts";
import { settings } from "../../db/schema.ts";

/** What `/setup` may show: secrets only as "set" or not. */
export interface SettingsDescription {
	origin: string | null;
	appId: string | null;
	clientId: string | null;
	clientSecretSet: boolean;
	signingSecretSet: boolean;
}

export async function describeSettings(ctx: Context): Promise<SettingsDescription> {
	const rows = await ctx.db.select({ name: settings.name, value: settings.value }).from(settings);
	const values = new Map(rows.map(({ name, value }) => [name, value]));
	return {
		origin: values.get("origin") ?? null,
		appId: values.get("slack_app_id") ?? null,
		clientId: values.get("slack_client_id") ?? null,
		clientSecretSet: values.has("slack_client_secret"),
		signingSecretSet: values.has("slack_signing_secret"),
	};
}
