import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { requireConfig } from "../../src/config.ts";
import { type Context, createContext } from "../../src/context.ts";
import { desks, settings, slackTeams } from "../../src/db/schema.ts";
import { deskWebhooks } from "../../src/db/schema-hearing.ts";
import { clientSecretPlace } from "../../src/services/desks/client-secret.ts";
import { webhookSecretPlace } from "../../src/services/hearing/webhook-secret.ts";
import { countStale, resealSome } from "../../src/services/sealing/reseal.ts";
import { saveSettings } from "../../src/services/settings/save-settings.ts";
import { settingPlace } from "../../src/services/settings/settings.ts";
import { botTokenPlace } from "../../src/services/workspaces/bot-token.ts";

const newKey = { id: "new", bytes: new Uint8Array(32).fill(7) };

function contextWith(keys: Context["config"]["sealKeys"]): Context {
	const config = { ...requireConfig(env), sealKeys: keys };
	return createContext(env, config, { requestId: "test", later: () => {} });
}

describe("a new seal key", () => {
	it("takes over everything that lasts, and then the old key is not needed any more", async () => {
		const oldKeys = requireConfig(env).sealKeys;
		const before = contextWith(oldKeys);
		const row = { createdAt: 1, updatedAt: 1 };
		await before.db.insert(desks).values({
			...row,
			id: "d1",
			provider: "zendesk",
			address: "acme",
			name: "Acme",
			clientId: "c",
			clientSecretSealed: await before.sealer.seal("client secret", clientSecretPlace("d1")),
			state: "registered",
		});
		await before.db.insert(slackTeams).values({
			teamId: "T1",
			objectId: "o1",
			name: "Acme",
			appId: "A1",
			botUserId: "U1",
			botTokenSealed: await before.sealer.seal("bot token", botTokenPlace("T1")),
			scopes: "",
			state: "active",
			installedAt: 1,
			updatedAt: 1,
		});
		await before.db.insert(deskWebhooks).values({
			deskId: "d1",
			state: "active",
			webhookId: "w1",
			secretSealed: await before.sealer.seal("webhook secret", webhookSecretPlace("d1")),
			nextCheckAt: 1,
		});
		await saveSettings(before, { origin: "https://desk.example", slack_signing_secret: "signing secret" });

		const during = contextWith([newKey, ...oldKeys]);
		expect(await countStale(during)).toBe(4);
		await resealSome(during, 10);
		expect(await countStale(during)).toBe(0);

		const after = contextWith([newKey]);
		const [desk] = await after.db.select().from(desks).where(eq(desks.id, "d1"));
		const [team] = await after.db.select().from(slackTeams).where(eq(slackTeams.teamId, "T1"));
		const [setting] = await after.db.select().from(settings).where(eq(settings.name, "slack_signing_secret"));
		expect(await after.sealer.open(desk?.clientSecretSealed ?? "", clientSecretPlace("d1"))).toBe(
			"client secret",
		);
		expect(await after.sealer.open(team?.botTokenSealed ?? "", botTokenPlace("T1"))).toBe("bot token");
		const [webhook] = await after.db.select().from(deskWebhooks);
		expect(await after.sealer.open(webhook?.secretSealed ?? "", webhookSecretPlace("d1"))).toBe(
			"webhook secret",
		);
		const place = settingPlace("slack_signing_secret");
		expect(await after.sealer.open(setting?.value ?? "", place)).toBe("signing secret");
	});

	it("takes over the rest where no key opens a value any more, and goes on counting that one", async () => {
		const oldKeys = requireConfig(env).sealKeys;
		const during = contextWith([newKey, ...oldKeys]);
		const stamps = { createdAt: 1, updatedAt: 1 };
		const desk = { id: "d2", provider: "zendesk", address: "globex", name: "Globex", clientId: "c" } as const;
		await during.db
			.insert(desks)
			.values({ ...desk, ...stamps, clientSecretSealed: "gone.AAAA", state: "registered" });
		const secretSealed = await contextWith(oldKeys).sealer.seal("webhook secret", webhookSecretPlace("d2"));
		await during.db
			.insert(deskWebhooks)
			.values({ deskId: "d2", state: "active", webhookId: "w2", secretSealed, nextCheckAt: 1 });
		await resealSome(during, 10);
		const [webhook] = await during.db.select().from(deskWebhooks).where(eq(deskWebhooks.deskId, "d2"));
		expect(webhook?.secretSealed).toMatch(/^new\./);
		expect(await countStale(during)).toBe(1);
	});

	it("reads nothing while there is only one key", async () => {
		expect(await resealSome(contextWith([newKey]), 10)).toEqual([]);
	});
});
