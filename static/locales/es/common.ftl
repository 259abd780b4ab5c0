# Palabras de todas las pantallas. Se trata a la persona de usted; frases de 20 palabras o menos.

skip-to-content = Ir al contenido
language = Idioma
places = Lugares principales
place-wallet = Mis certificados
place-verify = Comprobar
demonstration-band = Datos de demostración: ninguna institución nombrada aquí ha emitido ni avalado nada.
footer-what = Puente es un registro abierto de certificados de competencias.
footer-interface = Interfaz para programas
title-error = Error: { $title }

not-found-title = Esta página no existe
not-found-text = La dirección está mal escrita, o la página se movió.
to-home = Ir al inicio

loading = Cargando…
retry = Intentar de nuevo
cancel = Cancelar
search = Buscar
copy = Copiar
copied = Copiado
copy-failed = No se pudo copiar. Selecciónelo y cópielo usted.
error-summary-title = Hay un problema
combobox-count =
    { $n ->
        [one] Una propuesta. Use las flechas para elegir.
       *[other] { $n } propuestas. Use las flechas para elegir.
    }

pager-label = Páginas de la lista
pager-none = Ningún resultado
pager-shown = { $first }–{ $last } de { $total }
pager-previous = Anteriores
pager-next = Siguientes

failure-network = No hay conexión con el registro. Revise su conexión e inténtelo de nuevo.
failure-unreadable = El registro respondió algo que esta página no entiende. Inténtelo de nuevo en un momento.
failure-unknown = No se pudo hacer. Inténtelo de nuevo en un momento.
failure-field = Revise este dato.

# Un certificado
fact-holder = Titular
fact-birth-date = Fecha de nacimiento
fact-verdict = Resultado
fact-issued = Expedido
fact-valid-until = Válido hasta
fact-no-end = Sin vencimiento
fact-number = Número
issuer-not-known = Emisor sin confirmar en el registro
issuer-accredited = emisor acreditado para esta norma
issuer-not-accredited = sin acreditación para esta norma

verification-state-valid = Válido
verification-state-issuer-unknown = Emisor desconocido
verification-state-lapsed = No vigente
verification-state-invalid = No válido
verification-undecided = No se pudo comprobar

verification-reason-valid = Es auténtico y está vigente
verification-reason-issuer-not-in-registry = La firma es correcta, pero el registro no conoce a este emisor
verification-reason-issuer-not-accredited = La firma es correcta, pero el emisor no estaba acreditado para esta norma
verification-reason-standard-not-stated = La firma es correcta, pero el documento no dice qué norma certifica
verification-reason-registry-unavailable = La firma es correcta, pero no se pudo consultar el registro
verification-reason-expired = Es auténtico, pero ya venció
verification-reason-not-yet-valid = Es auténtico, pero todavía no está vigente
verification-reason-suspended = Es auténtico, pero está suspendido
verification-reason-status-unavailable = Es auténtico, pero no se pudo saber si sigue vigente
verification-reason-revoked = Fue revocado por su emisor
verification-reason-malformed = Esto no es un certificado que se pueda leer
verification-reason-too-large = El archivo es demasiado grande para ser un certificado
verification-reason-not-signed = El documento no está firmado
verification-reason-signature-unsupported = El documento lleva una firma que aquí no se puede comprobar
verification-reason-signature-wrong = La firma no corresponde: alguien cambió el documento
verification-reason-key-not-issuers = La firma no es del emisor que dice el documento
verification-reason-key-compromised = Se firmó con una clave que pudo estar en otras manos
verification-reason-keys-unavailable = No se pudo comprobar la firma: no se pudieron obtener las claves del emisor
verification-reason-other-holder = Lo muestra otra persona, no su titular

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

reason-expired-on = Venció el { $day }
reason-revoked-on = Revocado por su emisor el { $day }
reason-suspended-on = Suspendido desde el { $day }
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

# Países
country-AR = Argentina
country-BO = Bolivia
country-BR = Brasil
country-CL = Chile
country-CO = Colombia
country-CR = Costa Rica
country-CU = Cuba
country-DO = República Dominicana
country-EC = Ecuador
country-ES = España
country-GT = Guatemala
country-GY = Guyana
country-HN = Honduras
country-HT = Haití
country-MX = México
country-NI = Nicaragua
country-PA = Panamá
country-PE = Perú
country-PT = Portugal
country-PY = Paraguay
country-SR = Surinam
country-SV = El Salvador
country-US = Estados Unidos
country-UY = Uruguay
country-VE = Venezuela

checking = Comprobando…
close = Cerrar
continue = Continuar
print = Imprimir
share = Compartir
technical-details = Detalles técnicos
failure-storage = Este navegador no guarda datos. Salga del modo privado o libere espacio, e inténtelo de nuevo.

