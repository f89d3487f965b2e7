CREATE INDEX interest_reference IF NOT EXISTS FOR (n:Interest) ON (n.reference);
