# Words of every screen. Plain, formal, 20 words a sentence at most.

skip-to-content = Skip to content
language = Language
places = Main places
place-wallet = My certificates
place-verify = Check
demonstration-band = Demonstration data: no institution named here has issued or endorsed anything.
footer-what = Puente is an open registry of skills certificates.
footer-interface = Interface for programs
title-error = Error: { $title }

not-found-title = This page does not exist
not-found-text = The address is mistyped, or the page has moved.
to-home = Go to the front page

loading = Loading…
retry = Try again
cancel = Cancel
search = Search
copy = Copy
copied = Copied
copy-failed = It could not be copied. Select it and copy it yourself.
error-summary-title = There is a problem
combobox-count =
    { $n ->
        [one] One suggestion. Use the arrow keys to choose.
       *[other] { $n } suggestions. Use the arrow keys to choose.
    }

pager-label = Pages of the list
pager-none = No results
pager-shown = { $first }–{ $last } of { $total }
pager-previous = Previous
pager-next = Next

failure-network = The registry cannot be reached. Check your connection and try again.
failure-unreadable = The registry answered something this page does not understand. Try again in a moment.
failure-unknown = It could not be done. Try again in a moment.
failure-field = Check this value.

# A certificate
fact-holder = Holder
fact-birth-date = Date of birth
fact-verdict = Result
fact-issued = Issued
fact-valid-until = Valid until
fact-no-end = No end date
fact-number = Number
issuer-not-known = Issuer not confirmed by the registry
issuer-accredited = issuer accredited for this standard
issuer-not-accredited = not accredited for this standard

verification-state-valid = Valid
verification-state-issuer-unknown = Issuer unknown
verification-state-lapsed = Not in force
verification-state-invalid = Not valid
verification-undecided = Could not be checked

verification-reason-valid = It is genuine and in force
verification-reason-issuer-not-in-registry = The signature is correct, but the registry does not know this issuer
verification-reason-issuer-not-accredited = The signature is correct, but the issuer was not accredited for this standard
verification-reason-standard-not-stated = The signature is correct, but the document does not say which standard it certifies
verification-reason-registry-unavailable = The signature is correct, but the registry could not be asked
verification-reason-expired = It is genuine, but it has expired
verification-reason-not-yet-valid = It is genuine, but not yet in force
verification-reason-suspended = It is genuine, but suspended
verification-reason-status-unavailable = It is genuine, but nobody could tell whether it still holds
verification-reason-revoked = It was revoked by its issuer
verification-reason-malformed = This is not a certificate that can be read
verification-reason-too-large = The file is too large to be a certificate
verification-reason-not-signed = The document is not signed
verification-reason-signature-unsupported = The document carries a signature that cannot be checked here
verification-reason-signature-wrong = The signature does not match: somebody changed the document
verification-reason-key-not-issuers = The signature is not that of the issuer named in the document
verification-reason-key-compromised = It was signed with a key that somebody else may have had
verification-reason-keys-unavailable = The signature could not be checked: the issuer’s keys could not be fetched
verification-reason-other-holder = It is shown by somebody else than its holder

verification-next-valid = You can accept it. Compare the name with the person’s identity document.
verification-next-issuer-not-in-registry = Ask the person for another document, or write to the institution.
verification-next-issuer-not-accredited = Ask the institution whether it could certify this standard.
verification-next-standard-not-stated = Ask the person for a certificate that names the standard.
verification-next-registry-unavailable = Try again when you are connected.
verification-next-expired = It was genuine. The person can renew the assessment.
verification-next-not-yet-valid = Wait for its first day, or ask the issuer.
verification-next-suspended = Do not accept it for now. Ask the issuer.
verification-next-status-unavailable = Try again in a moment, before you decide.
verification-next-revoked = Do not accept it.
verification-next-malformed = Ask for the original link or file.
verification-next-too-large = Ask for the original link or file.
verification-next-not-signed = Do not accept it. Ask for the original certificate.
verification-next-signature-unsupported = Ask for the certificate in another format, or write to the issuer.
verification-next-signature-wrong = Do not accept it. Ask for the original certificate.
verification-next-key-not-issuers = Do not accept it. Tell the institution that is named as its issuer.
verification-next-key-compromised = Do not accept it. Ask the person for a new certificate from the institution.
verification-next-keys-unavailable = Try again in a moment.
verification-next-other-holder = Do not accept it. Ask the holder to show it.

reason-expired-on = Expired on { $day }
reason-revoked-on = Revoked by its issuer on { $day }
reason-suspended-on = Suspended since { $day }
status-why = Reason: { $reason }.
status-checked-at = Status checked: { $instant }.
status-reason-issued-in-error = issued in error
status-reason-superseded = replaced by a newer certificate
status-reason-fraud = the evidence was not genuine
status-reason-under-review = the assessment is under review
status-reason-holder-request = the holder asked for it
status-reason-other = another reason

verdict-competent = Competent
verdict-not-yet-competent = Not yet competent

# Countries
country-AR = Argentina
country-BO = Bolivia
country-BR = Brazil
country-CL = Chile
country-CO = Colombia
country-CR = Costa Rica
country-CU = Cuba
country-DO = Dominican Republic
country-EC = Ecuador
country-ES = Spain
country-GT = Guatemala
country-GY = Guyana
country-HN = Honduras
country-HT = Haiti
country-MX = Mexico
country-NI = Nicaragua
country-PA = Panama
country-PE = Peru
country-PT = Portugal
country-PY = Paraguay
country-SR = Suriname
country-SV = El Salvador
country-US = United States
country-UY = Uruguay
country-VE = Venezuela

