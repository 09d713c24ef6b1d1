/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { SlackState } from "../../slack-state.ts";
import { sendSlack } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import type { BlockContext } from "../blocks/context.ts";
import type { Words } from "../words/words.ts";
import { useHeldInputs } from "./held-inputs.ts";

/** Opening it tells the app, which then publishes what is shown. */
export function HomeTab({ state, words, ctx }: { state: SlackState; words: Words; ctx: BlockContext }) {
	const { teamId, userId, home } = state;
	const inputs = useHeldInputs({});
	useEffect(() => {
		sendSlack("home", { teamId, userId }).catch(() => {});
	}, [teamId, userId]);
	const box = useRef<HTMLDivElement>(null);
	const top = useRef(0);
	// Published anew, all its blocks are new elements, and the browser would begin at the top again.
	useLayoutEffect(() => {
		if (box.current) box.current.scrollTop = top.current;
	}, [home?.hash]);
	const blocks = Array.isArray(home?.view.blocks) ? home.view.blocks : [];
	return (
		<div
			class="home"
			ref={box}
			onScroll={(event) => {
				top.current = event.currentTarget.scrollTop;
			}}
		>
			{home ? <Blocks blocks={blocks} ctx={{ ...ctx, inputs }} /> : <p class="empty">{words.emptyHome}</p>}
		</div>
	);
}
