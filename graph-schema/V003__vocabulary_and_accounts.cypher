CREATE CONSTRAINT competence_source IF NOT EXISTS FOR (n:Competence) REQUIRE n.sourceId IS UNIQUE;
CREATE CONSTRAINT retired_competence_id IF NOT EXISTS FOR (n:RetiredCompetence) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT vocabulary_change_id IF NOT EXISTS FOR (n:VocabularyChange) REQUIRE n.id IS UNIQUE;
CREATE INDEX vocabulary_change_stopped IF NOT EXISTS FOR (n:VocabularyChange) ON (n.stopped);
CREATE CONSTRAINT account_token IF NOT EXISTS FOR (n:Account) REQUIRE n.tokenHash IS UNIQUE;
CREATE CONSTRAINT feedback_id IF NOT EXISTS FOR (n:Feedback) REQUIRE n.id IS UNIQUE;
