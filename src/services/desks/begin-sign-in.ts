import type { Context } from "../../context.ts";
import { randomToken } from "../../lib/crypto.ts";
import { requireOrigin } from "../settings/settings.ts";
import { beginFlow, type FlowPayload } from "../sign-in/flows.ts";
import { callbackAddress } from "./callback-address.ts";
import { openClientSecret } from "./client-secret.ts";
import type { Desk } from "./find-desk.ts";

export interface SignInStart {
	desk: Desk;
	browser: string;
	intent: FlowPayload<"desk_connect">["intent"];
	agreement: FlowPayload<"desk_connect">["agreement"];
}

/** The vendor's address where an administrator signs in. Throws `SetupIncomplete`. */
export async function beginSignIn(ctx: Context, start: SignInStart): Promise<string> {
	const { desk, browser, intent, agreement } = start;
	const origin = await requireOrigin(ctx);
	const codeVerifier = randomToken();
	const payload = { deskId: desk.id, codeVerifier, intent, agreement };
	const state = await beginFlow(ctx, "desk_connect", browser, payload);
	const clientSecret = await openClientSecret(ctx, { desk, clientSecretSealed: desk.clientSecretSealed });
	return ctx.provider(desk.provider).authorizationUrl(desk, {
		client: { clientId: desk.clientId, clientSecret },
		redirectUri: callbackAddress(origin, desk.provider),
		state,
		codeVerifier,
		role: "admin",
	});
}
