# Words of the front page.

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
look-up-nothing = Nothing has these words. Try others, or the code.
look-up-date = Date
look-up-date-hint = Without a date: today.
look-up-send = Look up
look-up-in = In { $country }, on { $day }
look-up-copy = Copy the link to this result
