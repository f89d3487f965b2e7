CREATE CONSTRAINT weight_version IF NOT EXISTS FOR (n:WeightVersion) REQUIRE n.number IS UNIQUE;
CREATE INDEX suggestion_at IF NOT EXISTS FOR (n:Suggestion) ON (n.at);
