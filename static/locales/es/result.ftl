# Palabras de lo que resultó de comprobar, y de pedir datos a la billetera de la persona.

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

## Comprobar un certificado
verify-another = Comprobar otro
verify-result-title = Resultado
shared-title = Certificado compartido
share-wrong-key = El enlace está incompleto o cambiado
share-wrong-key-next = Pida a la persona que se lo envíe de nuevo y cópielo entero.
share-expired = El plazo de este enlace terminó
share-was-stopped = La persona detuvo este enlace
share-ended-next = Esto no dice nada del certificado. Pida a la persona un enlace nuevo.
share-unknown = Este enlace no existe
share-unknown-next = Revise que esté completo, o pida a la persona que se lo envíe de nuevo.
checks-title = Comprobaciones
checked-at = Comprobado: { $instant }.
verify-forgotten = Ya no tenemos ese certificado
verify-forgotten-next = No lo guardamos: es de otra persona. Vuelva a traerlo para comprobarlo.

## Preguntar a la billetera de la persona
ask-title = Pedir datos a la persona
ask-lead = Elija lo que necesita. La persona lo ve y decide qué mostrar.
ask-facts = ¿Qué necesita saber?
ask-facts-hint = Pida lo menos posible. Lo necesario va siempre; lo demás, si la persona quiere.
ask-needed = Es necesario
ask-welcome = Si la persona quiere
ask-not = No hace falta
asked-fact-name = Nombre
asked-fact-birth-date = Fecha de nacimiento
asked-fact-number = Número del certificado
asked-fact-verdict = Resultado final
asked-fact-units = Unidades evaluadas
asked-fact-results = Resultado de cada unidad
ask-always = La norma, quién expidió el certificado, las fechas y si está vigente se muestran siempre.
ask-whole = Acepto también el certificado entero
ask-whole-hint = Para billeteras que no pueden mostrar solo una parte.
ask-make = Hacer el código
ask-show = Muestre este código a la persona
ask-qr = Código QR de la solicitud
ask-qr-hint = La persona lo lee con la cámara de su teléfono.
ask-same-device = Responder en este dispositivo
ask-other-wallet = La persona usa otra aplicación
ask-other-wallet-text = Este código es para billeteras de otros fabricantes.
ask-other-qr = Código QR para otras billeteras
ask-other-open = Abrir la otra aplicación
ask-waiting = Esperando a la persona.
ask-unreachable = No hay conexión; se sigue intentando.
ask-left =
    { $n ->
        [one] Queda un minuto.
       *[other] Quedan { $n } minutos.
    }
ask-take-back = Cancelar
ask-answered = La persona respondió
ask-answered-text = Demostró que el certificado es suyo. Aquí está lo que quiso mostrar.
ask-declined = La persona no quiso mostrar nada
ask-declined-text = Eso no dice nada de su certificado. Puede pedir menos datos.
ask-expired = Pasó el tiempo sin respuesta
ask-expired-text = Haga un código nuevo cuando la persona esté lista.
ask-again = Pedir otra vez
