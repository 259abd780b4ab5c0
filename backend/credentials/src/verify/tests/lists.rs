//! What a status list says, and when it says nothing.

use super::*;

#[test]
fn a_status_list_signed_with_a_revoked_key_is_not_trusted_whatever_its_date() {
    let mut materials =
        Materials { signed: SignedRecord::At(now()), ..revoked_from(now() + chrono::TimeDelta::days(1)) };
    assert_eq!(verify(&signed(), &materials, now()).reason, Reason::Valid);
    materials.issuer_document = revoked_from(now()).issuer_document;
    let [entry, _] = status();
    let list = sign_at(bare_list(&entry, false), now() - chrono::TimeDelta::days(1));
    materials.status_lists.insert(entry.list, Ok(fetched(list)));
    let earlier = sign_at(credential(), now() - chrono::TimeDelta::days(1));
    let materials = Materials { signed: SignedRecord::At(now() - chrono::TimeDelta::days(1)), ..materials };
    assert_eq!(verify(&earlier, &materials, now()).reason, Reason::StatusUnavailable);
}

#[test]
fn the_registry_s_note_goes_with_the_revocation_it_explains_only() {
    let note = StatusNote {
        purpose: StatusPurpose::Revocation,
        since: "2026-05-30".parse().unwrap(),
        reason: StatusReason::IssuedInError,
    };
    let with = |mut materials: Materials| {
        materials.status_note = Some(note.clone());
        verify(&signed(), &materials, now()).status_note
    };
    assert_eq!(with(set_bit(StatusPurpose::Revocation)), Some(note.clone()));
    assert_eq!(with(set_bit(StatusPurpose::Suspension)), None);
    assert_eq!(with(materials()), None);
}

#[test]
fn a_list_that_the_issuer_did_not_sign_for_this_says_nothing() {
    let purpose = StatusPurpose::Revocation;
    let edit = |pointer: &'static str, value: Value| {
        with_list(purpose, move |mut list| {
            *list.pointer_mut(pointer).unwrap() = value;
            sign(list, &key())
        })
    };
    let short = "uH4sIAAAAAAAC_2NgGAUjDwAAkgvZJQABAAA";
    let untrusted = [
        with_list(purpose, |list| list),
        with_list(purpose, |list| sign(list, &SigningKey::from_seed(&[8; 32]))),
        with_list(purpose, |list| {
            let mut list = sign(list, &key());
            list["credentialSubject"]["encodedList"] = json!(Bitstring::default().encode() + "A");
            list
        }),
        edit("/issuer", json!("did:web:example.org:orgs:other")),
        edit("/id", json!("https://example.org/status/sena/other")),
        edit("/type", json!(["VerifiableCredential"])),
        edit("/credentialSubject/type", json!("Other")),
        edit("/credentialSubject/statusPurpose", json!("suspension")),
        edit("/credentialSubject/encodedList", json!(short)),
    ];
    for materials in untrusted {
        let result = verify(&signed(), &materials, now());
        let check = result.check(CheckKind::Revocation).unwrap();
        assert_eq!(check.detail, Detail::StatusUntrusted);
        assert_eq!((result.state, result.reason), (State::Lapsed, Reason::StatusUnavailable));
    }
    let stale = edit("/validUntil", json!("2026-06-01T10:40:59Z"));
    let detail = |materials: &Materials| {
        verify(&signed(), materials, now()).check(CheckKind::Revocation).map(|check| check.detail)
    };
    assert_eq!(detail(&stale), Some(Detail::StatusStale));
    assert_eq!(detail(&edit("/validUntil", json!("2026-06-01T10:41:00Z"))), Some(Detail::Ok));
    assert_eq!(detail(&edit("/validFrom", json!("2026-06-01T10:43:01Z"))), Some(Detail::StatusStale));
    assert_eq!(detail(&edit("/validFrom", json!("2026-06-01T10:43:00Z"))), Some(Detail::Ok));
    // A bomb, signed by the issuer itself: 2 MB of bits in 2 KB of text.
    let bomb = Bitstring::of_length(16_000_000).encode();
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(detail(&edit("/credentialSubject/encodedList", json!(bomb))), Some(Detail::StatusUntrusted));
    // Just below the smallest length that hides in a crowd, and exactly that length.
    let small = Bitstring::of_length(crate::bitstring::MINIMUM_ENTRIES - 8).encode();
    assert_eq!(detail(&edit("/credentialSubject/encodedList", json!(small))), Some(Detail::StatusUntrusted));
}

