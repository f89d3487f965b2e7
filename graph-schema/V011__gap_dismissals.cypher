CREATE CONSTRAINT gap_dismissal_id IF NOT EXISTS FOR (n:GapDismissal) REQUIRE n.id IS UNIQUE;
