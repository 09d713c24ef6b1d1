import { SANDBOX_SEAL_KEYS, type Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SETUP_TOKEN } from "../../sandbox/seed/accounts.ts";
import { parseConfig } from "../../src/config.ts";
import { createSealer, type SealPlace } from "../../src/lib/crypto.ts";

/** Opens what the Worker sealed, with the sandbox's own key. */
export function openSealed(sealed: string, place: SealPlace): Promise<string> {
	return sandboxSealer().open(sealed, place);
}

/** Seals as the Worker does. */
export function sealText(text: string, place: SealPlace): Promise<string> {
	return sandboxSealer().seal(text, place);
}

function sandboxSealer() {
	const result = parseConfig({ SEAL_KEYS: SANDBOX_SEAL_KEYS, SETUP_TOKEN });
	if (!result.ok) throw new Error("the sandbox's own keys are malformed");
	return createSealer(result.config.sealKeys);
}

/** Slack's addresses for the answers that are still owed to a person. */
export async function owedResponseUrls(sandbox: Sandbox, userId: string): Promise<string[]> {
	const database = await sandbox.database();
	const { results } = await database
		.prepare("select id, response_url_sealed from commands where user_id = ?1")
		.bind(userId)
		.all<{ id: string; response_url_sealed: string }>();
	return Promise.all(
		results.map(({ id, response_url_sealed }) =>
			openSealed(response_url_sealed, {
				table: "commands",
				column: "response_url_sealed",
				row: id,
				desk: "",
			}),
		),
	);
}
