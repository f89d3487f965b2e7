CREATE CONSTRAINT alliance_id IF NOT EXISTS FOR (n:Alliance) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT alliance_source IF NOT EXISTS FOR (n:Alliance) REQUIRE (n.source, n.sourceId) IS UNIQUE;