/// The list inside a token, under the header and with the further claims.
fn in_token(list: Value, header: Value, more: &[(&str, i64)], key: &SigningKey) -> Value {
    let mut claims = list;
    for (name, moment) in more {
        claims[*name] = json!(moment);
    }
    Envelope::around(&crate::jose::sign(header, &claims, key).unwrap(), Kind::Credential)
}

#[test]
fn a_list_inside_a_token_says_what_one_with_a_proof_says() {
    let purpose = StatusPurpose::Revocation;
    let named = |kid: &str| json!({"typ": "vc+jwt", "kid": kid});
    let own = || named(&format!("{DID}#key-1"));
    let with = |header: Value, more: &'static [(&str, i64)], key: SigningKey, set: bool| {
        let entry = status().into_iter().find(|entry| entry.purpose == purpose).unwrap();
        let found =
            verify(&signed(), &with_list(purpose, |_| in_token(bare_list(&entry, set), header, more, &key)), now());
        found.check(CheckKind::Revocation).unwrap().detail
    };
    assert_eq!(with(own(), &[], key(), false), Detail::Ok);
    assert_eq!(with(own(), &[], key(), true), Detail::Revoked);
    assert_eq!(with(named("#key-1"), &[], key(), true), Detail::Revoked);
    assert_eq!(with(json!({"typ": "vc+jwt"}), &[], key(), true), Detail::Revoked, "the issuer's only key");
    assert_eq!(with(own(), &[("exp", 1_000_000_000)], key(), false), Detail::StatusStale);
    let thief = || SigningKey::from_seed(&[8; 32]);
    assert_eq!(with(own(), &[], thief(), false), Detail::StatusUntrusted);
    assert_eq!(with(named("did:web:other.example#key-1"), &[], thief(), false), Detail::StatusUntrusted);
    let themselves = crate::did::to_did_key(thief().public_key());
    assert_eq!(with(named(&themselves), &[], thief(), false), Detail::StatusUntrusted);
    assert_eq!(with(json!({"typ": "JWT", "kid": format!("{DID}#key-1")}), &[], key(), false), Detail::StatusUntrusted);
    let other_address = with_list(purpose, |mut list| {
        list["id"] = json!("https://example.org/status/sena/other");
        in_token(list, own(), &[], &key())
    });
    let found = verify(&signed(), &other_address, now());
    assert_eq!(found.check(CheckKind::Revocation).unwrap().detail, Detail::StatusUntrusted);
}

#[test]
fn a_list_that_was_opened_answers_for_its_address_keys_and_moment_only() {
    let opened = materials();
    assert_eq!(verify(&signed(), &opened, now()).reason, Reason::Valid);
    // The very same lists again, of which something is kept.
    assert_eq!(verify(&signed(), &opened, now()).reason, Reason::Valid);
    let signed_before = SignedRecord::At(now() - chrono::TimeDelta::days(1));
    let revoked = Materials { signed: signed_before, ..revoked_from(now()) };
    let with_revoked_key = Materials { status_lists: opened.status_lists.clone(), ..revoked };
    let earlier = sign_at(credential(), now() - chrono::TimeDelta::days(1));
    assert_eq!(verify(&earlier, &with_revoked_key, now()).reason, Reason::StatusUnavailable);
    let late = now() + chrono::TimeDelta::days(2);
    assert_eq!(verify(&signed(), &opened, late).reason, Reason::StatusUnavailable);
    // The list for revocation in the place of the one for suspension.
    let [revocation, suspension] = status();
    let mut moved = opened.clone();
    let list = moved.status_lists[&revocation.list].clone();
    moved.status_lists.insert(suspension.list, list);
    let found = verify(&signed(), &moved, now());
    assert_eq!(found.check(CheckKind::Suspension).unwrap().detail, Detail::StatusUntrusted);
    assert_eq!(found.check(CheckKind::Revocation).unwrap().detail, Detail::Ok);
    // A list with the bit set, once it is opened for another certificate, says so for this one.
    let taken_back = set_bit(StatusPurpose::Revocation);
    let mut other = credential();
    other["credentialStatus"][0]["statusListIndex"] = json!("5");
    assert_eq!(verify(&sign(other, &key()), &taken_back, now()).reason, Reason::Valid);
    assert_eq!(verify(&signed(), &taken_back, now()).reason, Reason::Revoked);
}

#[test]
fn a_status_that_cannot_be_read_is_not_taken_for_good() {
    for (pointer, value) in
        [("/credentialStatus/0/statusListIndex", json!("131072")), ("/credentialStatus/0/type", json!("SomethingElse"))]
    {
        let mut bare = credential();
        *bare.pointer_mut(pointer).unwrap() = value;
        let result = verify(&sign(bare, &key()), &materials(), now());
        assert_eq!(result.reason, Reason::StatusUnavailable, "{pointer}");
    }
}
