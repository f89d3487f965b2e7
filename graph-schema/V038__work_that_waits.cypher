CREATE INDEX webhook_delivery_state IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.state);
