DROP TABLE promised_offers;
DROP TABLE wallet_grants;
