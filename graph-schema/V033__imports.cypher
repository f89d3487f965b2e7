CREATE CONSTRAINT import_id IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_turn_id IF NOT EXISTS FOR (n:ImportTurn) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_change_key IF NOT EXISTS FOR (n:ImportChange) REQUIRE n.key IS UNIQUE;
CREATE INDEX import_at IF NOT EXISTS FOR (n:Import) ON (n.at);
CREATE INDEX import_state IF NOT EXISTS FOR (n:Import) ON (n.state);
CREATE INDEX import_change_import IF NOT EXISTS FOR (n:ImportChange) ON (n.import, n.subject);
CREATE INDEX import_change_subject IF NOT EXISTS FOR (n:ImportChange) ON (n.subject);
