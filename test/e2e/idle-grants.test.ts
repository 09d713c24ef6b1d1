import { beforeAll, describe, expect, it } from "vitest";
import { holdBackground } from "../support/background.ts";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { linkAgent, placeOf, TICKET, type } from "../support/sign-in.ts";
import { sentRefreshTokens, TOKEN_ADDRESS } from "../support/token-traffic.ts";

const DAY_MS = 86_400_000;
const IDLE_DAYS = 100;
/** The longest that Zendesk grants a refresh token. */
const REFRESH_TOKEN_DAYS = 90;

const sandboxOf = useSandbox("idle-grants", BOOTED);
let linkedAt: number;
let renewedOnDays: number[];
let zohoRefreshesWhileIdle: number;

/** Alex signs in to both desks, and then nobody does anything for longer than a refresh token lives. */
beforeAll(async () => {
	const sandbox = sandboxOf();
	await linkAgent(sandbox, "alex", "zendesk");
	await linkAgent(sandbox, "alex", "zoho");
	await holdBackground(sandbox);
	linkedAt = sandbox.clock.now();
	await sandbox.passDays(IDLE_DAYS);
	renewedOnDays = sandbox.traffic().flatMap(({ at, url, status, requestBody }) => {
		const isRenewal = url.includes(TOKEN_ADDRESS.zendesk) && requestBody?.includes('refresh_token"');
		return isRenewal && status === 201 && at > linkedAt ? [Math.round((at - linkedAt) / DAY_MS)] : [];
	});
	zohoRefreshesWhileIdle = sentRefreshTokens(sandbox, "zoho").length;
}, 120_000);

describe("a link that was idle for a hundred days", () => {
	it.each(["zendesk", "zoho"] as const)("answers a command at %s without a sign-in", async (desk) => {
		const { body, error } = await type(sandboxOf(), placeOf("alex", desk), TICKET[desk]);
		expect(error).toBeNull();
		expect(body).toContain(`"text":"#${TICKET[desk]} `);
	});

	it("was renewed by Cron at each third of the refresh token's life", () => {
		const third = REFRESH_TOKEN_DAYS / 3;
		// Two grants at Zendesk: the administrator's and Alex's.
		const days = [...new Set(renewedOnDays)];
		expect(renewedOnDays).toHaveLength(2 * 3);
		expect(days).toEqual([third, 2 * third, 3 * third]);
	});

	it("was renewed with each refresh token once", () => {
		const sent = sentRefreshTokens(sandboxOf(), "zendesk");
		expect(new Set(sent).size).toBe(sent.length);
	});

	it("needed no renewal at Zoho Desk, whose refresh tokens have no end", () => {
		expect(zohoRefreshesWhileIdle).toBe(0);
	});
});
