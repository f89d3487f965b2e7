CREATE CONSTRAINT idempotency_key IF NOT EXISTS FOR (n:IdempotencyKey) REQUIRE n.id IS UNIQUE;
CREATE INDEX idempotency_at IF NOT EXISTS FOR (n:IdempotencyKey) ON (n.at);
