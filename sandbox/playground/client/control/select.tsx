/** @jsxImportSource preact */
interface SelectProps<T extends string> {
	label: string;
	value: T;
	/** What is shown for each value. */
	options: Readonly<Record<T, string>>;
	onChoose(value: T): void;
}

export function Select<T extends string>({ label, value, options, onChoose }: SelectProps<T>) {
	return (
		<label class="field">
			<span>{label}</span>
			<select value={value} onChange={(event) => onChoose(event.currentTarget.value as T)}>
				{(Object.entries(options) as [T, string][]).map(([each, text]) => (
					<option key={each} value={each}>
						{text}
					</option>
				))}
			</select>
		</label>
	);
}
