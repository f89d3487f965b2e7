CREATE CONSTRAINT failed_job_id IF NOT EXISTS FOR (n:FailedJob) REQUIRE n.id IS UNIQUE;
CREATE INDEX webhook_delivery_failed IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.state, n.created);
