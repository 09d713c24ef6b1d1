/** @jsxImportSource preact */
/** The shape says it too, so that colour is not needed to tell them apart. */
const SHAPES: readonly [RegExp, string, string][] = [
	[/new/i, "★", "new"],
	[/solved|closed|resolved/i, "✓", "done"],
	[/pending|waiting/i, "◐", "waiting"],
	[/hold/i, "‖", "waiting"],
	[/escalat|overdue/i, "!", "bad"],
];

export function StatusMark({ status }: { status: string }) {
	const [, shape, tone] = SHAPES.find(([pattern]) => pattern.test(status)) ?? [null, "●", "open"];
	return (
		<span class={`status ${tone}`}>
			<span aria-hidden="true">{shape}</span> {status}
		</span>
	);
}