checking = Checking…
close = Close
continue = Continue
print = Print
share = Share
technical-details = Technical details
failure-storage = This browser does not keep data. Leave private mode or free some space, and try again.

check-structure = It is a complete certificate
check-signature = Issuer’s signature
check-issuer-known = The registry knows the issuer
check-issuer-accredited = Issuer accredited on the day of issue
check-revocation = Not revoked
check-suspension = Not suspended
check-validity = Within its validity
check-holder = Shown by its holder
check-outcome-passed = Correct
check-outcome-failed = Failed
check-outcome-warning = Not confirmed
check-outcome-not-checked = Does not apply
check-detail-ok = All in order
check-detail-not-reached = Not looked at
check-detail-bad-property = Something is missing or has the wrong form
check-detail-bad-context = It does not follow the international model
check-detail-bad-date = A date makes no sense
check-detail-too-large = Larger than a certificate can be
check-detail-no-proof = It carries no signature
check-detail-unsupported-proof = A kind of signature that is not checked here
check-detail-bad-proof = The signature is incomplete
check-detail-wrong-purpose = Signed for another purpose
check-detail-proof-out-of-time = The signature has expired
check-detail-signature-mismatch = The text changed after it was signed
check-detail-key-not-listed = The key is not the issuer’s
check-detail-key-revoked = The key could no longer be trusted when this was signed
check-detail-record-unreachable = Nobody could be asked whether it was signed before the key was lost
check-detail-keys-unreachable = The issuer’s keys were not found
check-detail-keys-malformed = The issuer’s keys make no sense
check-detail-issuer-unsupported = This kind of issuer cannot be looked up
check-detail-not-in-registry = Not in the registry
check-detail-registry-unreachable = The registry could not be asked
check-detail-not-accredited = Not accredited for this standard
check-detail-not-accredited-then = Accredited, but not on that day
check-detail-no-standard = The document names no standard
check-detail-illustrative = Demonstration accreditation
check-detail-no-status = The document has no such list
check-detail-revoked = The issuer revoked it
check-detail-suspended = The issuer suspended it
check-detail-status-unreachable = The list did not answer
check-detail-status-untrusted = The list cannot be trusted
check-detail-status-stale = The list is too old
check-detail-expired = Its time is over
check-detail-not-yet-valid = Its time has not begun
check-detail-no-end = It has no end date
check-detail-not-presented = Shown without proof of who shows it
check-detail-other-holder = Somebody else shows it
# What it counts for in another country
outcome-full = Recognised in full
outcome-partial = Recognised in part
outcome-provisional = Recognised for a time
outcome-refused = Not recognised
outcome-not-examined = Nobody has examined it yet
recognition-full = It counts as the whole profile “{ $title }”.
recognition-covers = It covers { $covered } of { $all } units of the profile “{ $title }”.
recognition-refused = The authority of { $country } examined it and decided that it does not count.
recognition-nobody-decided = No authority of { $country } has decided on this standard. That says nothing against it: ask.
recognition-reason = Reason: { $reason }
recognition-illustrative = Illustrative result: no authority has decided it.
recognition-unknown-standard = The registry does not know the standard { $code }.
recognition-not-in-use = The body no longer uses this standard. The certificate still says what it says.
recognition-version-assumed = The certificate does not say which version. The newest was looked up: { $code }.
recognition-conditions = Conditions
recognition-from = In effect since { $day }.
recognition-until = Valid until { $day }.
recognition-months =
    { $months ->
        [one] Valid for one month from the day the authority registers the person.
       *[other] Valid for { $months } months from the day the authority registers the person.
    }
recognition-only-issuers = Only for certificates from: { $names }
recognition-together = Counting { $n } certificates together.
unit-covered-by = With { $names }
recognition-path = Where this result comes from
recognition-ask = Whom to ask
unit-covered = Covered
unit-missing = Missing
unit-not-held = Missing in your certificate
means-assessment = An assessment completes it
means-training = A course completes it
means-training-and-assessment = A course and an assessment complete it
close-hours =
    { $hours ->
        [one] about one hour
       *[other] about { $hours } hours
    }
close-provider = at { $name }
agreement-status-signed = signed, not yet in force
agreement-status-pilot = pilot agreement
agreement-status-in-force = in force
agreement-status-ended = ended
agreement-ended-remains = The agreement has ended. Decisions taken under it remain.
legal-basis-not-applicable = It did not bind both countries on the date asked about.
version-number = version { $n }
illustrative = Illustrative
unofficial-translation = unofficial translation
information-title = Information, not recognition
information-text = This exists, but nobody has decided with it.
information-mapping = Published technical mapping
information-not = It is not: { $relation }
information-occupation = Similar occupation
information-isco = Same group { $code } of the occupation classification ISCO-08
information-agreement = Agreement that covers this sector
information-other-issuers = Decision on certificates from other bodies
information-ended = Decision that has ended
information-ended-on = Ended on { $day }
predicate-exact-match = exact match
predicate-close-match = close match
predicate-broad-match = the other is wider
predicate-narrow-match = the other is narrower
predicate-related-match = related
sector-agriculture = agriculture
sector-care = care
sector-commerce = commerce
sector-construction = construction
sector-education = education
sector-energy = energy
sector-hospitality = hotels and restaurants
sector-manufacturing = manufacturing
sector-services = services
sector-transport = transport
worth-title = What is it worth in another country?
worth-country = Country
worth-choose = Choose a country…
worth-together = Count together with
worth-together-hint = Some decisions let the other certificates in this wallet add up, if they are in force.
choose-file = Choose a file
openings-title = Where to close what is missing
opening-remote = remote
recognition-step-by-step = Step by step
information-withdrawn = Taken back: { $reason }
