import { pageMessages } from "../../locales/pages/messages.ts";
import { MOST_COUNTED, type Removal } from "../../services/workspaces/list-removals.ts";
import type { PageContext } from "../env.ts";
import { ProgressBar } from "../progress.tsx";

/** What was deleted and isn't cleared away to the last row: how much is left, drawn anew by a reload. */
export function RemovalsCard({ c, removals }: { c: PageContext; removals: readonly Removal[] }) {
	const { locale } = c.var;
	const { removals: words } = pageMessages(locale).overview;
	if (removals.length === 0) return null;
	const number = (count: number) => {
		const text = count.toLocaleString(locale);
		return count < MOST_COUNTED ? text : words.atLeast(text);
	};
	return (
		<section class="card">
			<h2>{words.title}</h2>
			<p>{words.help}</p>
			<ul class="list">
				{removals.map(({ name, signIns, deliveries }) => (
					<li>
						<strong>{name ?? words.nameless}</strong>
						<ProgressBar done={0} total={null} label={words.left(number(signIns), number(deliveries))} />
					</li>
				))}
			</ul>
		</section>
	);
}
