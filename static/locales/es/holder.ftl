# Palabras de lo que la persona hace con sus certificados.

close = Cerrar
continue = Continuar
share = Compartir

## Mis certificados
certificate-title = Certificado
certificate-missing-title = Este certificado no está en este teléfono
certificate-missing-text = Puede estar en otro teléfono o navegador. Si guardó una copia, tráigala aquí.
received-title = El certificado ya está en este teléfono
received-text = Si pierde el teléfono, podrá recuperarlo con una copia.
details-received = Recibido en este teléfono: { $instant }.
details-text = El archivo firmado sirve para programas que comprueban certificados.
share-title = Compartir este certificado
share-title-print = Imprimir con código QR
share-text = Se crea un enlace. Solo quien lo tenga puede ver el certificado; el registro no puede leerlo.
share-text-print = La hoja lleva un código QR. Quien tenga la hoja puede ver el certificado y comprobarlo.
share-lifetime = ¿Cuánto tiempo funciona el enlace?
share-lifetime-hint = El enlace termina; el certificado no.
lifetime-one-day = 1 día
lifetime-thirty-days = 30 días
lifetime-one-year = 1 año
lifetime-until-stopped = Hasta que yo lo detenga
share-make = Crear enlace
share-make-print = Crear e imprimir
print-without = Imprimir sin código
share-qr = Código QR del enlace
share-send = Enviar
share-note = Puede ver cuántas veces se abrió, y detenerlo, en «Enlaces».
shares-title = Enlaces compartidos
shares-lead = Aquí ve cuántas veces se abrió cada enlace. Puede detenerlo cuando quiera.
shares-empty-title = No ha compartido ningún certificado
shares-empty-text = Abra un certificado y elija «Compartir».
share-works = Funciona
share-over = Se cumplió su plazo
share-stopped-at = Detenido: { $instant }
share-forgotten = El registro ya no tiene este enlace
share-made = Creado
share-opens = Abierto
share-opens-count =
    { $n ->
        [0] Nunca
        [one] Una vez
       *[other] { $n } veces
    }
share-last-open = Última vez
share-ends = Funciona hasta
share-show = Mostrar el enlace
share-hide = Ocultar el enlace
share-stop = Detener
share-stop-title = ¿Detener este enlace?
share-stop-text = Quien lo tenga ya no podrá ver el certificado. El certificado sigue siendo suyo y sigue vigente.
share-stop-yes = Sí, detener
claim-title = Recibir un certificado
claim-lead = Use el enlace, el código o el QR que le dio su institución.
claim-code = Código o enlace
claim-code-hint = Péguelo o escríbalo tal como se lo dieron.
claim-code-wrong = Este código no está completo. Cópielo entero, o pegue el enlace.
claim-picture = Foto del código QR
claim-picture-hint = Elija una foto o captura de pantalla donde se vea el código.
claim-picture-wrong = No se encontró un código en la imagen. Pruebe con una foto más nítida y de frente.
offer-issuer = Lo entrega
offer-for = Para (iniciales)
offer-until = Puede recibirlo hasta
offer-pin = PIN de 6 cifras
offer-pin-hint = Se lo dijo su institución, aparte del enlace.
offer-pin-wrong = El PIN tiene 6 cifras.
offer-attempts =
    { $n ->
        [one] Le queda un intento.
       *[other] Le quedan { $n } intentos.
    }
