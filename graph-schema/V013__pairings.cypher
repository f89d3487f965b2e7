CREATE CONSTRAINT pairing_id IF NOT EXISTS FOR (n:Pairing) REQUIRE n.id IS UNIQUE;
CREATE INDEX pairing_from IF NOT EXISTS FOR (n:Pairing) ON (n.from);
CREATE INDEX pairing_to IF NOT EXISTS FOR (n:Pairing) ON (n.to);
CREATE CONSTRAINT consent_key IF NOT EXISTS FOR (n:Consent) REQUIRE n.key IS UNIQUE;
CREATE INDEX consent_pairing IF NOT EXISTS FOR (n:Consent) ON (n.pairing);
CREATE INDEX initiative_merged IF NOT EXISTS FOR (n:Initiative) ON (n.mergedInto);
