/** A bar that fills, with its numbers in words. A reload draws it anew; the script does so by itself. */
export function ProgressBar({ done, total, label }: { done: number; total: number | null; label: string }) {
	return (
		<div class="progress">
			<progress {...(total ? { max: total, value: Math.min(done, total) } : {})} aria-label={label} />
			<p class="small" data-told="progress">
				{label}
			</p>
		</div>
	);
}
