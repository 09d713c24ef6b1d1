import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { jobSchema } from "../../../src/jobs/messages.ts";

describe("what goes on the queue", () => {
	it.each(jobSchema.options.map((option) => [option.entries.kind.literal, option] as const))(
		"%s names a row, and says nothing of anybody",
		(kind, option) => {
			const { kind: _, id, ...numbers } = option.entries as Record<string, v.GenericSchema>;
			expect(id?.type).toBe("string");
			for (const entry of Object.values(numbers)) expect(entry.type).toBe("number");
			expect(
				v.is(jobSchema, {
					kind,
					id: "x",
					...Object.fromEntries(Object.keys(numbers).map((key) => [key, 1])),
				}),
			).toBe(true);
		},
	);
});
