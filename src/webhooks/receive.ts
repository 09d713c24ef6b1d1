import type { Context as HonoContext } from "hono";
import type { AppEnv } from "../app-env.ts";
import type { ProviderName } from "../desk/help-desk.ts";
import { type Receipt, receiveWebhook } from "../services/hearing/receive-webhook.ts";

/** What is no event of ours is taken without a word: the desk would send it again, or stop sending. */
const STATUS = { accepted: 200, unreadable: 200, forged: 401, unknown_desk: 404 } as const satisfies Record<
	Receipt,
	number
>;

export async function handleWebhook(
	c: HonoContext<AppEnv>,
	provider: ProviderName,
	deskId: string,
	rawBody: string,
): Promise<Response> {
	const { headers } = c.req.raw;
	const receipt = await receiveWebhook(c.var.ctx, { provider, deskId, headers, rawBody });
	return c.body(null, STATUS[receipt]);
}
