CREATE CONSTRAINT declared_tie_id IF NOT EXISTS FOR (n:DeclaredTie) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT declared_tie_key IF NOT EXISTS FOR (n:DeclaredTie) REQUIRE n.key IS UNIQUE;
CREATE INDEX declared_tie_from IF NOT EXISTS FOR (n:DeclaredTie) ON (n.from);
CREATE INDEX declared_tie_to IF NOT EXISTS FOR (n:DeclaredTie) ON (n.to);
CREATE INDEX declared_tie_by IF NOT EXISTS FOR (n:DeclaredTie) ON (n.by);
CREATE INDEX declared_tie_answered IF NOT EXISTS FOR (n:DeclaredTie) ON (n.state, n.answered);
