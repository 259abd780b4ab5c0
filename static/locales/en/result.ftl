# Words of what checking came to, and of asking a person's wallet.

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

## Check a certificate
verify-another = Check another
verify-result-title = Result
shared-title = Shared certificate
share-wrong-key = The link is incomplete or was changed
share-wrong-key-next = Ask the person to send it again, and copy all of it.
share-expired = This link’s time is over
share-was-stopped = The person stopped this link
share-ended-next = This says nothing about the certificate. Ask the person for a new link.
share-unknown = This link does not exist
share-unknown-next = Check that it is complete, or ask the person to send it again.
checks-title = Checks
checked-at = Checked: { $instant }.
verify-forgotten = We no longer have that certificate
verify-forgotten-next = We do not keep it: it is somebody's. Bring it again to check it.

## Asking the person's wallet
ask-title = Ask the person for facts
ask-lead = Choose what you need. The person sees it and decides what to show.
ask-facts = What do you need to know?
ask-facts-hint = Ask for as little as possible. What is needed always comes; the rest if the person wants.
ask-needed = Is needed
ask-welcome = If the person wants
ask-not = Is not needed
asked-fact-name = Name
asked-fact-birth-date = Date of birth
asked-fact-number = Number of the certificate
asked-fact-verdict = Overall result
asked-fact-units = Assessed units
asked-fact-results = Result of each unit
ask-always = The standard, who issued the certificate, the dates and whether it holds are always shown.
ask-whole = I take the whole certificate too
ask-whole-hint = For wallets that cannot show only a part.
ask-make = Make the code
ask-show = Show this code to the person
ask-qr = QR code of the request
ask-qr-hint = The person reads it with the camera of their phone.
ask-same-device = Answer on this device
ask-other-wallet = The person uses another app
ask-other-wallet-text = This code is for wallets of other makers.
ask-other-qr = QR code for other wallets
ask-other-open = Open the other app
ask-waiting = Waiting for the person.
ask-unreachable = No connection; still trying.
ask-left =
    { $n ->
        [one] One minute is left.
       *[other] { $n } minutes are left.
    }
ask-take-back = Cancel
ask-answered = The person answered
ask-answered-text = They proved that the certificate is theirs. Here is what they chose to show.
ask-declined = The person did not want to show anything
ask-declined-text = That says nothing about their certificate. You can ask for less.
ask-expired = The time passed without an answer
ask-expired-text = Make a new code when the person is ready.
ask-again = Ask again
