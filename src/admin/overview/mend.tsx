import { Action } from "../parts.tsx";

/** What mends something: a page that is opened, or a button that is pressed. */
export interface Mend {
	label: string;
	to: string;
	/** A form of its own, with this field where it needs one. */
	post?: { name?: string; value?: string };
}

export function MendButton({ mend, look }: { mend: Mend; look: "first" | "second" }) {
	const { label, to, post } = mend;
	if (post) return <Action to={to} label={label} look={look} {...post} />;
	return (
		<a class={look === "first" ? "button" : "button second"} href={to}>
			{label}
		</a>
	);
}
