# Words of the front page, the wallet and the check.

home-title = Your trade counts here and there
home-lead = Keep your certificates on your phone, check whether one is genuine, and see what it counts for abroad.
door-wallet = I have certificates
door-wallet-text = Receive, keep and show them. No account, no e-mail.
door-verify = I want to check a certificate
door-verify-text = With the link, the file or the QR code.
door-institution = I work at an institution
door-institution-text = Assess, certify, maintain equivalences.
look-up-title = What is my certificate worth in another country?
look-up-standard = Your certificate or standard
look-up-standard-hint = Type the code or some words, and choose from the list.
look-up-choose-one = Choose a standard from the list
look-up-country = Destination country
look-up-date = Date
look-up-date-hint = Blank: today
look-up-send = Look up
look-up-in = In { $country }, on { $day }
look-up-copy = Copy the link to this result

## My certificates

wallet-places = My certificates: places
wallet-tab-certificates = Certificates
wallet-tab-shares = Links
wallet-tab-backup = Copy
wallet-tab-accesses = Who looked
wallet-title = My certificates
wallet-lead = They are on this phone. Only you decide whom to show them to.
wallet-claim = Receive a certificate
wallet-backup = Save a copy
wallet-restore = Bring back a copy
wallet-open = View and share
wallet-open-says = View and share: { $title }
wallet-empty-title = There are no certificates here yet
wallet-empty-text = Receive one with the link or QR code your institution gave you. No account or e-mail is needed.

certificate-title = Certificate
certificate-unreadable = This certificate cannot be read.
certificate-missing-title = This certificate is not on this phone
certificate-missing-text = It may be on another phone or browser. If you saved a copy, bring it back here.
received-title = The certificate is on this phone now
received-text = If you lose the phone, a copy brings it back.
units-assessed = Units assessed
details-received = Received on this phone: { $instant }.
details-text = The signed file is for programs that check certificates.
details-file = Save the signed file

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
share-copy = Copy the link
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

## Check a certificate

verify-title = Check a certificate
verify-lead = Use what the person showed you: a link, a file or a QR code.
verify-private = The check happens in this browser. The certificate is not sent anywhere.
verify-text = Link or content of the certificate
verify-text-hint = Paste all of it, as it was given to you. You can also drop a file here.
verify-do = Check
verify-file = File, or picture with the QR code
verify-file-hint = A JSON file, or a PNG or JPG picture that shows the whole code.
verify-another = Check another
verify-result-title = Result
verify-wrong-empty = Paste a link or the content, or choose a file.
verify-wrong-cut = The link is incomplete: the part after “#” is missing. Copy all of it.
verify-wrong-elsewhere = This link belongs to another registry. Open it directly in the browser.
verify-wrong-claim = This link is for receiving a certificate. Ask the person for the link to share it.
verify-wrong-unknown = This is neither a link nor a certificate. Ask for the link or the original file.
verify-wrong-picture = No code was found in the picture. Try a sharper one, straight and complete.
verify-wrong-pdf = A PDF cannot be read here. Take a screenshot of the QR code and choose that.
verify-wrong-file = The file cannot be read as text. Ask for the original file.
verify-wrong-large = The file is too large. Ask for the link or the original file.
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
camera-title = With the camera
camera-open = Open the camera
camera-close = Close the camera
camera-hint = Hold the QR code in front of the camera. The picture is not kept or sent.
camera-view = What the camera sees
camera-refused = The camera could not be opened. Allow it in the browser, or choose a picture.
verify-forgotten = We no longer have that certificate
verify-forgotten-next = We do not keep it: it is somebody's. Bring it again to check it.
