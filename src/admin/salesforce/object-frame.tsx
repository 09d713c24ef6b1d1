import type { Child } from "hono/jsx";
import type { CrmObject } from "../../core/sync/record.ts";
import type { Org } from "../../services/sync/find-org.ts";
import type { PageContext } from "../env.ts";
import { Notice } from "../parts.tsx";
import { messagesFor } from "../render.tsx";
import { objectPath, renderOrg } from "./frame.tsx";
import { describeEntered } from "./settings-frame.tsx";

export interface ObjectPart {
	object: CrmObject;
	title: (object: string) => string;
	lead: string;
	/** Of the settings that the form's editor saw; null: it was opened now. */
	seen: number | null;
	/** Something entered has to be mended. */
	isInvalid?: boolean;
	/** Somebody else saved before this was to be saved. */
	isOutdated?: boolean;
	/** Entered before the session had ended. */
	isKept?: boolean;
	body: Child;
}

/** A page with one form about how an object is kept. */
export async function renderObjectPart(c: PageContext, org: Org, part: ObjectPart) {
	const { object, title, lead, seen, isInvalid = false, isOutdated = false, isKept, body } = part;
	const { sync, syncSettings: words } = messagesFor(c);
	const name = sync.objects[object];
	const entered = await describeEntered(c, org, { seen, isKept });
	const page = (
		<>
			<p class="lead">{lead}</p>
			{isInvalid && (
				<Notice kind="danger" isStanding={true}>
					{words.invalid}
				</Notice>
			)}
			{entered}
			<div data-entered={seen === null ? undefined : ""}>{body}</div>
		</>
	);
	const status = isInvalid ? 422 : isOutdated ? 409 : 200;
	const up = { to: objectPath(org, object), label: `${org.name} › ${name}` };
	return renderOrg(c, org, { tab: "objects", title: title(name), up, status, body: page });
}
