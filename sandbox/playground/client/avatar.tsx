/** @jsxImportSource preact */
import { Icon } from "./icons.tsx";
import { initials, toneOf } from "./slack/people.ts";

export function Avatar({ name, app = false }: { name: string; app?: boolean }) {
	return (
		<span class={app ? "avatar app" : `avatar tone-${toneOf(name)}`} aria-hidden="true">
			{app ? <Icon name="bridge" size={22} /> : initials(name)}
		</span>
	);
}
