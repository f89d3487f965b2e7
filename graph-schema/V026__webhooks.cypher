CREATE CONSTRAINT webhook_target_id IF NOT EXISTS FOR (n:WebhookTarget) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT webhook_target_key IF NOT EXISTS FOR (n:WebhookTarget) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT webhook_delivery_id IF NOT EXISTS FOR (n:WebhookDelivery) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT webhook_delivery_key IF NOT EXISTS FOR (n:WebhookDelivery) REQUIRE n.key IS UNIQUE;
CREATE INDEX webhook_delivery_due IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.target, n.state, n.nextTry);
CREATE INDEX webhook_delivery_created IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.created);
CREATE INDEX webhook_delivery_lock IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.lock);
CREATE CONSTRAINT webhook_cursor_id IF NOT EXISTS FOR (n:WebhookCursor) REQUIRE n.id IS UNIQUE;
