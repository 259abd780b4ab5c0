DROP TABLE presentation_requests;
