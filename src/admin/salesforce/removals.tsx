import { MOST_COUNTED, type OrgRemoval } from "../../services/orgs/remove-org.ts";
import type { PageContext } from "../env.ts";
import { State } from "../parts.tsx";
import { messagesFor } from "../render.tsx";

/** Orgs that are being cleared away, with how much is left: less with every reload. */
export function OrgRemovals({ c, removals }: { c: PageContext; removals: readonly OrgRemoval[] }) {
	const { salesforce: words } = messagesFor(c);
	if (removals.length === 0) return null;
	const number = (count: number) => count.toLocaleString(c.var.locale);
	return (
		<section class="card">
			<h2>{words.removals.title}</h2>
			<ul class="list states">
				{removals.map(({ name, left }) => (
					<li>
						<State kind="off">{words.states.deleting}</State>
						<div>
							<strong>{name}</strong>{" "}
							<span class="quiet">
								{left >= MOST_COUNTED ? words.removals.many(number(left)) : words.removals.left(number(left))}
							</span>
						</div>
					</li>
				))}
			</ul>
			<p class="quiet small">{words.removals.help}</p>
		</section>
	);
}
