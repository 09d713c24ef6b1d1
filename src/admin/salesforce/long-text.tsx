const MAX_SHOWN = 300;

/** Somebody else's words: of very many the beginning, and all of them at a press. */
export function LongText({ text }: { text: string }) {
	const letters = [...text];
	if (letters.length <= MAX_SHOWN) return <>{text}</>;
	return (
		<details class="long">
			<summary>{`${letters.slice(0, MAX_SHOWN).join("")}…`}</summary>
			{text}
		</details>
	);
}
