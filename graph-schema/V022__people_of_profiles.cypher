CREATE CONSTRAINT person_invite_key IF NOT EXISTS FOR (n:PersonInvite) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT person_invite_id IF NOT EXISTS FOR (n:PersonInvite) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_invite_secret IF NOT EXISTS FOR (n:PersonInvite) REQUIRE n.secretHash IS UNIQUE;
CREATE INDEX person_invite_organisation IF NOT EXISTS FOR (n:PersonInvite) ON (n.organisation);
CREATE INDEX person_invite_email IF NOT EXISTS FOR (n:PersonInvite) ON (n.emailKey);
CREATE CONSTRAINT profile_contact IF NOT EXISTS FOR (n:ProfileContact) REQUIRE n.organisation IS UNIQUE;
CREATE INDEX organisation_closed IF NOT EXISTS FOR (n:Organisation) ON (n.closedOn);
CREATE INDEX claim_organisation IF NOT EXISTS FOR (n:Claim) ON (n.organisation);
