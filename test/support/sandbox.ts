import { mkdir, writeFile } from "node:fs/promises";
import { afterAll, beforeAll } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { toNdjson } from "../../sandbox/runtime/traffic.ts";

const TRAFFIC = "test-results/traffic";
/**
 * No document describes the address behind Slack's `url_private_download`, and Zoho's describe only their API, not
 * where its webhooks' keys are: nothing can judge these.
 */
const UNDOCUMENTED =
	/^https:\/\/(files\.slack\.com\/files-pri\/|desk\.zoho\.[a-z.]+\/\.well-known\/jwks\.json$)/;

/** The state people start from: both desks and both workspaces connected. */
export const BOOTED: SandboxOptions = { boot };

/** One sandbox for all tests of a file, with the build of the test run. Its vendor traffic is kept under `name`. */
export function useSandbox(name: string, options: SandboxOptions = {}): () => Sandbox {
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox({ build: false, ...options });
	});
	afterAll(async () => {
		if (!sandbox) return;
		await mkdir(TRAFFIC, { recursive: true });
		const judged = sandbox.traffic().filter(({ url }) => !UNDOCUMENTED.test(url));
		await writeFile(`${TRAFFIC}/${name}.ndjson`, toNdjson(judged));
		await sandbox.stop();
	});
	return () => {
		if (!sandbox) throw new Error("the sandbox is only there inside tests");
		return sandbox;
	};
}
