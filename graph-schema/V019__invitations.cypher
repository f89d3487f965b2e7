CREATE CONSTRAINT invitation_id IF NOT EXISTS FOR (n:Invitation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invitation_key IF NOT EXISTS FOR (n:Invitation) REQUIRE n.key IS UNIQUE;
CREATE INDEX invitation_organisation IF NOT EXISTS FOR (n:Invitation) ON (n.organisation);
CREATE INDEX invitation_initiative IF NOT EXISTS FOR (n:Invitation) ON (n.initiative);
CREATE INDEX invitation_open IF NOT EXISTS FOR (n:Invitation) ON (n.state, n.until);
CREATE INDEX shown_organisation IF NOT EXISTS FOR (n:Shown) ON (n.organisation, n.at);
CREATE INDEX shown_suggestion IF NOT EXISTS FOR (n:Shown) ON (n.suggestion);
CREATE INDEX organisation_paused IF NOT EXISTS FOR (n:Organisation) ON (n.pausedUntil);
CREATE INDEX organisation_confirmed IF NOT EXISTS FOR (n:Organisation) ON (n.confirmed);
