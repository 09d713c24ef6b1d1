import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { until } from "./until.ts";

/** The person and the log have the same short id, and the log has it once. */
export async function expectOneLogLine(
	sandbox: Sandbox,
	{ says }: { says: string },
	expected: object,
): Promise<void> {
	const reference = /(?:Reference|参照番号) ([A-Za-z0-9]{4,12})$/m.exec(says)?.[1];
	expect(reference, `no reference in: ${says}`).toBeDefined();
	const lines = () => sandbox.logs().filter(({ message }) => message.includes(`"reference":"${reference}"`));
	await until("the log has the reference", 10_000, () => lines().length > 0);
	await sandbox.idle();
	expect(lines()).toHaveLength(1);
	expect(JSON.parse(lines()[0]?.message ?? "{}")).toMatchObject({ reference, ...expected });
}
