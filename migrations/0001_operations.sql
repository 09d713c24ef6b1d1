CREATE TABLE `operations` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`ticket_id` text,
	`input_sealed` text NOT NULL,
	`response_url_sealed` text,
	`view_id` text,
	`locale` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operations_key_unique` ON `operations` (`key`);--> statement-breakpoint
CREATE INDEX `operations_due` ON `operations` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `operations_expired` ON `operations` (`expires_at`);--> statement-breakpoint
CREATE INDEX `operations_person` ON `operations` (`desk_id`,`team_id`,`user_id`);