offer-claim = Recibir el certificado
offer-other-code = Usar otro código
offer-refused-expired = El plazo para recibir este certificado terminó
offer-refused-locked = El PIN se escribió mal demasiadas veces
offer-refused-withdrawn = Este código ya no sirve
offer-ask-again = Pida a su institución un código nuevo. El certificado no se ha perdido.
backup-title = Copia de seguridad
backup-lead = Con una copia recupera sus certificados si pierde o cambia el teléfono.
backup-make = Guardar una copia
backup-text = La copia es un archivo cifrado. Guárdelo fuera de este teléfono. Sin la contraseña nadie puede abrirlo, tampoco nosotros.
backup-passphrase = Contraseña de la copia
backup-passphrase-hint = Al menos { $n } caracteres. Varias palabras que usted recuerde sirven bien.
backup-again = Repita la contraseña
backup-save = Guardar la copia
backup-weak = Use al menos { $n } caracteres y no repita siempre los mismos.
backup-different = Las dos contraseñas no son iguales.
backup-made = La copia está guardada
backup-made-text = Busque el archivo { $name } en sus descargas y llévelo a un lugar seguro.
restore-title = Traer una copia
restore-text = Se agregan los certificados de la copia. Nada de lo que hay en este teléfono se borra.
restore-file = Archivo de la copia
restore-passphrase = Contraseña con que la guardó
restore-do = Traer los certificados
restore-no-file = Elija el archivo de la copia.
restore-wrong-passphrase = La contraseña no abre esta copia. Revísela e inténtelo de nuevo.
restore-not-a-copy = Este archivo no es una copia de certificados.
restore-too-new = Esta copia es de una versión más nueva. Vuelva a cargar la página e inténtelo de nuevo.
restore-done = Sus certificados están aquí
restore-done-text =
    { $added ->
        [0] La copia tiene { $all }; todos estaban ya en este teléfono.
        [one] La copia tiene { $all }; se agregó uno.
       *[other] La copia tiene { $all }; se agregaron { $added }.
    }
accesses-title = Quién miró mis datos
accesses-lead = Cada vez que una institución mira o cambia su registro, queda anotado aquí.
accesses-empty-title = Nadie ha mirado nada todavía
accesses-empty-text = Cuando reciba un certificado, aquí verá quién lo preparó y quién consulta su registro.
accesses-why = Motivo: { $reason }
accesses-more = Mostrar anteriores
access-other = Otra acción en su registro
access-by-member = una persona de la institución
access-by-program = un programa de la institución
access-by-registry = el registro
access-by-holder = quien tenía el enlace y el PIN
access-candidate-registered = Creó su registro
access-candidate-read = Consultó su registro
access-assessment-started = Empezó una evaluación
access-assessment-read = Consultó una evaluación
access-assessment-saved = Anotó evidencias o resultados
access-assessment-submitted = Envió la evaluación a firma
access-assessment-returned = Devolvió la evaluación
access-assessment-signed = Firmó la evaluación
access-assessment-closed-with-gaps = Cerró la evaluación con unidades pendientes
access-certificate-issued = Expidió un certificado
access-certificate-offered = Preparó la entrega de un certificado
access-certificate-claimed = Recibió el certificado en un teléfono
access-certificate-read = Consultó un certificado
access-certificate-suspended = Suspendió un certificado
access-certificate-suspension-lifted = Levantó la suspensión de un certificado
access-certificate-revoked = Revocó un certificado
access-offer-pin-wrong = Escribió mal el PIN

