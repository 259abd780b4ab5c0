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
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();

-- What a head said for each of its rows goes to the rows: the next file may say something else.
CREATE TABLE propagated_slots AS
    SELECT crosswalks.id AS crosswalk_id, slot.key AS name, slot.value AS value
    FROM crosswalks, jsonb_each(crosswalks.sssom::jsonb -> 'slots') AS slot
    WHERE slot.key IN ('subject_type', 'subject_source', 'subject_source_version', 'object_type', 'object_source',
    'object_source_version', 'predicate_type', 'mapping_provider', 'cardinality_scope', 'mapping_tool', 'mapping_tool_id',
    'mapping_tool_version', 'mapping_date', 'curation_rule', 'curation_rule_text', 'subject_match_field',
    'object_match_field', 'subject_preprocessing', 'object_preprocessing', 'similarity_measure')
    AND NOT EXISTS (SELECT 1 FROM mappings WHERE mappings.crosswalk_id = crosswalks.id
        AND jsonb_exists(mappings.document::jsonb -> 'slots', slot.key));
UPDATE mappings SET document = jsonb_set(document::jsonb, '{slots}',
        coalesce(document::jsonb -> 'slots', '{}'::jsonb) || said.slots)::text
    FROM (SELECT crosswalk_id, jsonb_object_agg(name, value) AS slots FROM propagated_slots GROUP BY crosswalk_id) AS said
    WHERE said.crosswalk_id = mappings.crosswalk_id;
UPDATE crosswalks SET sssom = jsonb_set(sssom::jsonb, '{slots}', (sssom::jsonb -> 'slots')
        - ARRAY(SELECT name FROM propagated_slots WHERE crosswalk_id = crosswalks.id))::text
    WHERE id IN (SELECT crosswalk_id FROM propagated_slots);
DROP TABLE propagated_slots;
