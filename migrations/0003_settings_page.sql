CREATE TABLE `kept_forms` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`form_sealed` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `day_usage` (
	`day` text PRIMARY KEY NOT NULL,
	`rows_read` integer NOT NULL,
	`rows_written` integer NOT NULL,
	`queue_operations` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `deliveries` ADD `ignored_at` integer;--> statement-breakpoint
CREATE INDEX `deliveries_problems` ON `deliveries` (`desk_id`,`finished_at`) WHERE state in ('dead', 'unknown');--> statement-breakpoint
CREATE INDEX `agent_links_name` ON `agent_links` (`desk_id`,agent_name collate nocase,`id`);