CREATE CONSTRAINT stall_rule_step IF NOT EXISTS FOR (n:StallRule) REQUIRE n.step IS UNIQUE;
CREATE CONSTRAINT stall_notice_key IF NOT EXISTS FOR (n:StallNotice) REQUIRE n.key IS UNIQUE;
CREATE INDEX stall_notice_account IF NOT EXISTS FOR (n:StallNotice) ON (n.account);
CREATE INDEX initiative_handler IF NOT EXISTS FOR (n:Initiative) ON (n.handler);
