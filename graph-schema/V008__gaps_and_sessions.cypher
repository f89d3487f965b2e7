CREATE CONSTRAINT gap_work_id IF NOT EXISTS FOR (n:GapWork) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invitation_id IF NOT EXISTS FOR (n:Invitation) REQUIRE n.id IS UNIQUE;
CREATE INDEX invitation_gap IF NOT EXISTS FOR (n:Invitation) ON (n.gap);
CREATE CONSTRAINT session_secret IF NOT EXISTS FOR (n:Session) REQUIRE n.secretHash IS UNIQUE;
CREATE INDEX session_expires IF NOT EXISTS FOR (n:Session) ON (n.expires);
