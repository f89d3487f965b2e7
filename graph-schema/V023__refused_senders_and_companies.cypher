CREATE CONSTRAINT refused_sender_key IF NOT EXISTS FOR (n:RefusedSender) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT refused_sender_id IF NOT EXISTS FOR (n:RefusedSender) REQUIRE n.id IS UNIQUE;
CREATE INDEX refused_sender_of IF NOT EXISTS FOR (n:RefusedSender) ON (n.sender);
CREATE INDEX refused_sender_by IF NOT EXISTS FOR (n:RefusedSender) ON (n.organisation);
CREATE CONSTRAINT registered_company IF NOT EXISTS FOR (n:RegisteredCompany) REQUIRE n.number IS UNIQUE;
