CREATE CONSTRAINT initiative_mail_secret IF NOT EXISTS FOR (n:Initiative) REQUIRE n.mailHash IS UNIQUE;
