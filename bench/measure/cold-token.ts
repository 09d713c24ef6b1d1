import type { TokenGrant } from "../../src/desk/help-desk.ts";
import type { Credential } from "../../src/objects/credential.ts";
import type { InstantDesk } from "../instant-desk.ts";
import { median, spread } from "../median.ts";
import type { Row } from "../rows.ts";
import { expectAnswer } from "../send-command.ts";
import type { Instance } from "../workerd.ts";
import { expiredCredentialId, expiredPersonId, personId, TICKET_SUBJECT, ZENDESK_CHANNEL } from "../world.ts";

/** Each person once: their token has run out, so the command waits for one refresh. */
export async function measureColdToken(instance: Instance, desk: InstantDesk, samples: number): Promise<Row> {
	const objects = await instance.objects("CREDENTIALS");
	for (let index = 0; index < samples; index++) {
		const stub = objects.get(objects.idFromName(expiredCredentialId(index)));
		await (stub as unknown as Pick<Credential, "adopt">).adopt(expiredGrant(index));
	}
	desk.record(0);
	const cold: number[] = [];
	const warm: number[] = [];
	for (let index = 0; index < samples; index++) {
		cold.push(await ask(instance, expiredPersonId(index)));
		warm.push(await ask(instance, personId(index)));
	}
	const refreshes = desk.recorded().urls.filter((url) => url.endsWith("/oauth/tokens")).length;
	desk.endRecording();
	const [value, against] = [median(cold), median(warm)];
	return {
		name: "command.ticket.cold_token",
		value,
		unit: "ms",
		against,
		ratio: value / against,
		note: `against a token that lasts; ${samples} commands, ${refreshes} refreshes; ${spread(cold, 1)} ms`,
	};
}

async function ask({ origin }: Instance, userId: string): Promise<number> {
	const command = { userId, channelId: ZENDESK_CHANNEL, text: "104207" };
	return (await expectAnswer(origin, command, TICKET_SUBJECT)).ms;
}

function expiredGrant(index: number): TokenGrant {
	return {
		accessToken: `bench-expired-access-${index}`,
		refreshToken: `bench-expired-refresh-${index}`,
		accessExpiresAt: Date.now() - 60_000,
		refreshExpiresAt: null,
		scopes: ["read", "tickets:write"],
	};
}
