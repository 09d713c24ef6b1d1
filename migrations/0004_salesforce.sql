CREATE TABLE `links` (
	`org_id` text NOT NULL,
	`record_id` text NOT NULL,
	`kind` text NOT NULL,
	`object` text NOT NULL,
	`desk_id` text NOT NULL,
	`desk_record_id` text NOT NULL,
	`role` text NOT NULL,
	`hash` text NOT NULL,
	`account_id` text,
	`synced_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `record_id`, `kind`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_owner` ON `links` (`desk_id`,`kind`,`desk_record_id`) WHERE role = 'owner';--> statement-breakpoint
CREATE TABLE `orgs` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`name` text NOT NULL,
	`environment` text NOT NULL,
	`host` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret_sealed` text NOT NULL,
	`state` text NOT NULL,
	`trouble` text,
	`trouble_at` integer,
	`organization_id` text,
	`organization_name` text,
	`edition` text,
	`instance_url` text,
	`credential_id` text,
	`username` text,
	`connected_by_agent_id` text,
	`connected_by_name` text,
	`connected_at` integer,
	`terms_version` text,
	`terms_by_name` text,
	`terms_at` integer,
	`features` text DEFAULT '{}' NOT NULL,
	`features_before` text,
	`settings` text DEFAULT '{}' NOT NULL,
	`settings_version` integer DEFAULT 0 NOT NULL,
	`calls_used` integer,
	`calls_allowed` integer,
	`calls_seen_at` integer,
	`synced_at` integer,
	`next_sync_at` integer,
	`next_check_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orgs_organization` ON `orgs` (`desk_id`,`organization_id`) WHERE organization_id is not null and state <> 'deleting';--> statement-breakpoint
CREATE INDEX `orgs_desk` ON `orgs` (`desk_id`);--> statement-breakpoint
CREATE INDEX `orgs_due` ON `orgs` (`next_sync_at`);--> statement-breakpoint
CREATE INDEX `orgs_check` ON `orgs` (`next_check_at`);--> statement-breakpoint
CREATE TABLE `sync_issues` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`desk_id` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`details_sealed` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_issues_record` ON `sync_issues` (`org_id`,`record_id`,`kind`);--> statement-breakpoint
CREATE INDEX `sync_issues_org` ON `sync_issues` (`org_id`,`state`,`last_at`);--> statement-breakpoint
CREATE INDEX `sync_issues_last` ON `sync_issues` (`last_at`);--> statement-breakpoint
CREATE TABLE `sync_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`desk_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`counts` text DEFAULT '{}' NOT NULL,
	`started_by_name` text,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `sync_runs_org` ON `sync_runs` (`org_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `sync_runs_started` ON `sync_runs` (`started_at`);--> statement-breakpoint
ALTER TABLE `credentials` ADD `org_id` text;