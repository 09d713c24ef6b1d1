/** @jsxImportSource preact */
import { Icon } from "./icons.tsx";
import { initials, toneOf } from "./slack/people.ts";

export function Avatar({ id, name, app = false }: { id: string; name: string; app?: boolean }) {
	return (
		<span class={app ? "avatar app" : `avatar tone-${toneOf(id)}`} aria-hidden="true">
			{app ? <Icon name="bridge" size={22} /> : initials(name)}
		</span>
	);
}
