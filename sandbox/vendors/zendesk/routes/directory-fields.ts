import { Hono } from "hono";
import type { ZendeskContext, ZendeskEnv } from "../app-env.ts";
import { agentsOnly, needs } from "../guard.ts";
import { paginate } from "../paging.ts";
import { toTime } from "../serialize.ts";
import type { DirectoryFieldRecord } from "../state.ts";

export const directoryFieldRoutes = new Hono<ZendeskEnv>()
	.get("/organization_fields", needs("read", null), agentsOnly, (c) =>
		toPage(c, "organization_fields", c.env.account.directory.organizationFields),
	)
	.get("/user_fields", needs("read", null), agentsOnly, (c) =>
		toPage(c, "user_fields", c.env.account.directory.userFields),
	);

function toPage(
	c: ZendeskContext,
	noun: "organization_fields" | "user_fields",
	fields: readonly DirectoryFieldRecord[],
) {
	const { items, envelope } = paginate(c, fields);
	const createdAt = toTime([...c.env.account.groups.values()][0]?.createdAt ?? 0);
	return c.json({
		[noun]: items.map(({ id, key, title, type, options, active }, position) => ({
			url: `https://${c.env.account.subdomain}.zendesk.com/api/v2/${noun}/${id}.json`,
			id,
			key,
			type,
			title,
			raw_title: title,
			description: "",
			raw_description: "",
			position,
			active,
			system: false,
			regexp_for_validation: null,
			created_at: createdAt,
			updated_at: createdAt,
			...(type === "checkbox" ? { tag: "" } : {}),
			...(options.length > 0
				? {
						custom_field_options: options.map(({ name, value }, index) => ({
							id: id * 100 + index,
							name,
							raw_name: name,
							value,
						})),
					}
				: {}),
		})),
		...envelope,
	});
}
