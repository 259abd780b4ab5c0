# Words of what a person does with certificates.

close = Close
continue = Continue
share = Share

## My certificates
certificate-title = Certificate
certificate-missing-title = This certificate is not on this phone
certificate-missing-text = It may be on another phone or browser. If you saved a copy, bring it back here.
received-title = The certificate is on this phone now
received-text = If you lose the phone, a copy brings it back.
details-received = Received on this phone: { $instant }.
details-text = The signed file is for programs that check certificates.
share-title = Share this certificate
share-title-print = Print with a QR code
share-text = A link is made. Only those who have it can see the certificate; the registry cannot read it.
share-text-print = The sheet carries a QR code. Whoever has the sheet can see the certificate and check it.
share-lifetime = How long does the link work?
share-lifetime-hint = The link ends; the certificate does not.
lifetime-one-day = 1 day
lifetime-thirty-days = 30 days
lifetime-one-year = 1 year
lifetime-until-stopped = Until I stop it
share-make = Make the link
share-make-print = Make and print
print-without = Print without a code
share-qr = QR code of the link
share-send = Send
share-note = Under “Links” you see how often it was opened, and can stop it.
shares-title = Shared links
shares-lead = Here you see how often each link was opened. You can stop it whenever you like.
shares-empty-title = You have not shared a certificate
shares-empty-text = Open a certificate and choose “Share”.
share-works = Works
share-over = Its time is over
share-stopped-at = Stopped: { $instant }
share-forgotten = The registry no longer has this link
share-made = Made
share-opens = Opened
share-opens-count =
    { $n ->
        [0] Never
        [one] Once
       *[other] { $n } times
    }
share-last-open = Last time
share-ends = Works until
share-show = Show the link
share-hide = Hide the link
share-stop = Stop
share-stop-title = Stop this link?
share-stop-text = Whoever has it can no longer see the certificate. The certificate stays yours and in force.
share-stop-yes = Yes, stop it
claim-title = Receive a certificate
claim-lead = Use the link, the code or the QR code your institution gave you.
claim-code = Code or link
claim-code-hint = Paste or type it exactly as you got it.
claim-code-wrong = This code is not complete. Copy all of it, or paste the link.
claim-picture = Photo of the QR code
claim-picture-hint = Choose a photo or screenshot that shows the code.
claim-picture-wrong = No code was found in the picture. Try a sharper photo, taken from the front.
offer-issuer = Given by
offer-for = For (initials)
offer-until = You can receive it until
offer-pin = PIN of 6 digits
offer-pin-hint = Your institution told you, apart from the link.
offer-pin-wrong = The PIN has 6 digits.
offer-attempts =
    { $n ->
        [one] You have one attempt left.
       *[other] You have { $n } attempts left.
    }
offer-claim = Receive the certificate
offer-other-code = Use another code
offer-refused-expired = The time to receive this certificate is over
offer-refused-locked = The PIN was typed wrong too often
offer-refused-withdrawn = This code is no longer good
offer-ask-again = Ask your institution for a new code. The certificate is not lost.
backup-title = Backup copy
backup-lead = A copy brings your certificates back if you lose or change your phone.
backup-make = Save a copy
backup-text = The copy is an encrypted file. Keep it outside this phone. Without the password nobody can open it, not even we.
backup-passphrase = Password of the copy
backup-passphrase-hint = At least { $n } characters. Several words that you remember do well.
backup-again = Repeat the password
backup-save = Save the copy
backup-weak = Use at least { $n } characters, and not the same ones over and over.
backup-different = The two passwords are not the same.
backup-made = The copy is saved
backup-made-text = Look for the file { $name } in your downloads and take it to a safe place.
restore-title = Bring back a copy
restore-text = The certificates of the copy are added. Nothing on this phone is removed.
restore-file = File of the copy
restore-passphrase = Password you saved it with
restore-do = Bring back the certificates
restore-no-file = Choose the file of the copy.
restore-wrong-passphrase = The password does not open this copy. Check it and try again.
restore-not-a-copy = This file is not a copy of certificates.
restore-too-new = This copy is from a newer version. Load the page again and try once more.
restore-done = Your certificates are here
restore-done-text =
    { $added ->
        [0] The copy has { $all }; all were on this phone already.
        [one] The copy has { $all }; one was added.
       *[other] The copy has { $all }; { $added } were added.
    }
