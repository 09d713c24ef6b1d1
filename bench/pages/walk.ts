import { departmentName, linkId, WORKSPACE_ID } from "./page-world.ts";
import { deliveryId } from "./seed-logs.ts";

/** One address of the pages, under the name that its figures have. */
export interface BenchPage {
	name: string;
	path: string;
	/** What counts is when its first lines come. */
	isFile?: boolean;
}

const DAY_MS = 86_400_000;
const WORKSPACE = `/admin/workspaces/${WORKSPACE_ID}`;
const ACTIVITY = "/admin/activity";
const SECTIONS = ["where", "what", "filters", "when", "look", "deliveries", "disable", "delete"];

/** What is downloaded: written while it is read, up to thousands of rows. */
export const FILES: readonly BenchPage[] = ["deliveries", "problems", "audit"].map((list) => ({
	name: `${list}.csv`,
	path: `${ACTIVITY}/${list}.csv`,
	isFile: true,
}));

/** Every page that a signed-in administrator has, lists also filtered and further on. */
export function listPages(now: number): BenchPage[] {
	const day = (ago: number) => new Date(now - ago * DAY_MS).toISOString().slice(0, 10);
	const weekAgo = now - 7 * DAY_MS;
	const old = `from=${day(60)}&to=${day(30)}`;
	const after = `after=${weekAgo}.1`;
	const name = encodeURIComponent(departmentName(1));
	return [
		{ name: "overview", path: "/admin" },
		{ name: "workspace", path: WORKSPACE },
		...SECTIONS.map((section) => ({ name: `workspace.${section}`, path: `${WORKSPACE}/${section}` })),
		{ name: "workspace.where.search", path: `${WORKSPACE}/where?q=escal` },
		{ name: "activity", path: ACTIVITY },
		{ name: "activity.older", path: `${ACTIVITY}?${after}` },
		{ name: "activity.state", path: `${ACTIVITY}?state=not_sent` },
		{ name: "activity.dead", path: `${ACTIVITY}?state=dead` },
		{ name: "activity.event", path: `${ACTIVITY}?event=rating.received` },
		{ name: "activity.workspace", path: `${ACTIVITY}?workspace=${WORKSPACE_ID}-second` },
		{ name: "activity.words", path: `${ACTIVITY}?q=help-1` },
		{ name: "activity.nothing", path: `${ACTIVITY}?q=nobody-has-this` },
		{ name: "activity.days", path: `${ACTIVITY}?${old}` },
		{ name: "activity.one", path: `${ACTIVITY}/deliveries/${deliveryId(3)}` },
		{ name: "problems", path: `${ACTIVITY}/problems` },
		{ name: "problems.older", path: `${ACTIVITY}/problems?${after}` },
		{ name: "problems.unknown", path: `${ACTIVITY}/problems?state=unknown` },
		{ name: "problems.words", path: `${ACTIVITY}/problems?q=${name}` },
		{ name: "webhooks", path: `${ACTIVITY}/webhooks` },
		{ name: "webhooks.dead", path: `${ACTIVITY}/webhooks?state=dead` },
		{ name: "webhooks.waiting", path: `${ACTIVITY}/webhooks?state=waiting` },
		{ name: "audit", path: `${ACTIVITY}/audit` },
		{ name: "audit.kind", path: `${ACTIVITY}/audit?kind=desk` },
		{ name: "audit.days", path: `${ACTIVITY}/audit?${old}` },
		{ name: "agents", path: "/admin/agents" },
		{ name: "agents.search", path: "/admin/agents?q=falk" },
		{ name: "agents.nobody", path: "/admin/agents?q=nobody-has-this" },
		{ name: "agents.next", path: "/admin/agents?name=M&id=link-0" },
		{ name: "agents.unlink", path: `/admin/agents/${linkId(1)}/unlink` },
		{ name: "desk", path: "/admin/desk" },
		{ name: "desk.pause", path: "/admin/desk/pause" },
		{ name: "desk.remove_slack", path: "/admin/desk/remove-slack" },
		{ name: "desk.erase", path: "/admin/desk/erase" },
		{ name: "sessions", path: "/admin/sessions" },
		{ name: "setup", path: "/setup" },
		...FILES,
	];
}
