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
technical-details = Technical details
failure-storage = This browser does not keep data. Leave private mode or free some space, and try again.

# What it counts for in another country
choose-file = Choose a file

## Check a certificate
camera-title = With the camera
camera-open = Open the camera
camera-close = Close the camera
camera-hint = Hold the QR code in front of the camera. The picture is not kept or sent.
camera-view = What the camera sees
camera-refused = The camera could not be opened. Allow it in the browser, or choose a picture.
