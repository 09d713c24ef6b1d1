import { channelId, channelName, departmentId, departmentName } from "./page-world.ts";

/** The lists that pages ask vendors for, of about the size that the vendors' have. */

const CREATED = "2026-11-18T08:12:31Z";

/** null: not a list of Slack's. Slack takes its arguments as a form. */
export function listSlack(pathname: string, form: URLSearchParams, channels: number): string | null {
	if (pathname === "/api/users.info")
		return JSON.stringify({ ok: true, user: toUser(form.get("user") ?? "") });
	if (pathname !== "/api/conversations.list" && pathname !== "/api/users.conversations") return null;
	const from = Number(form.get("cursor") || 0);
	const to = Math.min(from + Number(form.get("limit") ?? 100), channels);
	return JSON.stringify({
		ok: true,
		channels: Array.from({ length: to - from }, (_, index) => toChannel(from + index)),
		response_metadata: { next_cursor: to < channels ? String(to) : "" },
	});
}

function toUser(id: string) {
	return { id, name: "person", real_name: "Ines Falk", profile: { email: "ines@benchco.example" } };
}

function toChannel(index: number) {
	const name = channelName(index);
	return {
		id: channelId(index),
		name,
		is_channel: true,
		is_group: false,
		is_im: false,
		is_mpim: false,
		is_private: false,
		created: 1_760_000_000 + index,
		is_archived: false,
		is_general: index === 0,
		unlinked: 0,
		name_normalized: name,
		is_shared: false,
		is_org_shared: false,
		is_pending_ext_shared: false,
		pending_shared: [],
		context_team_id: "T0BENCH0001",
		updated: 1_790_000_000_000 + index,
		parent_conversation: null,
		creator: "U0P000001",
		is_ext_shared: false,
		shared_team_ids: ["T0BENCH0001"],
		pending_connected_team_ids: [],
		is_member: index % 7 === 0,
		topic: { value: "Whatever comes in by mail", creator: "U0P000001", last_set: 1_770_000_000 },
		purpose: { value: "Tickets of one department", creator: "U0P000001", last_set: 1_770_000_000 },
		previous_names: [],
		num_members: 12 + (index % 40),
	};
}

/** null: not a list of Zendesk's. */
export function listZendesk({ host, pathname, searchParams }: URL, departments: number): string | null {
	if (!host.endsWith(".zendesk.com") || !/^\/api\/v2\/groups(?:\.json)?$/.test(pathname)) return null;
	const from = Number(searchParams.get("page[after]") ?? 0);
	const to = Math.min(from + Number(searchParams.get("page[size]") ?? 100), departments);
	const hasMore = to < departments;
	return JSON.stringify({
		groups: Array.from({ length: to - from }, (_, index) => toGroup(from + index)),
		meta: { has_more: hasMore, after_cursor: hasMore ? String(to) : null, before_cursor: null },
	});
}

function toGroup(index: number) {
	return {
		id: Number(departmentId(index)),
		name: departmentName(index),
		description: "",
		default: index === 0,
		is_public: true,
		deleted: false,
		created_at: CREATED,
		updated_at: CREATED,
	};
}
