# Words of the list of certificates and its tabs: what a phone loads first.

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
certificate-unreadable = This certificate cannot be read.

wallet-answer = Answer a request
wallet-waiting =
    { $n ->
        [one] One certificate waits to be signed
       *[other] { $n } certificates wait to be signed
    }
wallet-waiting-see = See whether it is ready