check-structure = Es un certificado completo
check-signature = Firma del emisor
check-issuer-known = El registro conoce al emisor
check-issuer-accredited = Emisor acreditado el día de expedición
check-revocation = No revocado
check-suspension = No suspendido
check-validity = Dentro de su validez
check-holder = Lo muestra su titular
check-outcome-passed = Correcto
check-outcome-failed = Falla
check-outcome-warning = Sin confirmar
check-outcome-not-checked = No aplica
check-detail-ok = Todo en orden
check-detail-not-reached = No se llegó a mirar
check-detail-bad-property = Falta un dato, o no tiene la forma correcta
check-detail-bad-context = No sigue el modelo internacional
check-detail-bad-date = Una fecha no se entiende
check-detail-too-large = Es más grande de lo que puede ser un certificado
check-detail-no-proof = No lleva firma
check-detail-unsupported-proof = La firma es de un tipo que aquí no se comprueba
check-detail-bad-proof = La firma está incompleta
check-detail-wrong-purpose = La firma se hizo para otra cosa
check-detail-proof-out-of-time = La firma ya no vale
check-detail-signature-mismatch = El texto cambió después de firmarse
check-detail-key-not-listed = La clave no es del emisor
check-detail-key-revoked = La clave ya no era de fiar cuando se firmó
check-detail-record-unreachable = No se pudo consultar si se firmó antes de perder la clave
check-detail-keys-unreachable = No se encontraron las claves del emisor
check-detail-keys-malformed = Las claves del emisor no se entienden
check-detail-issuer-unsupported = No se sabe buscar a este tipo de emisor
check-detail-not-in-registry = No está en el registro
check-detail-registry-unreachable = No se pudo consultar el registro
check-detail-not-accredited = No tiene acreditación para esta norma
check-detail-not-accredited-then = Está acreditado, pero no lo estaba ese día
check-detail-no-standard = El documento no nombra una norma
check-detail-illustrative = Acreditación de demostración
check-detail-no-status = El documento no tiene esta lista
check-detail-revoked = El emisor lo revocó
check-detail-suspended = El emisor lo suspendió
check-detail-status-unreachable = La lista no respondió
check-detail-status-untrusted = La lista no es fiable
check-detail-status-stale = La lista es demasiado antigua
check-detail-expired = Su plazo terminó
check-detail-not-yet-valid = Su plazo no ha empezado
check-detail-no-end = No tiene fecha de vencimiento
check-detail-not-presented = Se mostró sin prueba de quién lo muestra
check-detail-other-holder = Lo muestra otra persona
# Lo que cuenta en otro país
outcome-full = Reconocido por completo
outcome-partial = Reconocido en parte
outcome-provisional = Reconocido por un tiempo
outcome-refused = No reconocido
outcome-not-examined = Nadie lo ha examinado todavía
recognition-full = Cuenta como el perfil completo «{ $title }».
recognition-covers = Cubre { $covered } de { $all } unidades del perfil «{ $title }».
recognition-refused = La autoridad de { $country } lo examinó y decidió que no cuenta.
recognition-nobody-decided = Ninguna autoridad de { $country } ha decidido sobre esta norma. Eso no dice nada en contra: pregunte.
recognition-reason = Motivo: { $reason }
recognition-illustrative = Resultado ilustrativo: ninguna autoridad lo ha decidido.
recognition-unknown-standard = El registro no conoce la norma { $code }.
recognition-not-in-use = El organismo ya no usa esta norma. El certificado sigue contando lo que dice.
recognition-version-assumed = El certificado no dice la versión. Se consultó la más nueva: { $code }.
recognition-conditions = Condiciones
recognition-from = Vigente desde el { $day }.
recognition-until = Vale hasta el { $day }.
recognition-months =
    { $months ->
        [one] Vale un mes desde que la autoridad registra a la persona.
       *[other] Vale { $months } meses desde que la autoridad registra a la persona.
    }
recognition-only-issuers = Solo para certificados de: { $names }
recognition-together = Contando juntos { $n } certificados.
unit-covered-by = Con { $names }
recognition-path = De dónde sale este resultado
recognition-ask = A quién preguntar
unit-covered = Cubierta
unit-missing = Falta
unit-not-held = Falta en su certificado
means-assessment = Se completa con una evaluación
means-training = Se completa con un curso
means-training-and-assessment = Se completa con un curso y una evaluación
close-hours =
    { $hours ->
        [one] alrededor de una hora
       *[other] unas { $hours } horas
    }
close-provider = en { $name }
agreement-status-signed = firmado, aún sin vigencia
agreement-status-pilot = acuerdo piloto
agreement-status-in-force = en vigor
agreement-status-ended = terminado
agreement-ended-remains = El acuerdo terminó. Las decisiones tomadas con él siguen.
legal-basis-not-applicable = No obligaba a los dos países en la fecha consultada.
version-number = versión { $n }
illustrative = Ilustrativo
unofficial-translation = traducción no oficial
information-title = Información, no reconocimiento
information-text = Esto existe, pero nadie ha decidido con ello.
information-mapping = Equivalencia técnica publicada
information-not = No es: { $relation }
information-occupation = Ocupación parecida
information-isco = Mismo grupo { $code } de la clasificación de ocupaciones CIUO-08
information-agreement = Acuerdo que cubre este sector
information-other-issuers = Decisión sobre certificados de otras instituciones
information-ended = Decisión que ya terminó
information-ended-on = Terminó el { $day }
predicate-exact-match = equivalencia exacta
predicate-close-match = equivalencia cercana
predicate-broad-match = la otra es más amplia
predicate-narrow-match = la otra es más estrecha
predicate-related-match = relacionada
sector-agriculture = agricultura
sector-care = cuidados
sector-commerce = comercio
sector-construction = construcción
sector-education = educación
sector-energy = energía
sector-hospitality = hotelería
sector-manufacturing = manufactura
sector-services = servicios
sector-transport = transporte
worth-title = ¿Cuánto vale en otro país?
worth-country = País
worth-choose = Elija un país…
worth-together = Contar juntos también
worth-together-hint = Algunas decisiones permiten sumar los otros certificados vigentes de esta billetera.
choose-file = Elegir un archivo
openings-title = Dónde completar lo que falta
opening-remote = a distancia
recognition-step-by-step = Paso a paso
information-withdrawn = Se dejó sin efecto: { $reason }
