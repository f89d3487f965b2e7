CREATE CONSTRAINT confidential_initiative IF NOT EXISTS FOR (n:Confidential) REQUIRE n.initiative IS UNIQUE;
CREATE CONSTRAINT attachment_key IF NOT EXISTS FOR (n:Attachment) REQUIRE n.key IS UNIQUE;
CREATE INDEX attachment_initiative IF NOT EXISTS FOR (n:Attachment) ON (n.initiative);
CREATE CONSTRAINT draft_secret IF NOT EXISTS FOR (n:Draft) REQUIRE n.secretHash IS UNIQUE;
CREATE INDEX draft_expires IF NOT EXISTS FOR (n:Draft) ON (n.expires);
CREATE CONSTRAINT interest_key IF NOT EXISTS FOR (n:Interest) REQUIRE n.key IS UNIQUE;
CREATE INDEX interest_at IF NOT EXISTS FOR (n:Interest) ON (n.at);
