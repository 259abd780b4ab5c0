# Palabras de la lista de certificados y de sus pestañas: lo que un teléfono carga primero.

wallet-places = Mis certificados: lugares
wallet-tab-certificates = Certificados
wallet-tab-shares = Enlaces
wallet-tab-backup = Copia
wallet-tab-accesses = Quién miró
wallet-title = Mis certificados
wallet-lead = Están en este teléfono. Solo usted decide a quién se los muestra.
wallet-claim = Recibir un certificado
wallet-backup = Guardar una copia
wallet-restore = Traer una copia
wallet-open = Ver y compartir
wallet-open-says = Ver y compartir: { $title }
wallet-empty-title = Todavía no hay certificados aquí
wallet-empty-text = Reciba uno con el enlace o el código QR que le dio su institución. No necesita cuenta ni correo.
certificate-unreadable = Este certificado no se puede leer.

wallet-answer = Responder a quien pide
wallet-waiting =
    { $n ->
        [one] Un certificado está por firmarse
       *[other] { $n } certificados están por firmarse
    }
wallet-waiting-see = Ver si ya está