accesses-title = Who looked at my data
accesses-lead = Every time an institution looks at your record or changes it, it is noted here.
accesses-empty-title = Nobody has looked at anything yet
accesses-empty-text = When you receive a certificate, you see here who prepared it and who looks at your record.
accesses-why = Reason: { $reason }
accesses-more = Show earlier ones
access-other = Another action on your record
access-by-member = a person at the institution
access-by-program = a program of the institution
access-by-registry = the registry
access-by-holder = whoever had the link and the PIN
access-candidate-registered = Made your record
access-candidate-read = Looked at your record
access-assessment-started = Started an assessment
access-assessment-read = Looked at an assessment
access-assessment-saved = Noted evidence or results
access-assessment-submitted = Sent the assessment to be signed
access-assessment-returned = Sent the assessment back
access-assessment-signed = Signed the assessment
access-assessment-closed-with-gaps = Closed the assessment with units still open
access-certificate-issued = Issued a certificate
access-certificate-offered = Prepared the handing over of a certificate
access-certificate-claimed = Received the certificate on a phone
access-certificate-read = Looked at a certificate
access-certificate-suspended = Suspended a certificate
access-certificate-suspension-lifted = Ended the suspension of a certificate
access-certificate-revoked = Revoked a certificate
access-offer-pin-wrong = Typed the PIN wrong

## Answering a request
answer-title = Answer somebody who asks
answer-lead = You see who asks, and for what. Only what you choose is shown.
answer-text = Link of the request
answer-text-hint = Paste all of it, as it was given to you.
answer-wrong = This is not a request. Ask for the link or the code again.
answer-reading = Reading the request…
answer-other = Use another request
answer-who-registry = Somebody asks who uses the checking page of this registry
answer-who-registry-text = The registry does not know who it is. Answer only somebody you know or have in front of you.
answer-who-known = { $name } asks
answer-who-known-text = It signed the request, and the registry knows this institution.
answer-who-host = { $name } asks
answer-who-host-text = The owner of that address signed it. The registry does not know who that is.
answer-who-unsigned = The answer will go to { $name }
answer-who-unsigned-text = Nobody known signed the request. Answer only if you trust that address.
answer-which = Which certificate do you want to show?
answer-always = The standard, who issued it, the dates and whether it holds are always shown. Besides:
answer-whole = The whole certificate is shown: also your name, its number and each result.
answer-needed = Needed
answer-free = You decide
answer-free-hint = What you do not tick is not shown.
answer-send = Show what I chose
answer-refuse = Show nothing
answer-nothing = You have no certificate here for this request
answer-nothing-next = It may be on another phone. If you received it long ago, receive it again or share a link.
answer-sent = Done: what you chose was shown
answer-sent-text = Whoever asked sees it on their screen now.
answer-sent-to = It went to { $name }.
answer-go-on = Go on at { $name }
answer-see = See what I have shown
answer-refused = Nothing was shown
answer-refused-text = Whoever asked only knows that you did not want to.
answer-try-again = Try again in a moment.
answer-gone = This request does not wait for an answer any more
answer-gone-next = Its time is over, or it was answered. Ask for a new one.
answer-not-understood = Your wallet does not understand this request
answer-not-understood-next = Nothing was shown. You can share a link from your certificate.
answer-by-certificate = Your wallet cannot check who is asking
answer-by-certificate-next = Nothing was shown. Show your certificate with a link instead: open it and choose “Share”.
answer-unproven = It is not known who asks
answer-unproven-next = The signature of the request does not match. Nothing was shown, and it is better not to answer.
answer-too-little = Something is still to be chosen
answer-too-little-next = Whoever asks needs at least one more fact of the list.
answer-not-taken = The answer was not taken
answer-not-taken-next = Ask for a new request and try again.
answers-title = What you showed when asked
answers-text = This list is on this phone only.
answers-refused = You showed nothing
answers-whole = the whole certificate
answers-only = only that you have it
shown-fact-name = Name
shown-fact-birthdate = Date of birth
shown-fact-certificate_number = Number of the certificate
shown-fact-certificate_id = Identifier of the certificate
shown-fact-verdict = Overall result
shown-fact-units = Assessed units
shown-fact-units-result = Result of each unit
shown-fact-units-result-verdict = Result of each unit

## Promised certificates, and those of other issuers
awaited-title = Certificates to be signed
awaited-lead = Your institution promised them. They come here when they are signed.
awaited-empty-title = You wait for no certificate
awaited-empty-text = Those you received are under “Certificates”.
awaited-since = Asked for
awaited-not-ready = Not ready yet
awaited-not-ready-text = The institution has not signed it. You need not do anything: this page asks again when you open it.
awaited-refused = The institution does not give it any more
awaited-refused-text = Ask there what happened, or for a new code.
awaited-forget = Remove from the list
awaited-ask = Ask now
offer-host = Address
offer-elsewhere = This issuer is not of this registry. Receive it only if you trust it.
offer-pin-any = PIN
offer-pin-missing = Enter the PIN you were given.
claim-no-offer = This code does not exist or works no more
claim-nothing-known = Your wallet does not understand what this institution offers
claim-wrong-pin = The PIN is not right. Check it and try again.
claim-denied = The institution did not give it. It may be on another phone already.
claim-not-ours = What came is not for this wallet. It was not kept.
