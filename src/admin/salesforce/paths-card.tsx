import type { DirectoryKind } from "../../core/sync/record.ts";
import type { WritePath } from "../../desk/desk-directory.ts";
import type { PageContext } from "../env.ts";
import { messagesFor } from "../render.tsx";

const KINDS: readonly DirectoryKind[] = ["organization", "person"];

/** How many records the desk takes at once, why not more, and whom to ask for more. */
export function PathsCard({ c, paths }: { c: PageContext; paths: Record<DirectoryKind, WritePath | null> }) {
	const { syncOverview, sync } = messagesFor(c);
	const { paths: words } = syncOverview;
	const known = KINDS.flatMap((kind) => (paths[kind] ? [{ kind, path: paths[kind] }] : []));
	const reasons = [...new Set(known.flatMap(({ path }) => path.why ?? []))];
	return (
		<section class="card">
			<h2>{words.title}</h2>
			{known.length === 0 && <p class="quiet">{words.unknown}</p>}
			{known.length > 0 && (
				<dl>
					{known.map(({ kind, path }) => (
						<>
							<dt>{sync.kindsOfDesk[kind]}</dt>
							<dd>{describe(path, words)}</dd>
						</>
					))}
				</dl>
			)}
			{reasons.map((why) => (
				<p class="quiet small">{words.why[why]}</p>
			))}
		</section>
	);
}

type Words = ReturnType<typeof messagesFor>["syncOverview"]["paths"];

function describe(path: WritePath, words: Words): string {
	const pace = path.perSecond === null ? "" : words.perSecond(path.perSecond);
	const how = (way: WritePath["made"]) =>
		way === "bulk" ? words.bulk(path.batch) : `${words.single}${pace}`;
	if (path.made === path.changed) return words.same(how(path.made));
	return words.differ(how(path.made), how(path.changed));
}
