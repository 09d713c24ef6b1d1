CREATE TABLE `vendor_errors` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`vendor` text NOT NULL,
	`operation` text NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`status` integer,
	`count` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `vendor_errors_desk` ON `vendor_errors` (`desk_id`,`last_at`);--> statement-breakpoint
CREATE INDEX `vendor_errors_last` ON `vendor_errors` (`last_at`);