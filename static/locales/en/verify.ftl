# Words of the page where a certificate is brought to be checked.

verify-title = Check a certificate
verify-lead = Use what the person showed you: a link, a file or a QR code.
verify-private = The check happens in this browser. The certificate is not sent anywhere.
verify-text = Link or content of the certificate
verify-text-hint = Paste all of it, as it was given to you. You can also drop a file here.
verify-do = Check
verify-file = File, or picture with the QR code
verify-file-hint = A JSON file, or a PNG or JPG picture that shows the whole code.
verify-wrong-empty = Paste a link or the content, or choose a file.
verify-wrong-cut = The link is incomplete: the part after “#” is missing. Copy all of it.
verify-wrong-elsewhere = This link belongs to another registry. Open it directly in the browser.
verify-wrong-claim = This link is for receiving a certificate. Ask the person for the link to share it.
verify-wrong-unknown = This is neither a link nor a certificate. Ask for the link or the original file.
verify-wrong-picture = No code was found in the picture. Try a sharper one, straight and complete.
verify-wrong-pdf = A PDF cannot be read here. Take a screenshot of the QR code and choose that.
verify-wrong-file = The file cannot be read as text. Ask for the original file.
verify-wrong-large = The file is too large. Ask for the link or the original file.

ask-instead = Is the person with you?
ask-instead-text = Ask their phone only for the facts you need. The person decides.
ask-instead-do = Ask the person for facts
