/**
 * A form that was sent can't be sent again before its answer is there. One of settings tells that something in
 * it isn't saved, and a page with such a form isn't left unasked.
 */
export const FORMS = `
const GIVE_UP_MS = 15000;
const guarded = [...document.querySelectorAll("form[data-guard]")].map((form) => ({
	form,
	start: contentOf(form),
	entered: form.closest("[data-entered]") !== null,
}));
let sent = null;

function contentOf(form) {
	return new URLSearchParams(new FormData(form)).toString();
}
function isChanged({ form, start, entered }) {
	return entered || contentOf(form) !== start;
}
function showUnsaved() {
	for (const one of guarded) {
		const note = one.form.querySelector("[data-unsaved]");
		if (note) note.hidden = !isChanged(one);
	}
}
function release() {
	sent = null;
	for (const form of document.querySelectorAll("form[data-busy]")) delete form.dataset.busy;
	for (const button of document.querySelectorAll("button[data-busy]")) {
		delete button.dataset.busy;
		button.removeAttribute("aria-disabled");
	}
}

document.addEventListener("input", showUnsaved);
document.addEventListener("change", showUnsaved);
document.addEventListener("submit", (event) => {
	const form = event.target;
	if (event.defaultPrevented) return;
	if (form.dataset.busy) return event.preventDefault();
	form.dataset.busy = "yes";
	sent = form;
	const button = event.submitter;
	if (button) {
		button.dataset.busy = "yes";
		// Not disabled: the keyboard stays where it is.
		button.setAttribute("aria-disabled", "true");
	}
	setTimeout(() => sent === form && say(words.busy), 500);
	setTimeout(release, GIVE_UP_MS);
});
addEventListener("pageshow", (event) => event.persisted && release());
addEventListener("beforeunload", (event) => {
	const isLost = guarded.some((one) => one.form !== sent && isChanged(one));
	if (!isLost) return;
	event.preventDefault();
	// The person may stay.
	setTimeout(release, 0);
});
showUnsaved();
`;
