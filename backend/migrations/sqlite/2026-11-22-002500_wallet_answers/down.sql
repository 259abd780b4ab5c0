ALTER TABLE wallet_grants ADD COLUMN waiting TEXT;
ALTER TABLE wallet_grants ADD COLUMN transaction_hash TEXT;
ALTER TABLE wallet_grants ADD COLUMN outcome TEXT;
ALTER TABLE wallet_grants ADD COLUMN notification_hash TEXT;
-- There is room for one of each.
UPDATE wallet_grants SET transaction_hash = (SELECT MIN(t.transaction_hash) FROM wallet_transactions t
    WHERE t.token_hash = wallet_grants.token_hash);
UPDATE wallet_grants SET waiting = (SELECT t.waiting FROM wallet_transactions t
    WHERE t.transaction_hash = wallet_grants.transaction_hash);
UPDATE wallet_grants SET notification_hash = (SELECT MIN(n.notification_hash) FROM wallet_notifications n
    WHERE n.token_hash = wallet_grants.token_hash);
UPDATE wallet_grants SET outcome = (SELECT n.outcome FROM wallet_notifications n
    WHERE n.notification_hash = wallet_grants.notification_hash);
CREATE UNIQUE INDEX wallet_grants_by_transaction ON wallet_grants (transaction_hash);
CREATE UNIQUE INDEX wallet_grants_by_notification ON wallet_grants (notification_hash);
DROP TABLE wallet_transactions;
DROP TABLE wallet_notifications;
