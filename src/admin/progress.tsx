/** A bar that fills, with its numbers in words; drawn anew by a reload, which is all it needs. */
export function ProgressBar({ done, total, label }: { done: number; total: number | null; label: string }) {
	return (
		<div class="progress">
			<progress {...(total ? { max: total, value: Math.min(done, total) } : {})} aria-label={label} />
			<p class="small">{label}</p>
		</div>
	);
}
