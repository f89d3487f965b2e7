CREATE CONSTRAINT spreading_rule IF NOT EXISTS FOR (n:SpreadingRule) REQUIRE n.id IS UNIQUE;
CREATE INDEX shown_at IF NOT EXISTS FOR (n:Shown) ON (n.at);
