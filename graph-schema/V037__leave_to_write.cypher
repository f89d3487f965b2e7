CREATE CONSTRAINT write_leave_id IF NOT EXISTS FOR (n:WriteLeave) REQUIRE n.id IS UNIQUE;
CREATE INDEX write_leave_full IF NOT EXISTS FOR (n:WriteLeave) ON (n.full);
