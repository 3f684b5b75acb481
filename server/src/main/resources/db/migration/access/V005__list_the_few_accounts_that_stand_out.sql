-- Accounts are listed by login; locked and disabled ones are few among many.
CREATE INDEX account_locked ON access.account (login) WHERE locked_until IS NOT NULL;
CREATE INDEX account_disabled ON access.account (login) WHERE disabled_at IS NOT NULL;
