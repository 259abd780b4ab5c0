# Palabras de un certificado en su propia página.

verification-next-valid = Puede aceptarlo. Compare el nombre con el documento de la persona.
verification-next-issuer-not-in-registry = Pida a la persona otro documento o escriba a la institución.
verification-next-issuer-not-accredited = Pregunte a la institución si podía certificar esta norma.
verification-next-standard-not-stated = Pida a la persona un certificado que nombre la norma.
verification-next-registry-unavailable = Inténtelo de nuevo cuando tenga conexión.
verification-next-expired = Fue auténtico. La persona puede renovar la evaluación.
verification-next-not-yet-valid = Espere a la fecha de inicio, o pregunte al emisor.
verification-next-suspended = No lo acepte por ahora. Pregunte al emisor.
verification-next-status-unavailable = Inténtelo de nuevo en un momento, antes de decidir.
verification-next-revoked = No lo acepte.
verification-next-malformed = Pida el enlace o el archivo original.
verification-next-too-large = Pida el enlace o el archivo original.
verification-next-not-signed = No lo acepte. Pida el certificado original.
verification-next-signature-unsupported = Pida el certificado en otro formato, o escriba al emisor.
verification-next-signature-wrong = No lo acepte. Pida el certificado original.
verification-next-key-not-issuers = No lo acepte. Avise a la institución que aparece como emisora.
verification-next-key-compromised = No lo acepte. Pida a la persona un certificado nuevo de la institución emisora.
verification-next-keys-unavailable = Inténtelo de nuevo en un momento.
verification-next-other-holder = No lo acepte. Pida que lo muestre su titular.
status-why = Motivo: { $reason }.
status-checked-at = Estado consultado: { $instant }.
status-reason-issued-in-error = emitido por error
status-reason-superseded = sustituido por un certificado más nuevo
status-reason-fraud = las pruebas no eran auténticas
status-reason-under-review = la evaluación está en revisión
status-reason-holder-request = lo pidió su titular
status-reason-other = otro motivo
verdict-competent = Competente
verdict-not-yet-competent = Aún no competente

print = Imprimir

units-assessed = Unidades evaluadas
units-reached = Atención: el certificado dice que se alcanzaron { $reached } de { $all } unidades.
details-file = Guardar el archivo firmado
share-copy = Copiar enlace
