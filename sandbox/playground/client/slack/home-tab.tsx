/** @jsxImportSource preact */
import { useEffect } from "preact/hooks";
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
	const blocks = Array.isArray(home?.view.blocks) ? home.view.blocks : [];
	return (
		<div class="home">
			{home ? <Blocks blocks={blocks} ctx={{ ...ctx, inputs }} /> : <p class="empty">{words.emptyHome}</p>}
		</div>
	);
}
