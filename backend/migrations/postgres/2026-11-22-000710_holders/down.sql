DROP TABLE holder_challenges;
