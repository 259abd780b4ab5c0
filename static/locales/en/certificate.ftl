# Words of a certificate on its own page.

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

print = Print

units-assessed = Units assessed
units-reached = Note: the certificate says that { $reached } of { $all } units were reached.
details-file = Save the signed file
share-copy = Copy the link
