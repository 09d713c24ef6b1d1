CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`workspace_id` text NOT NULL,
	`event_id` text NOT NULL,
	`event_type` text NOT NULL,
	`ticket_id` text,
	`ticket_number` text,
	`destination` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`message_ts` text,
	`happened_at` integer NOT NULL,
	`finished_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deliveries_desk` ON `deliveries` (`desk_id`,`finished_at`);--> statement-breakpoint
CREATE INDEX `deliveries_workspace` ON `deliveries` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `deliveries_finished` ON `deliveries` (`finished_at`);--> statement-breakpoint
CREATE TABLE `desk_webhooks` (
	`desk_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`webhook_id` text,
	`secret_sealed` text,
	`checked_at` integer,
	`next_check_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `desk_webhooks_due` ON `desk_webhooks` (`next_check_at`);--> statement-breakpoint
CREATE TABLE `key_sets` (
	`url` text PRIMARY KEY NOT NULL,
	`keys` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_intake` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_intake_due` ON `webhook_intake` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `webhook_intake_received` ON `webhook_intake` (`received_at`);--> statement-breakpoint
ALTER TABLE `agent_links` ADD `dm_switches` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `agent_links` ADD `quiet_from` integer;--> statement-breakpoint
ALTER TABLE `agent_links` ADD `quiet_to` integer;--> statement-breakpoint
ALTER TABLE `agent_links` ADD `timezone` text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
CREATE INDEX `agent_links_agent` ON `agent_links` (`desk_id`,`agent_id`);--> statement-breakpoint
ALTER TABLE `desks` ADD `edition` text;--> statement-breakpoint
ALTER TABLE `desks` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `desks` ADD `listening_at` integer;--> statement-breakpoint
ALTER TABLE `desks` ADD `next_poll_at` integer;--> statement-breakpoint
ALTER TABLE `mappings` ADD `department_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `mappings` ADD `trouble` text;--> statement-breakpoint
ALTER TABLE `mappings` ADD `trouble_at` integer;--> statement-breakpoint
ALTER TABLE `slack_teams` ADD `trouble` text;--> statement-breakpoint
ALTER TABLE `slack_teams` ADD `trouble_at` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `locale` text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `timezone` text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `mode` text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `layout` text DEFAULT 'threads' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `switches` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `filters` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `quiet_from` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `quiet_to` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `digest_minute` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `digest_next_at` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `settings_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `workspaces_digest` ON `workspaces` (`digest_next_at`);