import { describe, expect, it } from "vitest";
import { createLogger, type LogFields } from "../../../src/lib/log.ts";

function logged(fields: LogFields): Record<string, unknown> {
	const lines: string[] = [];
	createLogger({ request: "r1" }, (_, line) => lines.push(line))
		.with({ job: "j1" })
		.warn("something.happened", fields);
	return JSON.parse(lines[0] ?? "");
}

describe("the log", () => {
	it("writes one JSON line with what its logger carries", () => {
		expect(logged({ count: 3 })).toEqual({
			level: "warn",
			event: "something.happened",
			request: "r1",
			job: "j1",
			count: 3,
		});
	});

	it.each([
		["access_token", "anything"],
		["clientSecret", "anything"],
		["authorization", "anything"],
		["response_url", "anything"],
		["note", "xoxb-123-456-abc"],
		["note", "Zoho-oauthtoken 1000.abcdef"],
		["note", "called https://hooks.slack.com/commands/T1/2/3 in vain"],
	])("never writes a secret in %s", (name, value) => {
		const text = JSON.stringify(logged({ [name]: value }));
		expect(text).toContain("[redacted]");
		expect(text).not.toMatch(/anything|xoxb-1|1000\.abc|T1\/2/);
	});
});
