import { mkdir, writeFile } from "node:fs/promises";
import { afterAll, beforeAll } from "vitest";
import { boot } from "../../sandbox/runtime/boot.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/runtime/sandbox.ts";
import { toNdjson } from "../../sandbox/runtime/traffic.ts";

const TRAFFIC = "test-results/traffic";
/** No document of Slack's describes the address behind `url_private_download`, so nothing can judge it. */
const FILE_DOWNLOADS = "https://files.slack.com/files-pri/";

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
		const judged = sandbox.traffic().filter(({ url }) => !url.startsWith(FILE_DOWNLOADS));
		await writeFile(`${TRAFFIC}/${name}.ndjson`, toNdjson(judged));
		await sandbox.stop();
	});
	return () => {
		if (!sandbox) throw new Error("the sandbox is only there inside tests");
		return sandbox;
	};
}
