import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { CRM_OBJECTS, type CrmObject } from "../../core/sync/record.ts";
import { findOrgOf, type Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { messagesFor, renderPage } from "../render.tsx";
import { orgPath } from "./list.tsx";
import { tellDeskStopped } from "./trouble.tsx";

const TABS = { overview: "", objects: "/objects", runs: "/runs", issues: "/issues" } as const;
export type OrgTab = keyof typeof TABS;
const ORDER: readonly OrgTab[] = ["overview", "objects", "runs", "issues"];

/** The org of the address, when it is one of the session's desk. */
export function findOwn(c: PageContext): Promise<Org | null> {
	return findOrgOf(c.var.ctx, c.var.session.deskId, c.req.param("org") ?? "");
}

/** The object of the address; null for a word that is none. */
export function objectOf(c: PageContext): CrmObject | null {
	return CRM_OBJECTS.find((object) => object === c.req.param("object")) ?? null;
}

export function objectPath(org: Pick<Org, "id">, object: CrmObject): string {
	return `${orgPath(org)}/objects/${object}`;
}

export interface OrgPageParts {
	tab: OrgTab;
	/** Of a page below its tab. */
	title?: string;
	up?: { to: string; label: string };
	status?: ContentfulStatusCode;
	body: Child;
}

/** A page about one org, with the way to its others. */
export async function renderOrg(
	c: PageContext,
	org: Org,
	{ tab, title, up, status = 200, body }: OrgPageParts,
) {
	const { salesforce, orgTabs } = messagesFor(c);
	const deskStopped = await tellDeskStopped(c, org);
	const page = (
		<>
			<nav class="tabs" aria-label={orgTabs.label}>
				{ORDER.map((one) => (
					<a
						href={`${orgPath(org)}${TABS[one]}`}
						aria-current={one === tab ? (title ? "true" : "page") : undefined}
					>
						{orgTabs.tabs[one]}
					</a>
				))}
			</nav>
			{deskStopped}
			{body}
		</>
	);
	const above = up ?? { to: "/admin/salesforce", label: salesforce.title };
	return renderPage(c, { title: title ?? org.name, body: page, place: "salesforce", status, up: above });
}
