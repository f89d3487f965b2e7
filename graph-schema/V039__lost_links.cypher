CREATE CONSTRAINT lost_link_address IF NOT EXISTS FOR (n:LostLink) REQUIRE n.addressHash IS UNIQUE;
CREATE CONSTRAINT lost_link_id IF NOT EXISTS FOR (n:LostLink) REQUIRE n.id IS UNIQUE;
CREATE INDEX lost_link_at IF NOT EXISTS FOR (n:LostLink) ON (n.at);
CREATE CONSTRAINT initiative_mailed IF NOT EXISTS FOR (n:Initiative) REQUIRE n.mailedHash IS UNIQUE;
