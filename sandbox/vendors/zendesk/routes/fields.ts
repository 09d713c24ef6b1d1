import { Hono } from "hono";
import type { ZendeskEnv } from "../app-env.ts";
import { invalidEndpoint } from "../errors.ts";
import { agentsOnly, needs } from "../guard.ts";
import { isCustomField } from "../seed/fields.ts";
import { toTime } from "../serialize.ts";
import type { Account, FieldRecord, FormRecord } from "../state.ts";

export const fieldRoutes = new Hono<ZendeskEnv>()
	// Fields need the broad scope; tickets:read isn't enough.
	.get("/ticket_fields", needs("read", null), agentsOnly, (c) => {
		const { fields } = c.env.account;
		return c.json({
			ticket_fields: fields.map((field, position) => toFieldJson(c.env.account, field, position)),
			next_page: null,
			previous_page: null,
			count: fields.length,
		});
	})
	.get("/ticket_forms", needs("read", null), agentsOnly, (c) => {
		const { form } = c.env.account;
		if (!form) throw invalidEndpoint();
		const forms = c.req.query("active") === "false" ? [] : [toFormJson(c.env.account, form)];
		return c.json({ ticket_forms: forms, next_page: null, previous_page: null, count: forms.length });
	});

function toFieldJson(account: Account, field: FieldRecord, position: number) {
	const { id, type, title, required, options, subType } = field;
	const isCustom = isCustomField(id);
	const createdAt = toTime([...account.groups.values()][0]?.createdAt ?? 0);
	return {
		url: `https://${account.subdomain}.zendesk.com/api/v2/ticket_fields/${id}.json`,
		id,
		type,
		title,
		raw_title: title,
		description: title,
		raw_description: title,
		position,
		active: true,
		required,
		collapsed_for_agents: false,
		regexp_for_validation: null,
		title_in_portal: title,
		raw_title_in_portal: title,
		visible_in_portal: false,
		editable_in_portal: false,
		required_in_portal: false,
		tag: null,
		created_at: createdAt,
		updated_at: createdAt,
		removable: isCustom,
		agent_can_edit: true,
		...(["status", "priority"].includes(type) ? { sub_type_id: subType } : {}),
		...(options.length > 0 && !isCustom ? { system_field_options: options } : {}),
		...(options.length > 0 && isCustom
			? {
					custom_field_options: options.map(({ name, value }, index) => ({
						id: id * 100 + index,
						name,
						raw_name: name,
						value,
					})),
				}
			: {}),
	};
}

function toFormJson(account: Account, { id, name, fieldIds, conditions }: FormRecord) {
	const createdAt = toTime([...account.groups.values()][0]?.createdAt ?? 0);
	return {
		url: `https://${account.subdomain}.zendesk.com/api/v2/ticket_forms/${id}.json`,
		id,
		name,
		raw_name: name,
		display_name: name,
		raw_display_name: name,
		position: 1,
		active: true,
		default: true,
		end_user_visible: true,
		in_all_brands: true,
		restricted_brand_ids: [],
		ticket_field_ids: fieldIds,
		agent_conditions: conditions.map(({ parentId, value, childIds }) => ({
			parent_field_id: parentId,
			value,
			child_fields: childIds.map((childId) => ({
				id: childId,
				is_required: true,
				required_on_statuses: { type: "SOME_STATUSES", statuses: ["solved"] },
			})),
		})),
		end_user_conditions: [],
		created_at: createdAt,
		updated_at: createdAt,
	};
}
