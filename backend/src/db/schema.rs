//! The tables, as diesel sees them. Migrations under `backend/migrations` are what creates them.
#![expect(missing_docs, reason = "the tables are documented where they are created, in the migrations")]

diesel::table! {
    organisations (id) {
        id -> Text,
        slug -> Text,
        name -> Text,
        country -> Text,
        kind -> Text,
        contact -> Text,
        website -> Text,
        signatory_totp_required -> Bool,
        created_at -> Timestamp,
        key_days -> Nullable<Integer>,
    }
}

diesel::table! {
    users (id) {
        id -> Text,
        login -> Text,
        name -> Text,
        password_hash -> Text,
        totp_secret -> Nullable<Text>,
        totp_last_step -> BigInt,
        locale -> Text,
        created_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    memberships (organisation_id, user_id, role) {
        organisation_id -> Text,
        user_id -> Text,
        role -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        user_id -> Text,
        csrf -> Text,
        second_factor -> Bool,
        user_agent -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        token_hash -> Text,
        organisation_id -> Text,
        login -> Text,
        name -> Text,
        roles -> Text,
        invited_by -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    throttles (subject) {
        subject -> Text,
        failures -> Integer,
        last_failure_at -> Timestamp,
        blocked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> Text,
        token_hash -> Text,
        organisation_id -> Text,
        scope -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit_entries (seq) {
        seq -> BigInt,
        at -> Timestamp,
        actor -> Text,
        organisation_id -> Nullable<Text>,
        action -> Text,
        object_kind -> Text,
        object_id -> Text,
        person_id -> Nullable<Text>,
        reason -> Text,
        detail -> Text,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    idempotency_keys (scope, key) {
        scope -> Text,
        key -> Text,
        request_hash -> Text,
        status -> Integer,
        response -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    shares (id) {
        id -> Text,
        ciphertext -> Nullable<Text>,
        manage_hash -> Text,
        opens -> Integer,
        last_opened_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        stopped_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    status_entries (organisation_id, list, position) {
        organisation_id -> Text,
        list -> Integer,
        position -> Integer,
        subject_id -> Text,
        revoked_at -> Nullable<Timestamp>,
        revoked_reason -> Nullable<Text>,
        suspended_at -> Nullable<Timestamp>,
        suspended_reason -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    candidates (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        name_words -> Text,
        birth_date -> Date,
        wallet -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    identity_evidence (id) {
        id -> Text,
        organisation_id -> Text,
        candidate_id -> Text,
        document_type -> Text,
        country -> Text,
        number_hash -> Text,
        assurance -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    assessments (id) {
        id -> Text,
        organisation_id -> Text,
        candidate_id -> Text,
        standard -> Text,
        units -> Text,
        words -> Text,
        observations -> Text,
        state -> Text,
        version -> Integer,
        assessor_id -> Text,
        signatory_id -> Nullable<Text>,
        return_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    certificates (id) {
        id -> Text,
        organisation_id -> Text,
        candidate_id -> Text,
        assessment_id -> Text,
        number -> Text,
        holder_name -> Text,
        words -> Text,
        standard -> Text,
        units -> Text,
        verdict_words -> Text,
        assessor_id -> Text,
        signatory_id -> Text,
        issued_on -> Date,
        valid_until -> Nullable<Date>,
        status -> Text,
        status_reason -> Nullable<Text>,
        status_note -> Text,
        status_since -> Nullable<Timestamp>,
        claimed_at -> Nullable<Timestamp>,
        holder -> Nullable<Text>,
        credential -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    certificate_series (organisation_id, year) {
        organisation_id -> Text,
        year -> Integer,
        last -> Integer,
    }
}

diesel::table! {
    offers (id) {
        id -> Text,
        certificate_id -> Text,
        code_hash -> Text,
        code_sealed -> Text,
        pin_hash -> Text,
        attempts_left -> Integer,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        reserved_for -> Nullable<Text>,
        reserved_at -> Nullable<Timestamp>,
        claimed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    wallet_grants (token_hash) {
        token_hash -> Text,
        offer_id -> Text,
        holder -> Nullable<Text>,
        copies -> Integer,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    wallet_transactions (transaction_hash) {
        transaction_hash -> Text,
        token_hash -> Text,
        waiting -> Text,
    }
}

diesel::table! {
    wallet_notifications (notification_hash) {
        notification_hash -> Text,
        token_hash -> Text,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    presentation_requests (id) {
        id -> Text,
        secret_hash -> Text,
        nonce -> Text,
        asked -> Text,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    promised_offers (id) {
        id -> Text,
        assessment_id -> Text,
        code_hash -> Text,
        code_sealed -> Text,
        pin_hash -> Text,
        attempts_left -> Integer,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}
diesel::allow_tables_to_appear_in_same_query!(promised_offers, assessments);

diesel::table! {
    issuer_keys (organisation_id, number) {
        organisation_id -> Text,
        number -> Integer,
        public_key -> Text,
        sealed_seed -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
        compromised_at -> Nullable<Timestamp>,
        activated_at -> Nullable<Timestamp>,
        end_reason -> Nullable<Text>,
        compromise_noted_at -> Nullable<Timestamp>,
        token_object -> Nullable<Text>,
    }
}

diesel::table! {
    signed_imprints (organisation_id, imprint) {
        organisation_id -> Text,
        imprint -> Text,
        signed_at -> Timestamp,
    }
}

diesel::table! {
    accreditations (id) {
        id -> Text,
        organisation_id -> Text,
        framework -> Text,
        standard -> Nullable<Text>,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        act -> Text,
        act_url -> Nullable<Text>,
        illustrative -> Bool,
        created_at -> Timestamp,
        sector -> Nullable<Text>,
        sector_standards -> Text,
        centre -> Nullable<Text>,
    }
}

diesel::table! {
    trust_documents (name) {
        name -> Text,
        content_hash -> Text,
        document -> Text,
        signed_at -> Timestamp,
    }
}

diesel::table! {
    status_lists (organisation_id, purpose, list) {
        organisation_id -> Text,
        purpose -> Text,
        list -> Integer,
        content_hash -> Text,
        credential -> Text,
        signed_at -> Timestamp,
    }
}

diesel::table! {
    holder_challenges (challenge) {
        challenge -> Text,
        expires_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(organisations, users, memberships, sessions, api_tokens, invitations);
diesel::allow_tables_to_appear_in_same_query!(assessments, users);
diesel::allow_tables_to_appear_in_same_query!(certificates, organisations);
diesel::allow_tables_to_appear_in_same_query!(offers, organisations);
diesel::allow_tables_to_appear_in_same_query!(candidates, users);
diesel::allow_tables_to_appear_in_same_query!(candidates, identity_evidence, assessments, certificates, offers);
diesel::allow_tables_to_appear_in_same_query!(accreditations, organisations);

diesel::table! {
    framework_versions (id) {
        id -> Text,
        framework_id -> Text,
        label -> Text,
        state -> Text,
        published_on -> Date,
        organisation_id -> Nullable<Text>,
        author_id -> Nullable<Text>,
        base_label -> Nullable<Text>,
        revision -> Integer,
        document -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    framework_items (version_id, position) {
        version_id -> Text,
        position -> Integer,
        item_key -> Text,
        identifier -> Nullable<Text>,
        document -> Text,
    }
}

diesel::table! {
    framework_associations (version_id, position) {
        version_id -> Text,
        position -> Integer,
        identifier -> Nullable<Text>,
        document -> Text,
    }
}

diesel::table! {
    framework_edits (version_id, revision) {
        version_id -> Text,
        revision -> Integer,
        done -> Text,
        item -> Text,
        person -> Text,
        edited_at -> Timestamp,
        undo -> Nullable<Text>,
    }
}

diesel::table! {
    crosswalks (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        subject_framework -> Text,
        object_framework -> Text,
        illustrative -> Bool,
        source -> Text,
        created_at -> Timestamp,
        subject_version -> Nullable<Text>,
        object_version -> Nullable<Text>,
        sssom -> Nullable<Text>,
    }
}

diesel::table! {
    mappings (id) {
        id -> Text,
        crosswalk_id -> Text,
        document -> Text,
        state -> Text,
        revision -> Integer,
        author_id -> Nullable<Text>,
        note -> Nullable<Text>,
        updated_at -> Timestamp,
        reopened -> Bool,
    }
}

diesel::table! {
    mapping_comments (id) {
        id -> Text,
        mapping_id -> Text,
        author_id -> Nullable<Text>,
        author -> Text,
        text -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    rejected_pairs (id) {
        id -> Text,
        crosswalk_id -> Text,
        subject -> Text,
        object -> Text,
        reason -> Text,
        rejected_by -> Text,
        rejected_at -> Timestamp,
    }
}

diesel::table! {
    crosswalk_versions (crosswalk_id, version) {
        crosswalk_id -> Text,
        version -> Integer,
        published_on -> Date,
        published_by -> Text,
        row_count -> Integer,
        document -> Text,
    }
}

diesel::table! {
    crosswalk_version_heads (crosswalk_id, version) {
        crosswalk_id -> Text,
        version -> Integer,
        sssom -> Text,
    }
}

diesel::table! {
    acts (id) {
        id -> Text,
        kind -> Text,
        act -> Text,
        version -> Integer,
        organisation_id -> Nullable<Text>,
        document -> Text,
        state -> Text,
        revision -> Integer,
        author_id -> Nullable<Text>,
        author -> Text,
        reviewer -> Nullable<Text>,
        note -> Nullable<Text>,
        updated_at -> Timestamp,
        published_on -> Nullable<Date>,
        round -> Integer,
        started_at -> Nullable<Timestamp>,
    }
}
diesel::table! {
    voices (id) {
        id -> Text,
        act_id -> Text,
        person_id -> Text,
        person -> Text,
        kind -> Text,
        words -> Text,
        round -> Integer,
        said_at -> Timestamp,
    }
}
diesel::table! {
    decision_credentials (act_id) {
        act_id -> Text,
        credential -> Text,
        signed_at -> Timestamp,
    }
}
diesel::table! {
    openings (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        document -> Text,
        withdrawn_on -> Nullable<Date>,
        created_at -> Timestamp,
    }
}
diesel::allow_tables_to_appear_in_same_query!(audit_entries, organisations);
diesel::allow_tables_to_appear_in_same_query!(framework_items, framework_associations, framework_versions);
