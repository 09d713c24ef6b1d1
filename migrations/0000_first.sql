CREATE TABLE `agent_links` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`slack_user_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	`role` text NOT NULL,
	`credential_id` text NOT NULL,
	`witness_user_id` text,
	`linked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_links_user` ON `agent_links` (`desk_id`,`team_id`,`slack_user_id`);--> statement-breakpoint
CREATE INDEX `agent_links_credential` ON `agent_links` (`credential_id`);--> statement-breakpoint
CREATE TABLE `agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	`text_version` text NOT NULL,
	`locale` text NOT NULL,
	`agreed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`details` text,
	`happened_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_desk` ON `audit_log` (`desk_id`,`happened_at`);--> statement-breakpoint
CREATE TABLE `commands` (
	`id` text PRIMARY KEY NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`desk_id` text,
	`request_sealed` text NOT NULL,
	`response_url_sealed` text,
	`locale` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `commands_due` ON `commands` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `commands_person` ON `commands` (`desk_id`,`team_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`state` text NOT NULL,
	`access_token_sealed` text,
	`generation` integer NOT NULL,
	`access_expires_at` integer,
	`renew_at` integer,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `credentials_renew` ON `credentials` (`renew_at`);--> statement-breakpoint
CREATE TABLE `desks` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`address` text NOT NULL,
	`portal_id` text,
	`name` text NOT NULL,
	`portal_url` text,
	`client_id` text NOT NULL,
	`client_secret_sealed` text NOT NULL,
	`state` text NOT NULL,
	`credential_id` text,
	`connected_by_agent_id` text,
	`connected_by_name` text,
	`admin_checked_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `desks_portal` ON `desks` (`provider`,`address`,`portal_id`) WHERE portal_id is not null;--> statement-breakpoint
CREATE TABLE `mappings` (
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`department_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`channel_name` text NOT NULL,
	`channel_kind` text NOT NULL,
	`state` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`desk_id`, `team_id`, `department_id`)
);
--> statement-breakpoint
CREATE TABLE `oauth_flows` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`browser_hash` text NOT NULL,
	`payload_sealed` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pending_grants` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`browser_hash` text NOT NULL,
	`payload_sealed` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_desk` ON `sessions` (`desk_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`slack_user_id` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `slack_events` (
	`event_id` text PRIMARY KEY NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `slack_events_received` ON `slack_events` (`received_at`);--> statement-breakpoint
CREATE TABLE `slack_teams` (
	`team_id` text PRIMARY KEY NOT NULL,
	`object_id` text NOT NULL,
	`name` text NOT NULL,
	`enterprise_id` text,
	`app_id` text NOT NULL,
	`bot_user_id` text NOT NULL,
	`bot_token_sealed` text NOT NULL,
	`scopes` text NOT NULL,
	`state` text NOT NULL,
	`installed_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slack_teams_object_id_unique` ON `slack_teams` (`object_id`);--> statement-breakpoint
CREATE TABLE `slack_users` (
	`team_id` text NOT NULL,
	`user_id` text NOT NULL,
	`locale` text NOT NULL,
	`checked_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `user_id`)
);
--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`team_id` text NOT NULL,
	`state` text NOT NULL,
	`is_default` integer NOT NULL,
	`connected_by_user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_desk_team` ON `workspaces` (`desk_id`,`team_id`);--> statement-breakpoint
CREATE INDEX `workspaces_team` ON `workspaces` (`team_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_default` ON `workspaces` (`team_id`) WHERE is_default = 1;