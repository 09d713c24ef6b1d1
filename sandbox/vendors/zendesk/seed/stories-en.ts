/** Everyday tickets. `{product}`, `{number}`, `{site}`, `{customer}`, `{first}` and `{agent}` are filled in. */
export interface Story {
	group: "support" | "billing" | "hardware" | "japan";
	type: "question" | "incident" | "problem" | "task" | null;
	subject: string;
	opening: string;
	answer: string;
	note: string | null;
	reply: string;
	closing: string;
}

export const ENGLISH_STORIES: readonly Story[] = [
	{
		group: "support",
		type: "incident",
		subject: "VPN drops every hour in {site}",
		opening:
			"Hi,\n\nSince this morning the VPN disconnects about once an hour for everybody in our {site} office. Reconnecting works, but calls are cut.\n\nNothing changed on our side.\n\n{customer}",
		answer:
			"Hello {first},\n\nThank you for the report. I can see the disconnects on gateway {number}. Could you tell me which client version your colleagues use?\n\n{agent}",
		note: "Gateway {number} was updated last night, key renewal runs every 3,600 s since then. Same as the case of last month.",
		reply: "Most of us are on 5.2. Two people with 5.4 don't have the problem.",
		closing:
			"That settles it: 5.2 and the new gateway disagree about key renewal. Please update to 5.4; I've put the package into your download area.\n\n{agent}",
	},
	{
		group: "support",
		type: "question",
		subject: "How do I add a second administrator to {product}?",
		opening:
			"Hello,\n\nI'm going on leave and would like a colleague to administer {product} meanwhile. Where do I set that?\n\nThanks\n{customer}",
		answer:
			"Hi {first},\n\nSettings > People > choose your colleague > Role > Administrator. It takes effect at once, and you can take it back the same way.\n\nBest regards\n{agent}",
		note: null,
		reply: "Found it, thank you.",
		closing: "You're welcome. Enjoy your leave.",
	},
	{
		group: "support",
		type: "problem",
		subject: "Export of {product} stops at 10,000 rows",
		opening:
			"The CSV export ends after exactly 10,000 rows, without a message. We have about {number} rows. Is there a limit?\n\n{customer}",
		answer:
			"Hello {first},\n\nYes, the export in the browser ends there, and it should say so: I've reported that as a defect. The scheduled export has no limit; would that work for you?\n\n{agent}",
		note: "Defect reported to engineering, they want an example file.",
		reply: "The scheduled one is fine. Could it run at 06:00 our time?",
		closing: "It's set to 06:00 from tomorrow.",
	},
	{
		group: "support",
		type: "incident",
		subject: "Nobody in {site} can sign in",
		opening:
			'Good morning,\n\nSign-in fails for all of us since 08:40 with "session could not be created". About 60 people can\'t work.\n\nPlease call me: +44 20 7946 0018\n\n{customer}',
		answer:
			"{first}, we see it too: your identity provider's certificate expired at 08:38. If you upload the new one under Settings > Single sign-on, everybody is back at once. I'm on the phone for you now.\n\n{agent}",
		note: "Certificate of their IdP, not ours. Called at 08:55, their IT uploads the new one.",
		reply: "Uploaded. People are getting in again. Thank you for the quick call.",
		closing: "Good to hear. You'll get a reminder 30 days before the next expiry.",
	},
	{
		group: "support",
		type: "question",
		subject: "Delete the account of somebody who left",
		opening:
			"Hi, a colleague left on the 15th. How do we delete the account in {product} but keep the documents?\n\n{customer}",
		answer:
			'Hello {first},\n\nChoose "Deactivate" rather than "Delete": the documents stay and can be given to somebody else under People > Deactivated.\n\n{agent}',
		note: null,
		reply: "And does it free the licence?",
		closing: "It does, from the next billing day.",
	},
	{
		group: "support",
		type: "task",
		subject: "Move the {site} workspace to the new region",
		opening:
			"As agreed with our account manager: please move the {site} workspace (about {number} documents) to the EU region, outside office hours.\n\n{customer}",
		answer:
			"Hello {first},\n\nWe can do it on Saturday between 20:00 and 23:00. The workspace is read-only meanwhile. Is that all right?\n\n{agent}",
		note: "Copy tested on staging: 41 minutes. Two shared links will change.",
		reply: "Saturday is fine. Please send me the list of links that change.",
		closing: "Moved, checked, and the list of the two changed links is attached.",
	},
	{
		group: "billing",
		type: "question",
		subject: "Invoice {number}: purchase order number is missing",
		opening:
			"Dear team,\n\nOur accounting needs the purchase order number on invoice {number}. Could you send it again?\n\nKind regards\n{customer}",
		answer:
			"Hello {first},\n\nOf course. Which number should it show, and should it be on the following invoices too?\n\n{agent}",
		note: null,
		reply: "PO-77810, and yes, please on all of them until the end of the year.",
		closing: "The corrected invoice is attached, and the number is stored for the next ones.",
	},
	{
		group: "billing",
		type: "problem",
		subject: "Charged twice for {product}",
		opening:
			"Our card statement shows {product} twice this month (same amount, one day apart). Please refund one.\n\n{customer}",
		answer:
			"Hello {first},\n\nI'm sorry about that. The second charge came from a retry after a timeout. The refund is on its way and takes three to five working days.\n\n{agent}",
		note: "Refund {number} issued. Payment provider confirms the retry, they have an incident open.",
		reply: "Got it, thank you.",
		closing: "Thank you for your patience.",
	},
	{
		group: "billing",
		type: "question",
		subject: "Switching {product} from monthly to yearly",
		opening:
			"Hi, we would like to pay {product} by the year. What happens to the month that's already paid?\n\n{customer}",
		answer:
			"Hi {first},\n\nThe days that are left are credited to the yearly invoice. If you switch today that's for {number} seats. Shall I send a quote?\n\n{agent}",
		note: null,
		reply: "Yes please, addressed to our finance department.",
		closing: "The quote is attached; it's valid for 30 days.",
	},
	{
		group: "billing",
		type: "task",
		subject: "Annual licence review for {site}",
		opening:
			"Please send us the list of active seats in {site} before the review, with the date of last use.\n\n{customer}",
		answer: "Hello {first},\n\nI've asked for the report. You'll have it by the end of the week.\n\n{agent}",
		note: "Report requested from data team, number {number}.",
		reply: "Thank you. The sooner the better, our review was moved forward.",
		closing: "The list is attached.",
	},
	{
		group: "billing",
		type: "question",
		subject: "New billing address from next month",
		opening:
			"Hello,\n\nWe're moving. From next month please use the address below.\n\nUnit 4, Harbour Yard, {site}\n\n{customer}",
		answer: "Hello {first},\n\nNoted from the 1st. Does the VAT number stay the same?\n\n{agent}",
		note: null,
		reply: "It stays the same.",
		closing: "All set. Good luck with the move.",
	},
	{
		group: "hardware",
		type: "incident",
		subject: "{product} shows error E{number}",
		opening:
			"The {product} on our second floor stops with error E{number} after a few pages. Switching it off and on helps for ten minutes.\n\n{customer}",
		answer:
			"Hello {first},\n\nE{number} is the temperature sensor. Could you check whether the vent at the back is free, and send a photo of the label?\n\n{agent}",
		note: "Third one from this batch. Keep the label for the manufacturer.",
		reply: "The vent is free. Photo attached.",
		closing: "A replacement ships today; the old one is picked up when it arrives.",
	},
	{
		group: "hardware",
		type: "question",
		subject: "Which cable for two monitors on {product}?",
		opening: "We have {product} and two 4K monitors. One stays black. Which cable do we need?\n\n{customer}",
		answer:
			"Hi {first},\n\nThe second port only carries 4K with the active cable (part {number}). I can add two to your next order, or send them now.\n\n{agent}",
		note: null,
		reply: "Please send two now.",
		closing: "They left our warehouse today.",
	},
	{
		group: "hardware",
		type: "task",
		subject: "Swap the {product} at {site} reception",
		opening:
			"The {product} at the {site} reception has reached its end of life. Please swap it, ideally before nine in the morning.\n\n{customer}",
		answer:
			"Hello {first},\n\nOur technician can be there on Thursday at 07:30. Somebody would have to open the door.\n\n{agent}",
		note: "Order {number} reserved. Technician: the parking permit is at the gate.",
		reply: "I'll be there at 07:15.",
		closing: "Swapped and tested. The old one was taken along.",
	},
	{
		group: "hardware",
		type: "problem",
		subject: "Docking station loses the network",
		opening:
			"Since the last firmware my {product} docking station loses the network when the laptop wakes up. Five of us have this.\n\n{customer}",
		answer:
			"Hello {first},\n\nFirmware {number} has this fault. The version before is on our download page; going back takes two minutes.\n\n{agent}",
		note: "Manufacturer promises a fix, no date.",
		reply: "Going back helped on all five.",
		closing: "Good. I'll write when the fixed version is out.",
	},
	{
		group: "hardware",
		type: null,
		subject: "Return of {number} headsets",
		opening: "We ordered too many headsets. {number} are unopened. Can we return them?\n\n{customer}",
		answer:
			"Hi {first},\n\nYes, within 60 days. Here is the return label; please put one on each box.\n\n{agent}",
		note: null,
		reply: "The boxes were picked up today.",
		closing: "They've arrived. The credit note follows.",
	},
];