## Responder a quien pide
answer-title = Responder a quien pide un certificado
answer-lead = Usted ve quién pide y qué. Solo se muestra lo que usted elija.
answer-text = Enlace de la solicitud
answer-text-hint = Péguelo completo, tal como se lo dieron.
answer-wrong = Esto no es una solicitud. Pida el enlace o el código otra vez.
answer-reading = Leyendo la solicitud…
answer-other = Usar otra solicitud
answer-who-registry = Pide alguien que usa la página de comprobación de este registro
answer-who-registry-text = El registro no sabe quién es. Responda solo si conoce a esa persona o la tiene delante.
answer-who-known = Lo pide { $name }
answer-who-known-text = La solicitud lleva su firma, y el registro conoce esta institución.
answer-who-host = Lo pide { $name }
answer-who-host-text = La firma es del dueño de esa dirección. El registro no sabe quién es.
answer-who-unsigned = La respuesta irá a { $name }
answer-who-unsigned-text = Nadie conocido firmó la solicitud. Responda solo si confía en esa dirección.
answer-which = ¿Qué certificado quiere mostrar?
answer-always = Siempre se muestran la norma, quién lo expidió, las fechas y si está vigente. Además:
answer-whole = Se muestra el certificado entero: también su nombre, su número y cada resultado.
answer-needed = Necesario
answer-free = Usted decide
answer-free-hint = Lo que no marque no se muestra.
answer-send = Mostrar lo elegido
answer-refuse = No mostrar nada
answer-nothing = No tiene aquí un certificado para esta solicitud
answer-nothing-next = Puede estar en otro teléfono. Si lo recibió hace tiempo, recíbalo otra vez o comparta un enlace.
answer-sent = Listo: se mostró lo que usted eligió
answer-sent-text = Quien se lo pidió ya lo ve en su pantalla.
answer-sent-to = Lo recibió { $name }.
answer-go-on = Seguir en { $name }
answer-see = Ver lo que he mostrado
answer-refused = No se mostró nada
answer-refused-text = Quien se lo pidió solo sabe que usted no quiso.
answer-try-again = Inténtelo de nuevo en un momento.
answer-gone = Esta solicitud ya no espera respuesta
answer-gone-next = Pasó su tiempo, o ya se respondió. Pida una nueva.
answer-not-understood = Su billetera no entiende esta solicitud
answer-not-understood-next = No se mostró nada. Puede compartir un enlace desde su certificado.
answer-by-certificate = Su billetera no puede comprobar quién pide
answer-by-certificate-next = No se mostró nada. Muestre su certificado con un enlace: ábralo y elija «Compartir».
answer-unproven = No se sabe quién pide
answer-unproven-next = La firma de la solicitud no corresponde. No se mostró nada, y es mejor no responder.
answer-too-little = Falta elegir algo
answer-too-little-next = Quien pide necesita al menos otro de los datos de la lista.
answer-not-taken = No aceptaron la respuesta
answer-not-taken-next = Pida una solicitud nueva e inténtelo otra vez.
answers-title = Lo que mostró cuando se lo pidieron
answers-text = Esta lista está solo en este teléfono.
answers-refused = No mostró nada
answers-whole = el certificado entero
answers-only = solo que lo tiene
shown-fact-name = Nombre
shown-fact-birthdate = Fecha de nacimiento
shown-fact-certificate_number = Número del certificado
shown-fact-certificate_id = Identificador del certificado
shown-fact-verdict = Resultado final
shown-fact-units = Unidades evaluadas
shown-fact-units-result = Resultado de cada unidad
shown-fact-units-result-verdict = Resultado de cada unidad

## Certificados prometidos y de otros emisores
awaited-title = Certificados por firmarse
awaited-lead = Su institución se los prometió. Llegan aquí cuando se firman.
awaited-empty-title = No espera ningún certificado
awaited-empty-text = Los que ya recibió están en «Certificados».
awaited-since = Pedido
awaited-not-ready = Todavía no está
awaited-not-ready-text = La institución no lo ha firmado. No hace falta hacer nada: esta página vuelve a preguntar cuando la abre.
awaited-refused = La institución ya no lo entrega
awaited-refused-text = Pregunte allí qué pasó, o pida un código nuevo.
awaited-forget = Quitar de la lista
awaited-ask = Preguntar ahora
offer-host = Dirección
offer-elsewhere = Este emisor no es de este registro. Recíbalo solo si confía en él.
offer-pin-any = PIN
offer-pin-missing = Escriba el PIN que le dieron.
claim-no-offer = Este código no existe o ya no sirve
claim-nothing-known = Su billetera no entiende lo que ofrece esta institución
claim-wrong-pin = El PIN no es correcto. Revíselo e inténtelo otra vez.
claim-denied = La institución no lo entregó. Puede que ya esté en otro teléfono.
claim-not-ours = Lo que llegó no es para esta billetera. No se guardó.
