-- What SSSOM files said of the set as a whole belongs to the published version: a later import does not
-- touch it. The head of the crosswalk is that of its next version.
CREATE TABLE crosswalk_version_heads (
    crosswalk_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    sssom TEXT NOT NULL,
    PRIMARY KEY (crosswalk_id, version)
);
INSERT INTO crosswalk_version_heads SELECT version.crosswalk_id, version.version, crosswalks.sssom
    FROM crosswalk_versions AS version JOIN crosswalks ON crosswalks.id = version.crosswalk_id
    WHERE crosswalks.sssom IS NOT NULL;
CREATE TRIGGER crosswalk_version_heads_no_update BEFORE UPDATE ON crosswalk_version_heads
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;

-- What a head said for each of its rows goes to the rows: the next file may say something else.
CREATE TABLE propagated_slots AS
    SELECT crosswalks.id AS crosswalk_id, slot.key AS name,
        CASE slot.type WHEN 'text' THEN json_quote(slot.value) ELSE slot.value END AS value
    FROM crosswalks, json_each(crosswalks.sssom, '$.slots') AS slot
    WHERE slot.key IN ('subject_type', 'subject_source', 'subject_source_version', 'object_type', 'object_source',
    'object_source_version', 'predicate_type', 'mapping_provider', 'cardinality_scope', 'mapping_tool', 'mapping_tool_id',
    'mapping_tool_version', 'mapping_date', 'curation_rule', 'curation_rule_text', 'subject_match_field',
    'object_match_field', 'subject_preprocessing', 'object_preprocessing', 'similarity_measure')
    AND NOT EXISTS (SELECT 1 FROM mappings WHERE mappings.crosswalk_id = crosswalks.id
        AND json_type(mappings.document, '$.slots.' || slot.key) IS NOT NULL);
UPDATE mappings SET document = json_patch(document, json_object('slots', (
        SELECT json_group_object(name, json(value)) FROM propagated_slots AS said
        WHERE said.crosswalk_id = mappings.crosswalk_id)))
    WHERE crosswalk_id IN (SELECT crosswalk_id FROM propagated_slots);
UPDATE crosswalks SET sssom = json_set(sssom, '$.slots', json((
        SELECT json_group_object(slot.key,
            json(CASE slot.type WHEN 'text' THEN json_quote(slot.value) ELSE slot.value END))
        FROM json_each(crosswalks.sssom, '$.slots') AS slot
        WHERE slot.key NOT IN (SELECT name FROM propagated_slots WHERE crosswalk_id = crosswalks.id))))
    WHERE id IN (SELECT crosswalk_id FROM propagated_slots);
DROP TABLE propagated_slots;
